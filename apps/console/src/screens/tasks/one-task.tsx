import '../../styles/gathering.css';
import type { TaskSummary } from '@doorstep/contracts/http';
import { Link } from 'react-router';
import { useSignedIn } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, today } from '../../when.js';

interface Props {
  readonly task: TaskSummary;
  readonly isBusy: boolean;
  /** Null for who may only look. */
  readonly onDone: (() => void) | null;
}

/** One thing to do: what, about whom, by when and for whom. */
export function OneTask({ task, isBusy, onDone }: Props) {
  const { locale, text } = useLanguage();
  const { staffId } = useSignedIn();
  const { id, kind, household, person, address, words, works, owner, ownerName, dueOn, madeAt, subject } = task;
  const day = dayOf(locale, dueOn);
  const about = [
    ...(address === null ? [] : [address]),
    ...(person === null ? [] : [text('tasks.person', { number: person })]),
    ...(household === null ? [] : [text('tasks.tenancy', { number: household })]),
  ];
  const whose = owner === staffId ? text('tasks.yours') : text('tasks.owner', { name: ownerName ?? owner ?? '' });
  return (
    <article className="notice notice-plain" aria-labelledby={`task-${id}`}>
      <h2 id={`task-${id}`}>{text(`tasks.kind.${kind}`)}</h2>
      {about.length > 0 && <p>{about.join(' · ')}</p>}
      {kind === 'tell-works' && (
        <p>
          {works !== null && `${text('tasks.works', { state: works })} `}
          <Link to={`/replies/topics/${subject.replace(/^topic:/, '')}`}>{text('tasks.tell')}</Link>
        </p>
      )}
      {words !== null && (
        <blockquote className="said-words" dir="auto">
          {words}
        </blockquote>
      )}
      <p>
        <StatusWord light={dueOn < today() ? 'look' : 'quiet'}>
          {text(dueOn < today() ? 'tasks.late' : 'tasks.due', { day })}
        </StatusWord>
      </p>
      <p className="hint">
        {owner === null ? text('tasks.nobodys') : whose} {text('tasks.made', { day: dayOf(locale, madeAt) })}
      </p>
      {onDone && (
        <button type="button" className="button" aria-describedby={`task-${id}`} disabled={isBusy} onClick={onDone}>
          {text('tasks.done')}
        </button>
      )}
    </article>
  );
}
