import type { Highlight, ResidentLine, ResidentList } from '../resident.js';
import { shortDay } from './day.js';
import { element } from './element.js';
import { base, listPath, recordPath } from './place.js';
import { status } from './status.js';

/** The list of residents with its filters, a page at a time. `go` opens an address. */
export function residentsView(list: ResidentList, wish: URLSearchParams, go: (path: string) => void): readonly Node[] {
  const search = wish.get('search') ?? '';
  const isAll = [...wish.keys()].every((name) => name === 'page');
  return [
    element(
      'div',
      { class: 'page-head' },
      element('h1', { tabindex: '-1' }, 'Residents'),
      element('p', { class: 'muted' }, found(list.total, search)),
    ),
    filters(list, wish, go),
    isAll && list.page === 1 && list.highlights.length > 0 && recordsToTry(list.highlights),
    list.residents.length > 0 ? table(list.residents) : nobody(),
    list.pages > 1 && paging(list, wish),
  ].filter((node) => node !== false);
}

function found(total: number, search: string): string {
  const count = `${total.toLocaleString('en-GB')} ${total === 1 ? 'resident' : 'residents'}`;
  return search ? `${count} found for “${search}”` : count;
}

function filters({ patches }: ResidentList, wish: URLSearchParams, go: (path: string) => void): HTMLElement {
  const patch = element(
    'select',
    { id: 'patch' },
    element('option', { value: '' }, 'All patches'),
    ...patches.map((name) => element('option', { value: name }, name)),
  );
  patch.value = wish.get('patch') ?? '';
  patch.addEventListener('change', () => go(listPath(wish, { patch: patch.value })));
  return element(
    'div',
    { class: 'filters', role: 'group', 'aria-label': 'Show only' },
    element('label', {}, element('span', {}, 'Patch'), patch),
    tick('open-repair', 'Has an open repair', wish, { repair: 'open' }, go),
    tick('recent', 'In touch in the last 30 days', wish, { recent: 'yes' }, go),
  );
}

function tick(
  id: string,
  label: string,
  wish: URLSearchParams,
  change: Readonly<Record<string, string>>,
  go: (path: string) => void,
): HTMLElement {
  const box = element('input', { type: 'checkbox', id });
  const [name = '', value = ''] = Object.entries(change)[0] ?? [];
  box.checked = wish.get(name) === value;
  box.addEventListener('change', () => go(listPath(wish, { [name]: box.checked ? value : '' })));
  return element('label', {}, box, label);
}

function recordsToTry(highlights: readonly Highlight[]): HTMLElement {
  return element(
    'details',
    { class: 'try' },
    element('summary', {}, `For the demonstration: ${highlights.length} made-up residents, each with another story`),
    element(
      'ul',
      { class: 'start-list' },
      ...highlights.map(({ personId, name, story }) =>
        element('li', {}, element('a', { href: recordPath(personId) }, name), element('p', {}, story)),
      ),
    ),
  );
}

function nobody(): HTMLElement {
  return element(
    'div',
    { class: 'notice' },
    element('h2', {}, 'No resident matches'),
    element('p', { class: 'muted' }, 'Try part of a name, a street or a property reference, or show everybody.'),
    element('a', { href: `${base}/residents` }, 'Show everybody'),
  );
}

const columns = ['Name', 'Address', 'Patch', 'Tenancy', 'Repairs', 'Last in touch'];

function table(residents: readonly ResidentLine[]): HTMLElement {
  return element(
    'div',
    { class: 'table-wrap', role: 'region', 'aria-label': 'Residents', tabindex: '0' },
    element(
      'table',
      { class: 'as-cards residents' },
      element('thead', {}, element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, ...residents.map(row)),
    ),
  );
}

// The two parts of a postcode stay together.
function row({ personId, name, address, patch, tenancyType, openRepairs, lastContact }: ResidentLine): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('a', { href: recordPath(personId) }, name)),
    element('td', {}, address.replace(/ (\S{3})$/, '\u00a0$1')),
    element('td', { 'data-name': 'Patch' }, patch),
    element('td', { 'data-name': 'Tenancy' }, tenancyType),
    element('td', { 'data-name': 'Repairs' }, openRepairs > 0 ? status(`${openRepairs} open`) : 'None open'),
    element('td', { class: 'number', 'data-name': 'Last in touch' }, lastContact ? shortDay(lastContact) : '–'),
  );
}

function paging({ page, pages }: ResidentList, wish: URLSearchParams): HTMLElement {
  const link = (to: number, name: string) =>
    to >= 1 && to <= pages && element('li', {}, element('a', { href: listPath(wish, { page: String(to) }) }, name));
  return element(
    'nav',
    { class: 'paging', 'aria-label': 'Pages' },
    element('p', { class: 'muted' }, `Page ${page} of ${pages}`),
    element('ul', {}, link(page - 1, 'Previous page'), link(page + 1, 'Next page')),
  );
}
