import { Link } from 'react-router';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { useTopics, type OwedOf } from './use-replies.js';

/** Topics that wait for a decision, longest first, with how long. */
export function WaitingTopics({ of }: { readonly of: OwedOf }) {
  const text = useText();
  const query = useTopics(true);
  return (
    <Answer query={query} getting={text('replies.getting')} errorTitle={text('replies.errorTitle')}>
      {({ items }) => {
        const waiting = items.flatMap(({ openDays, voices, ...topic }) =>
          openDays === null || voices === 0 || !isOf(topic, of) ? [] : [{ ...topic, openDays }],
        );
        if (waiting.length === 0) return <Empty title={text('replies.noTopicWaits')} />;
        return (
          <ul className="owed-voices">
            {waiting.map(({ id, title, owner, openDays, people }) => (
              <li key={id} className="owed-voice">
                <Link to={`/replies/topics/${id}`}>{title}</Link>
                <p className="hint">
                  {text('replies.waits', { count: openDays })}{' '}
                  {owner === null ? text('replies.nobodyDecides') : text('replies.decides', { owner })}{' '}
                  {text('topic.people', { count: people })}
                </p>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

function isOf(topic: { readonly owner: string | null; readonly theme: string | null }, of: OwedOf): boolean {
  return (of.owner === '' || topic.owner === of.owner) && (of.theme === '' || topic.theme === of.theme);
}
