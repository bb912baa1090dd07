import type { AlarmSummary } from '@doorstep/contracts/http';
import { useId } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { dayOf, timeOf } from '../../when.js';

type Kind = AlarmSummary['kind'];

/** Where one goes to do something about it, and what that place is called; the rest is done outside the console. */
const places = {
  'told-late': ['/hand-offs', 'nav.handOffs'],
  'not-acknowledged': ['/hand-offs', 'nav.handOffs'],
  'told-again': ['/hand-offs', 'nav.handOffs'],
  'cannot-send': ['/hand-offs', 'nav.handOffs'],
  'visit-held': ['/held-words', 'nav.heldWords'],
  'reply-overdue': ['/replies', 'nav.replies'],
  'question-waits': ['/replies', 'nav.replies'],
  'topic-waits': ['/replies', 'nav.replies'],
  'policy-clashes': ['/policies', 'nav.policies'],
  'records-missing': ['/held', 'nav.held'],
  'system-refuses': ['/connections', 'nav.connections'],
  'erased-in-host': ['/people/resident', 'nav.resident'],
  'endpoint-off': ['/settings/webhooks', 'nav.webhooks'],
} as const;

interface Props {
  readonly alarm: AlarmSummary;
  readonly isBusy: boolean;
  readonly onSee: () => void;
}

/** One alarm: what happened, what to do about it, who was told, and who has seen to it. */
export function Alarm({ alarm, isBusy, onSee }: Props) {
  const { locale, text } = useLanguage();
  const maySee = useMay('alarms.see');
  const id = useId();
  const { kind, reference, level, raisedAt, goesByEmail, sentAt, seenAt, seenBy } = alarm;
  const at = (instant: string) => ({ time: timeOf(locale, instant), day: dayOf(locale, instant) });
  const place = placeOf(kind);
  return (
    <article className="hand-off" aria-labelledby={id}>
      <h2 id={id}>
        {reference === null
          ? text(`alarms.kind.${kind}`)
          : text('handOffs.name', { title: text(`alarms.kind.${kind}`), reference })}
      </h2>
      <p>{text(`alarms.do.${kind}`)}</p>
      <p className="hint">
        {text('alarms.since', at(raisedAt))} {level > 1 && `${text('alarms.again', { count: level })} `}
        {!goesByEmail
          ? text('alarms.toNobody')
          : sentAt === null
            ? text('alarms.notSent')
            : text('alarms.sent', at(sentAt))}
      </p>
      {place && (
        <p>
          <Link to={place[0]}>{text('alarms.go', { place: text(place[1]) })}</Link>
        </p>
      )}
      {seenAt !== null && <p>{text('alarms.seenBy', { by: seenBy ?? '', ...at(seenAt) })}</p>}
      {seenAt === null && maySee && (
        <button type="button" className="button" aria-describedby={id} disabled={isBusy} onClick={onSee}>
          {text('alarms.see')}
        </button>
      )}
    </article>
  );
}

function placeOf(kind: Kind): (typeof places)[keyof typeof places] | undefined {
  return kind in places ? places[kind as keyof typeof places] : undefined;
}
