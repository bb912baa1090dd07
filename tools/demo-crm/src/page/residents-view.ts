import type { Highlight, Resident, ResidentList } from '../resident.js';
import { shortDay } from './day.js';
import { element } from './element.js';
import { recordPath } from './place.js';

/** The list of residents, with the records worth opening first while nothing is searched for. */
export function residentsView({ highlights, residents }: ResidentList, search: string): readonly Node[] {
  const found = search
    ? `${residents.length} ${residents.length === 1 ? 'resident' : 'residents'} found for “${search}”`
    : 'Residents with a current tenancy';
  return [
    element(
      'div',
      { class: 'page-head' },
      element('h1', { tabindex: '-1' }, 'Residents'),
      element('p', { class: 'muted' }, found),
    ),
    !search && highlights.length > 0 && startHere(highlights),
    residents.length > 0
      ? table(residents)
      : element('p', { class: 'empty' }, 'No resident matches. Try part of a name, a street or a property reference.'),
  ].filter((node) => node !== false);
}

function startHere(highlights: readonly Highlight[]): HTMLElement {
  return element(
    'section',
    { class: 'start', 'aria-labelledby': 'start' },
    element('h2', { id: 'start' }, 'Good records to open first'),
    element(
      'p',
      { class: 'muted' },
      'This is a demonstration with made-up residents. Each of these shows something different.',
    ),
    element(
      'ul',
      { class: 'start-list' },
      ...highlights.map(({ personId, name, story }) =>
        element('li', {}, element('a', { href: recordPath(personId) }, name), element('p', {}, story)),
      ),
    ),
  );
}

function table(residents: readonly Resident[]): HTMLElement {
  return element(
    'div',
    { class: 'table-wrap', role: 'region', 'aria-label': 'Residents', tabindex: '0' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...['Name', 'Address', 'Tenancy', 'Latest repair'].map((name) => element('th', { scope: 'col' }, name)),
        ),
      ),
      element('tbody', {}, ...residents.map(row)),
    ),
  );
}

function row({ personId, name, address, tenancyType, recentRepairs: [latest] }: Resident): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('a', { href: recordPath(personId) }, name)),
    element('td', {}, address),
    element('td', {}, tenancyType),
    element(
      'td',
      {},
      latest ? `${latest.description.split(',')[0]} · ${shortDay(latest.closed ?? latest.raised)}` : '–',
    ),
  );
}
