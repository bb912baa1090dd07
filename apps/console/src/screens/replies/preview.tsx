import type { GiveReplyRequest, ReplyGiven, ReplyPreview, TopicShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { answered, api, newKey } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ConflictNotice } from '../../parts/conflict-notice.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import type { WholeReply } from './reply-values.js';
import { shortWords } from './short-words.js';
import { useAskAgain } from './use-replies.js';
import { Ways } from './ways.js';

interface Props {
  readonly topic: TopicShown;
  readonly reply: WholeReply;
  readonly preview: ReplyPreview;
  readonly onGiven: (given: ReplyGiven) => void;
}

interface Theirs {
  readonly number: number;
  readonly saidBy: string;
  readonly givenAt: string;
}

/** What each person gets and which way; from here the reply is given. Takes the focus when it appears. */
export function Preview({ topic, reply, preview, onGiven }: Props) {
  const text = useText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const askAgain = useAskAgain();
  const [isAsking, setIsAsking] = useState(false);
  // Sent again it is the same reply.
  const [key] = useState(newKey);
  // What somebody else replies meanwhile is read first.
  const [after] = useState(topic.replies.at(-1)?.number ?? 0);
  useEffect(() => heading.current?.focus(), []);
  const giving = useMutation({
    mutationFn: (read: number): Promise<ReplyGiven> => {
      const body: GiveReplyRequest = { ...reply, topicId: topic.id, after: read, knowing: true };
      const headers = { 'idempotency-key': read === after ? key : newKey() };
      return answered(api.POST('/api/v1/replies', { body, headers } as never));
    },
    async onSuccess(given) {
      await askAgain();
      onGiven(given);
    },
    onError: () => setIsAsking(false),
  });
  const theirs = currentIn<Theirs>(giving.error, 'changed-since');
  const { problems, ways, items } = preview;
  const saidIn = (voiceId: string) => shortWords(topic.heard.find(({ id: heard }) => heard === voiceId)?.words ?? '');
  const total = ways.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-labelledby={`${id}-title`} className="reply-preview">
      <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {text('reply.preview')}
      </h3>
      <p>{total === 0 ? text('reply.previewNone') : text('reply.previewCount', { count: total })}</p>
      <Ways ways={ways} />
      <ul className="owed-voices">
        {items.map(({ voiceId, way, form, language, text: words }) => (
          <li key={voiceId} className="owed-voice">
            <details>
              <summary>
                {text(`tell.by.${way}`)}
                {form !== 'standard' && ` (${text(`tell.form.${form}`)})`}: {words.split('\n')[0]} “{saidIn(voiceId)}”
              </summary>
              <p className="reply-words" lang={language}>
                {words}
              </p>
            </details>
          </li>
        ))}
      </ul>
      {items.length < total && <p className="hint">{text('reply.previewMore', { shown: items.length, total })}</p>}
      {problems.length > 0 && (
        <div className="notice notice-look">
          <p className="notice-title">{text('reply.better')}</p>
          <ul>
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {theirs ? (
        <ConflictNotice
          name={theirs.saidBy}
          at={theirs.givenAt}
          onSeeTheirs={() => void askAgain().then(() => document.getElementById('came')?.focus())}
          onKeepMine={() => giving.mutate(theirs.number)}
        />
      ) : (
        giving.isError && <ErrorNotice error={giving.error} title={text('reply.notGiven')} />
      )}
      {!theirs && (
        <button
          type="button"
          className="button button-primary"
          disabled={giving.isPending}
          onClick={() => setIsAsking(true)}
        >
          {text(problems.length > 0 ? 'reply.tellAnyway' : 'reply.tell')}
        </button>
      )}
      <Confirm
        isOpen={isAsking}
        title={text('reply.tellTitle', { count: total })}
        action={text('reply.tell')}
        isBusy={giving.isPending}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => giving.mutate(after)}
      >
        <Ways ways={ways} />
        <p>{text('reply.tellSays')}</p>
      </Confirm>
    </section>
  );
}
