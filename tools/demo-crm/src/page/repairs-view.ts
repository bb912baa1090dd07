import type { RepairLine } from '../newest-repairs.js';
import { shortDay } from './day.js';
import { element } from './element.js';
import { recordPath } from './place.js';
import { status } from './status.js';

const columns = ['Order', 'Work', 'Resident', 'Status', 'Date'];

/** The newest repairs across all homes. */
export function repairsView(repairs: readonly RepairLine[]): readonly Node[] {
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
        { class: 'as-cards' },
        element('thead', {}, element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)))),
        element(
          'tbody',
          {},
          ...repairs.map(({ reference, description, personId, name, status: words, closed, raised }) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row', class: 'number' }, String(reference)),
              element('td', {}, description),
              element('td', {}, element('a', { href: recordPath(personId) }, name)),
              element('td', {}, status(words)),
              element('td', { class: 'number', 'data-name': 'Date' }, shortDay(closed ?? raised)),
            ),
          ),
        ),
      ),
    ),
  ];
}
