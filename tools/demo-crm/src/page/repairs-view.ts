import type { Repair, Resident } from '../resident.js';
import { instantOf, shortDay } from './day.js';
import { element } from './element.js';
import { recordPath } from './place.js';
import { status } from './status.js';

const NEWEST = 40;

/** The newest repairs across the residents listed. */
export function repairsView(residents: readonly Resident[]): readonly Node[] {
  const repairs = residents
    .flatMap((resident) => resident.recentRepairs.map((repair) => ({ resident, repair })))
    .filter(({ repair }, index, all) => all.findIndex((other) => other.repair.reference === repair.reference) === index)
    .sort((a, b) => movedAt(b.repair) - movedAt(a.repair))
    .slice(0, NEWEST);
  return [
    element(
      'div',
      { class: 'page-head' },
      element('h1', { tabindex: '-1' }, 'Repairs'),
      element('p', { class: 'muted' }, 'Newest first, from the housing system'),
    ),
    element(
      'div',
      { class: 'table-wrap', role: 'region', 'aria-label': 'Repairs', tabindex: '0' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['Order', 'Work', 'Resident', 'Status', 'Date'].map((name) => element('th', { scope: 'col' }, name)),
          ),
        ),
        element(
          'tbody',
          {},
          ...repairs.map(({ resident, repair }) =>
            element(
              'tr',
              {},
              element('td', { class: 'number' }, String(repair.reference)),
              element('td', {}, repair.description),
              element('td', {}, element('a', { href: recordPath(resident.personId) }, resident.name)),
              element('td', {}, status(repair.status)),
              element('td', { class: 'number' }, shortDay(repair.closed ?? repair.raised)),
            ),
          ),
        ),
      ),
    ),
  ];
}

function movedAt(repair: Repair): number {
  return instantOf(repair.closed ?? repair.raised).getTime();
}
