import type { ResidentRecord } from '../resident.js';
import { instantOf, longDay } from './day.js';
import { element } from './element.js';

interface Moment {
  readonly at: string;
  readonly what: string;
  readonly detail: string;
  /** The system that wrote it, where that is not the housing system itself. */
  readonly from?: string;
}

/** Every contact that the housing system knows of, newest first. */
export function momentsOf({ repairs, notes, tenancyStart, tenancyType }: ResidentRecord): readonly Moment[] {
  const moments = repairs.flatMap(({ raised, closed, status, description, reference }): Moment[] => {
    const detail = `${description} (order ${reference})`;
    return [
      { at: raised, what: 'Repair reported', detail },
      ...(closed === null ? [] : [{ at: closed, what: status, detail }]),
    ];
  });
  moments.push(
    ...notes.map(({ at, title, text, by }) => ({ at, what: title, detail: linesOf(text)[0] ?? '', from: by })),
  );
  if (tenancyStart) moments.push({ at: tenancyStart, what: 'Tenancy started', detail: `${tenancyType} tenancy` });
  return moments.sort((a, b) => instantOf(b.at).getTime() - instantOf(a.at).getTime());
}

/** The lines of a note that say something. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

export function timeline(moments: readonly Moment[]): HTMLElement {
  return element(
    'ol',
    { class: 'timeline' },
    ...moments.map(({ at, what, detail, from }) =>
      element(
        'li',
        {},
        element(
          'p',
          { class: 'moment' },
          element('strong', {}, what),
          ' ',
          element('time', { datetime: instantOf(at).toISOString(), class: 'muted' }, longDay(at)),
        ),
        element('p', {}, detail),
        from !== undefined && element('p', {}, element('span', { class: 'from' }, `From ${from}`)),
      ),
    ),
  );
}
