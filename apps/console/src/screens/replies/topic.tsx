import '../../styles/replies.css';
import type { TopicShown } from '@doorstep/contracts/http';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';
import { ReplyForm } from './reply-form.js';
import { Told } from './told.js';
import { useGoOn, useTopic } from './use-replies.js';

/** One topic: what was said, what came of it, who was told, and the reply. */
export function Topic() {
  const text = useText();
  const { id = '' } = useParams();
  const mayRead = useMay('voices.read');
  const topic = useTopic(id, mayRead);
  return (
    <Page title={topic.data?.title ?? text('topic.title')}>
      <p>
        <Link to="/replies">{text('topic.back')}</Link>
      </p>
      {mayRead ? (
        <Answer query={topic} getting={text('topic.getting')} errorTitle={text('topic.errorTitle')}>
          {(known) => <Shown topic={known} />}
        </Answer>
      ) : (
        <NoPermission to="voices.read" isWall />
      )}
    </Page>
  );
}

function Shown({ topic }: { readonly topic: TopicShown }) {
  const text = useText();
  const mayReply = useMay('replies.give');
  const [given, setGiven] = useState<{ readonly number: number; readonly told: number }>();
  useGoOn(given);
  return (
    <>
      {given && <Done key={given.number} says={text('reply.given', { count: given.told })} />}
      <p>
        {topic.owner === null ? text('replies.nobodyDecides') : text('replies.decides', { owner: topic.owner })}{' '}
        {topic.theme !== null && `${topic.theme}. `}
        {text('topic.people', { count: topic.people })}
      </p>
      <Heard heard={topic.heard} />
      <Came replies={topic.replies} />
      <Told topic={topic} />
      {mayReply ? (
        <ReplyForm
          key={given?.number ?? 0}
          topic={topic}
          onGiven={({ number, tellings }) => setGiven({ number, told: tellings })}
        />
      ) : (
        <NoPermission to="replies.give" />
      )}
    </>
  );
}

function Heard({ heard }: Pick<TopicShown, 'heard'>) {
  const { locale, text } = useLanguage();
  return (
    <section aria-labelledby="heard">
      <h2 id="heard">{text('topic.heard')}</h2>
      {heard.length === 0 && <p>{text('topic.heardNone')}</p>}
      <ul className="owed-voices">
        {heard.map(({ id, words, whose, saidAt, isOwed }) => (
          <li key={id} className="owed-voice">
            <blockquote className="owed-words">{words}</blockquote>
            <p>
              <StatusWord light={isOwed ? 'look' : 'quiet'}>{text(isOwed ? 'topic.owed' : 'topic.notOwed')}</StatusWord>{' '}
              <span className="hint">
                {text('topic.saidOn', { day: dayOf(locale, saidAt) })}{' '}
                {whose !== 'own' && text(`replies.whose.${whose}`)}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Came({ replies }: Pick<TopicShown, 'replies'>) {
  const { locale, text } = useLanguage();
  return (
    <section aria-labelledby="came">
      <h2 id="came" tabIndex={-1}>
        {text('topic.came')}
      </h2>
      {replies.length === 0 && <p>{text('topic.cameNone')}</p>}
      <ol className="owed-voices">
        {replies.toReversed().map(({ id, result, words, because, passedTo, owner, promisedBy, saidBy, givenAt }) => (
          <li key={id} className="owed-voice">
            <p>
              <strong>{text(`reply.result.${result}`)}</strong>
            </p>
            <p className="reply-words">{words}</p>
            {because !== null && <p>{text('topic.because', { because })}</p>}
            {passedTo !== null && <p>{text('topic.passedTo', { who: passedTo })}</p>}
            {promisedBy !== null && owner !== null && (
              <p>{text('topic.promised', { owner, day: dayOf(locale, promisedBy) })}</p>
            )}
            <p className="hint">{text('topic.by', { name: saidBy, day: dayOf(locale, givenAt) })}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
