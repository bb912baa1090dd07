import '../../styles/replies.css';
import type { OwedList, OwedSummary } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { dayOf, today } from '../../when.js';
import { OwedVoice } from './owed-voice.js';
import { WaitingTopics } from './waiting-topics.js';
import { owedKey, useAskAgain, useGoOn, useOwed, useTopics, type OwedOf } from './use-replies.js';

/** Who spoke and has not been answered, longest owed first, those of one topic together. */
export function Replies() {
  const text = useText();
  const mayRead = useMay('voices.read');
  const [of, setOf] = useState<OwedOf>({ owner: '', theme: '', kind: '' });
  const owed = useOwed(of, mayRead && of.kind !== 'topics');
  return (
    <Page title={text('replies.title')} lead={text('replies.lead')}>
      {mayRead ? (
        <>
          <p>
            <Link to="/replies/letters">{text('replies.letters')}</Link>
          </p>
          <Filter of={of} onChange={setOf} />
          {of.kind === 'topics' ? (
            <WaitingTopics of={of} />
          ) : (
            <Answer query={owed} getting={text('replies.getting')} errorTitle={text('replies.errorTitle')}>
              {(known) => <Owed known={known} of={of} />}
            </Answer>
          )}
        </>
      ) : (
        <NoPermission to="voices.read" isWall />
      )}
    </Page>
  );
}

interface FilterProps {
  readonly of: OwedOf;
  readonly onChange: (of: OwedOf) => void;
}

/** By what waits, and by who decides and by theme, of those that topics have. */
function Filter({ of, onChange }: FilterProps) {
  const text = useText();
  const { data } = useTopics(true);
  const named = (part: 'owner' | 'theme') =>
    [...new Set((data?.items ?? []).map((topic) => topic[part]))].filter((one) => one !== null).toSorted();
  const any = { owner: text('replies.anyOwner'), theme: text('replies.anyTheme') };
  return (
    <div className="reply-filter">
      <SelectField
        label={text('replies.show')}
        value={of.kind}
        onChange={({ target }) => onChange({ ...of, kind: target.value as OwedOf['kind'] })}
      >
        <option value="">{text('replies.show.all')}</option>
        <option value="question">{text('replies.show.question')}</option>
        <option value="topics">{text('replies.show.topics')}</option>
      </SelectField>
      {(['owner', 'theme'] as const).map((part) => (
        <SelectField
          key={part}
          label={text(`replies.${part}`)}
          value={of[part]}
          onChange={({ target }) => onChange({ ...of, [part]: target.value })}
        >
          <option value="">{any[part]}</option>
          {named(part).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      ))}
    </div>
  );
}

type Topic = NonNullable<OwedSummary['topic']>;

function Owed({ known, of }: { readonly known: OwedList; readonly of: OwedOf }) {
  const text = useText();
  const queries = useQueryClient();
  const askAgain = useAskAgain();
  const [done, setDone] = useState<{ readonly says: string; readonly id: string | null }>();
  useGoOn(done, done === undefined || done.id === null ? null : `voice-${done.id}`);

  function keep(change: (items: OwedSummary[]) => OwedSummary[], says: string, id: string | null): void {
    queries.setQueryData<OwedList>(owedKey(of), (now) => now && { ...now, items: change(now.items) });
    setDone({ says, id });
    void askAgain();
  }
  const put = (voiceId: string, topic: Topic) =>
    keep(
      (items) => items.map((one) => (one.voiceId === voiceId ? { ...one, topic } : one)),
      text('replies.wasPut', { title: topic.title }),
      voiceId,
    );
  const leave = (voiceId: string) =>
    keep((items) => items.filter((one) => one.voiceId !== voiceId), text('replies.noReplyDone'), null);
  const own = (voiceId: string, answerOwner: string, replyBy: string) =>
    keep(
      (items) => items.map((one) => (one.voiceId === voiceId ? { ...one, answerOwner, replyBy } : one)),
      text('replies.isOwned', { owner: answerOwner }),
      voiceId,
    );
  const isFiltered = of.owner !== '' || of.theme !== '' || of.kind !== '';
  return (
    <>
      {done && <Done key={`${done.id}${done.says}`} says={done.says} />}
      {known.items.length === 0 ? (
        <Empty title={text(isFiltered ? 'replies.noneOf' : 'replies.none')}>
          <p>{text(isFiltered ? 'replies.noneOfSays' : 'replies.noneSays')}</p>
        </Empty>
      ) : (
        <>
          <p>
            <strong>{text('replies.people', { count: known.people })}</strong>{' '}
            {known.items.length < known.total &&
              text('replies.more', { shown: known.items.length, total: known.total })}
          </p>
          {grouped(known.items).map((voices) => (
            <section key={voices[0].topic?.id ?? ''} className="owed-topic">
              <OfTopic topic={voices[0].topic} />
              <ul className="owed-voices">
                {voices.map((voice) => (
                  <OwedVoice key={voice.voiceId} voice={voice} onPut={put} onLeft={leave} onOwned={own} />
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </>
  );
}

function OfTopic({ topic }: { readonly topic: Topic | null }) {
  const { locale, text } = useLanguage();
  if (topic === null)
    return (
      <>
        <h2>{text('replies.noTopic')}</h2>
        <p className="hint">{text('replies.noTopicSays')}</p>
      </>
    );
  const { id, title, owner, theme, promisedBy } = topic;
  return (
    <>
      <h2>
        <Link to={`/replies/topics/${id}`}>{title}</Link>
      </h2>
      <p className="hint">
        {owner === null ? text('replies.nobodyDecides') : text('replies.decides', { owner })}
        {theme !== null && ` ${theme}.`}
        {promisedBy !== null &&
          ` ${text(promisedBy < today() ? 'replies.late' : 'replies.due', { day: dayOf(locale, promisedBy) })}`}
      </p>
    </>
  );
}

/** Those of one topic together, each where its longest owed stands; those of none are together too. */
function grouped(items: readonly OwedSummary[]): [OwedSummary, ...OwedSummary[]][] {
  const groups = new Map<string, [OwedSummary, ...OwedSummary[]]>();
  for (const one of items) {
    const group = groups.get(one.topic?.id ?? '');
    if (group) group.push(one);
    else groups.set(one.topic?.id ?? '', [one]);
  }
  return [...groups.values()];
}
