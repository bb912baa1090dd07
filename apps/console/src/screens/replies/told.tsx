import type { TopicShown } from '@doorstep/contracts/http';
import { Link } from 'react-router';
import { useText } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { Ways } from './ways.js';

/** Of the newest reply: how many were told, how many wait and which way, and whom nothing reached. */
export function Told({ topic }: { readonly topic: TopicShown }) {
  const text = useText();
  const newest = topic.replies.at(-1);
  if (!newest) return null;
  const ofNewest = topic.tellings.filter(({ replyId }) => replyId === newest.id);
  const told = ofNewest.filter(({ state }) => state === 'told').length;
  const waiting = ofNewest.filter(({ state }) => state === 'waiting');
  // What is just being sent has not come back yet.
  const unreached = waiting.filter(({ lastProblem }) => lastProblem !== null && lastProblem !== 'sending').length;
  return (
    <section aria-labelledby="told">
      <h2 id="told">{text('topic.told')}</h2>
      <p>
        <StatusWord light="good">{text('topic.toldCount', { count: told })}</StatusWord>
      </p>
      <p>
        <StatusWord light={waiting.length === 0 ? 'quiet' : 'busy'}>
          {text('topic.waiting', { count: waiting.length })}
        </StatusWord>
      </p>
      {waiting.length > 0 && <Ways ways={waiting.map(({ way }) => ({ way, count: 1 }))} />}
      {unreached > 0 && (
        <>
          <p>
            <StatusWord light="look">{text('topic.unreached', { count: unreached })}</StatusWord>
          </p>
          <p className="hint">{text('topic.unreachedSays')}</p>
        </>
      )}
      {waiting.some(({ way }) => way === 'letter') && (
        <p>
          <Link to="/replies/letters">{text('topic.postLetters')}</Link>
        </p>
      )}
    </section>
  );
}
