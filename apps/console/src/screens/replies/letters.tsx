import '../../styles/replies.css';
import type { LetterToPost } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { lettersKey, useAskAgain, useGoOn, useLetters, type Letters as Waiting } from './use-replies.js';

/** Letters that wait: each is opened to be printed, and marked once it was posted. */
export function Letters() {
  const text = useText();
  const mayReply = useMay('replies.give');
  const letters = useLetters(mayReply);
  return (
    <Page title={text('letters.title')} lead={text('letters.lead')} isWide>
      <p>
        <Link to="/replies">{text('topic.back')}</Link>
      </p>
      {mayReply ? (
        <Answer query={letters} getting={text('letters.getting')} errorTitle={text('letters.errorTitle')}>
          {(waiting) => <ToPost waiting={waiting} />}
        </Answer>
      ) : (
        <NoPermission to="replies.give" isWall />
      )}
    </Page>
  );
}

function ToPost({ waiting }: { readonly waiting: Waiting }) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const askAgain = useAskAgain();
  const [asked, setAsked] = useState<LetterToPost>();
  const [settled, setSettled] = useState<object>();
  useGoOn(settled);
  const nameOf = ({ to }: LetterToPost) => to ?? text('letters.toNobody');
  const posting = useMutation({
    mutationFn: ({ id }: LetterToPost) =>
      answered(api.POST('/api/v1/tellings/{id}/posted', { params: { path: { id } } } as never)),
    onSuccess: (_, { id }) =>
      queries.setQueryData<Waiting>(
        lettersKey,
        (now) => now && { items: now.items.filter((one) => one.id !== id), total: now.total - 1 },
      ),
    onSettled() {
      setAsked(undefined);
      setSettled({});
      // Whatever stood in the way has changed the list too.
      void askAgain();
    },
  });
  return (
    <>
      {posting.isSuccess && (
        <Done key={posting.variables.id} says={text('letters.postedDone', { to: nameOf(posting.variables) })} />
      )}
      {posting.isError && <ErrorNotice error={posting.error} title={text('replies.notKept')} />}
      {waiting.items.length === 0 ? (
        <Empty title={text('letters.none')} />
      ) : (
        <Table
          caption={text('letters.title')}
          rows={waiting.items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'to', title: text('letters.to'), isRowName: true, cell: nameOf },
            {
              id: 'about',
              title: text('letters.about'),
              cell: ({ topic }) => <Link to={`/replies/topics/${topic.id}`}>{topic.title}</Link>,
            },
            {
              id: 'form',
              title: text('letters.form'),
              cell: ({ form, language }) => {
                const said = text(`tell.form.${form}`);
                return language === 'cy' ? text('letters.welsh', { form: said }) : said;
              },
            },
            { id: 'since', title: text('letters.since'), cell: ({ madeAt }) => dayOf(locale, madeAt) },
            {
              id: 'todo',
              title: text('letters.todo'),
              cell: (letter) =>
                letter.isHeldToday ? (
                  text('letters.held')
                ) : (
                  <div className="buttons">
                    <a
                      className="button"
                      href={`/api/v1/tellings/${letter.id}/letter`}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={text('letters.printName', { to: nameOf(letter) })}
                    >
                      {text('letters.print')}
                    </a>
                    <button
                      type="button"
                      className="button"
                      aria-label={text('letters.postedName', { to: nameOf(letter) })}
                      onClick={() => setAsked(letter)}
                    >
                      {text('letters.posted')}
                    </button>
                  </div>
                ),
            },
          ]}
        />
      )}
      {waiting.items.length < waiting.total && (
        <p className="hint">{text('letters.more', { shown: waiting.items.length, total: waiting.total })}</p>
      )}
      {asked && (
        <Confirm
          isOpen
          title={text('letters.postedTitle', { to: nameOf(asked) })}
          action={text('letters.posted')}
          isBusy={posting.isPending}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => posting.mutate(asked)}
        >
          <p>{text('letters.postedSays')}</p>
        </Confirm>
      )}
    </>
  );
}
