import type { Resident } from '../resident.js';
import { longDay, shortDay } from './day.js';
import { element } from './element.js';
import { base } from './place.js';
import { status } from './status.js';
import { tabs } from './tabs.js';
import { momentsOf, timeline } from './timeline.js';

const LATEST = 3;

/** One resident's record: who and where, then tabs. */
export function recordView(resident: Resident): readonly Node[] {
  return [
    element(
      'nav',
      { class: 'crumbs', 'aria-label': 'Where you are' },
      element('a', { href: `${base}/residents` }, 'Residents'),
      element('span', { 'aria-hidden': 'true' }, '›'),
      element('span', { 'aria-current': 'page' }, resident.name),
    ),
    element(
      'header',
      { class: 'record-head' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(resident.name)),
      element(
        'div',
        {},
        element('h1', { tabindex: '-1' }, resident.name),
        element('p', { class: 'muted' }, resident.address),
        element(
          'ul',
          { class: 'facts' },
          element('li', {}, `${resident.tenancyType} tenancy`),
          element('li', {}, `Property ${resident.propertyReference}`),
          element('li', {}, residents(resident.household.length)),
        ),
      ),
    ),
    ...tabs('Parts of the record', [
      { id: 'overview', name: 'Overview', content: () => overview(resident) },
      { id: 'tenancy', name: 'Tenancy', content: () => [tenancy(resident), household(resident)] },
      { id: 'repairs', name: `Repairs (${resident.recentRepairs.length})`, content: () => [repairs(resident)] },
      { id: 'contacts', name: 'Contacts', content: () => [contacts(resident)] },
    ]),
  ];
}

function overview(resident: Resident): readonly Node[] {
  return [
    element('div', { class: 'two' }, tenancy(resident), household(resident)),
    block('Latest contacts', timeline(momentsOf(resident).slice(0, LATEST))),
  ];
}

function tenancy({ tenancyType, tenancyStart, tenureId, propertyReference, address }: Resident): HTMLElement {
  return block(
    'Tenancy',
    element(
      'dl',
      {},
      ...pair('Type', tenancyType),
      ...pair('Started', tenancyStart ? longDay(tenancyStart) : 'Not recorded'),
      ...pair('Home', address),
      ...pair('Property', propertyReference),
      ...pair('Reference', tenureId),
    ),
  );
}

function household({ household: members }: Resident): HTMLElement {
  return block(
    'Household',
    element(
      'ul',
      { class: 'people' },
      ...members.map(({ name, isResponsible }) =>
        element('li', {}, name, ' ', element('span', { class: 'muted' }, isResponsible ? 'Tenant' : 'Lives here')),
      ),
    ),
  );
}

function repairs({ recentRepairs }: Resident): HTMLElement {
  if (recentRepairs.length === 0)
    return block('Repairs', element('p', { class: 'muted' }, 'No repairs in the last four months.'));
  return block(
    'Repairs',
    element(
      'ul',
      { class: 'repairs' },
      ...recentRepairs.map((repair) =>
        element(
          'li',
          {},
          element('p', { class: 'moment' }, element('strong', {}, repair.description), status(repair.status)),
          element(
            'p',
            { class: 'muted' },
            `Order ${repair.reference} · reported ${shortDay(repair.raised)}`,
            repair.closed && ` · closed ${shortDay(repair.closed)}`,
          ),
        ),
      ),
    ),
  );
}

function contacts(resident: Resident): HTMLElement {
  return block('Contacts', timeline(momentsOf(resident)));
}

function block(title: string, content: Node): HTMLElement {
  return element('section', { class: 'block' }, element('h2', {}, title), content);
}

function pair(name: string, value: string): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

function residents(count: number): string {
  return count === 1 ? '1 person lives here' : `${count} people live here`;
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => !/^(Mr|Mrs|Ms|Miss|Mx|Dr)$/.test(word));
  return `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}`;
}
