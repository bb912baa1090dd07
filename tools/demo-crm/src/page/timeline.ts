import type { Resident } from '../resident.js';
import { instantOf, longDay } from './day.js';
import { element } from './element.js';

interface Moment {
  readonly at: string;
  readonly what: string;
  readonly detail: string;
}

/** Every contact that the housing system knows of, newest first. */
export function momentsOf({ recentRepairs, tenancyStart, tenancyType }: Resident): readonly Moment[] {
  const moments = recentRepairs.flatMap((repair): Moment[] => [
    { at: repair.raised, what: 'Repair reported', detail: `${repair.description} (order ${repair.reference})` },
    ...(repair.closed
      ? [{ at: repair.closed, what: repair.status, detail: `${repair.description} (order ${repair.reference})` }]
      : []),
  ]);
  if (tenancyStart) moments.push({ at: tenancyStart, what: 'Tenancy started', detail: `${tenancyType} tenancy` });
  return moments.sort((a, b) => instantOf(b.at).getTime() - instantOf(a.at).getTime());
}

export function timeline(moments: readonly Moment[]): HTMLElement {
  return element(
    'ol',
    { class: 'timeline' },
    ...moments.map(({ at, what, detail }) =>
      element(
        'li',
        {},
        element(
          'p',
          { class: 'moment' },
          element('strong', {}, what),
          ' ',
          element('time', { datetime: at, class: 'muted' }, longDay(at)),
        ),
        element('p', {}, detail),
      ),
    ),
  );
}
