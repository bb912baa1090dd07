import type { HandOffSummary } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, timeOf } from '../../when.js';

/** Where its clock stands, and whether somebody has it. Of a restricted one it says no more than its state. */
export function Clock({ handOff }: { readonly handOff: HandOffSummary }) {
  const { locale, text } = useLanguage();
  const now = useNow();
  const { state, targetAt, acknowledgedAt, acknowledgedBy, closedAt } = handOff;
  const at = (instant: string) => ({ time: timeOf(locale, instant), day: dayOf(locale, instant) });
  if (state === 'closed')
    return (
      <p>
        <StatusWord light="quiet">{text('handOffs.closed')}</StatusWord>{' '}
        {closedAt !== null && text('handOffs.closedOn', at(closedAt))}
      </p>
    );
  if (state === 'acknowledged')
    return (
      <p>
        <StatusWord light="good">{text('handOffs.acknowledged')}</StatusWord>{' '}
        {acknowledgedAt === null || acknowledgedBy === null
          ? text('handOffs.somebodyHas')
          : text('handOffs.has', { by: acknowledgedBy, ...at(acknowledgedAt) })}
      </p>
    );
  const late = targetAt === null ? null : now - Date.parse(targetAt);
  const isPast = late === null ? state === 'overdue' : late > 0;
  return (
    <p>
      <StatusWord light={isPast ? 'bad' : 'look'}>
        {isPast
          ? pastOf(text, late)
          : targetAt === null
            ? text('handOffs.waiting')
            : text('handOffs.dueBy', at(targetAt))}
      </StatusWord>{' '}
      {text('handOffs.nobody')}
    </p>
  );
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `late` in milliseconds; null where only that it is past may be said. */
function pastOf(text: ConsoleText, late: number | null): string {
  if (late === null) return text('handOffs.past');
  if (late < hour) return text('handOffs.minutesPast', { count: Math.floor(late / minute) });
  if (late < 2 * day) return text('handOffs.hoursPast', { count: Math.floor(late / hour) });
  return text('handOffs.daysPast', { count: Math.floor(late / day) });
}

/** Milliseconds since 1970, twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
