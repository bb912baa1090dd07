import type { RepairShown, ResidentRecord } from '../resident.js';
import { longDay, shortDay } from './day.js';
import { element } from './element.js';
import { base, recordPath } from './place.js';
import { neighboursOf, seenResident } from './read.js';
import { status } from './status.js';
import { tabs } from './tabs.js';
import { linesOf, momentsOf, timeline } from './timeline.js';

const LATEST = 4;

/** One resident's record: who and where, then tabs. */
export function recordView(record: ResidentRecord): readonly Node[] {
  const { name, address, tenancyType, tenancyReference, household: people, openRepairs, repairs } = record;
  return [
    crumbs(record.personId, name),
    element(
      'header',
      { class: 'record-head' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name)),
      element(
        'div',
        {},
        element('h1', { tabindex: '-1' }, name),
        element('p', { class: 'muted' }, address),
        element(
          'ul',
          { class: 'facts' },
          element('li', {}, tenancyReference ? `Tenancy ${tenancyReference}` : 'Tenancy'),
          element('li', {}, tenancyType),
          element('li', {}, people.length === 1 ? '1 person lives here' : `${people.length} people live here`),
          openRepairs > 0 && element('li', {}, openRepairs === 1 ? '1 open repair' : `${openRepairs} open repairs`),
        ),
      ),
    ),
    ...tabs('Parts of the record', [
      { id: 'overview', name: 'Overview', content: () => overview(record) },
      { id: 'repairs', name: `Repairs (${repairs.length})`, content: () => [repairsBlock(repairs)] },
      { id: 'contacts', name: 'Contacts', content: () => [block('Contacts', timeline(momentsOf(record)))] },
      {
        id: 'tenancy',
        name: 'Tenancy',
        content: () => [element('div', { class: 'two' }, tenancy(record), home(record), household(record))],
      },
      { id: 'notes', name: 'Notes', content: () => [notes(record)] },
    ]),
  ];
}

/** Holds the place of a record while it is read, so that nothing moves when it comes. */
export function recordToCome(personId: string): readonly Node[] {
  const known = seenResident(personId);
  const bone = (kind: string) => element('span', { class: `bone ${kind}` });
  return [
    crumbs(personId, known?.name ?? ''),
    element(
      'header',
      { class: 'record-head', 'aria-busy': 'true' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, known ? initialsOf(known.name) : ''),
      element(
        'div',
        {},
        known ? element('h1', { tabindex: '-1' }, known.name) : bone('bone-head'),
        known ? element('p', { class: 'muted' }, known.address) : bone('bone-line'),
      ),
    ),
    element('div', { class: 'sheet', 'aria-hidden': 'true' }, bone('bone-block'), bone('bone-block')),
  ];
}

function crumbs(personId: string, name: string): HTMLElement {
  const { before, after } = neighboursOf(personId);
  return element(
    'nav',
    { class: 'crumbs', 'aria-label': 'Where you are' },
    element('a', { href: `${base}/residents` }, 'Residents'),
    element('span', { 'aria-hidden': 'true' }, '›'),
    element('span', { 'aria-current': 'page' }, name),
    element(
      'span',
      { class: 'steps' },
      before !== undefined && element('a', { href: recordPath(before), rel: 'prev' }, 'Previous'),
      after !== undefined && element('a', { href: recordPath(after), rel: 'next' }, 'Next'),
    ),
  );
}

function overview(record: ResidentRecord): readonly Node[] {
  const open = record.repairs.filter(({ closed }) => closed === null);
  return [
    element('div', { class: 'two' }, reaching(record), household(record)),
    ...(open.length > 0 ? [repairsBlock(open, 'Open repairs')] : []),
    block('Latest contacts', timeline(momentsOf(record).slice(0, LATEST))),
  ];
}

function reaching({ phone, email, address, patch }: ResidentRecord): HTMLElement {
  return block(
    'How to reach them',
    element(
      'dl',
      {},
      ...pair('Phone', phone ?? 'Not recorded'),
      ...pair('Email', ...(email === null ? ['Not recorded'] : breakable(email))),
      ...pair('Address', address),
      ...pair('Patch', patch),
    ),
  );
}

function tenancy({ tenancyType, tenancyStart, tenancyReference, propertyReference }: ResidentRecord): HTMLElement {
  return block(
    'Tenancy',
    element(
      'dl',
      {},
      ...pair('Reference', tenancyReference ?? 'Not recorded'),
      ...pair('Type', tenancyType),
      ...pair('Started', tenancyStart ? longDay(tenancyStart) : 'Not recorded'),
      ...pair('Property', propertyReference),
    ),
  );
}

function home({ home: known, address }: ResidentRecord): HTMLElement {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Address', address],
    ['Kind', known?.kind ?? null],
    ['Bedrooms', known?.bedrooms ? String(known.bedrooms) : null],
    ['Built', known?.built ?? null],
    ['Floor', known?.floor ?? null],
    ['Part of', known?.partOf ?? null],
  ];
  return block(
    'Home',
    element('dl', {}, ...facts.flatMap(([name, value]) => (value === null ? [] : pair(name, value)))),
  );
}

function household({ household: members }: ResidentRecord): HTMLElement {
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

function repairsBlock(repairs: readonly RepairShown[], title = 'Repairs'): HTMLElement {
  if (repairs.length === 0)
    return block(title, element('p', { class: 'muted' }, 'No repair was ever reported for this home.'));
  return block(title, element('ul', { class: 'repairs' }, ...repairs.map(repairItem)));
}

function repairItem(repair: RepairShown): HTMLElement {
  const { description, reference, status: words, raised, closed, priority, contractor, target, appointment } = repair;
  return element(
    'li',
    {},
    element('p', { class: 'moment' }, element('strong', {}, description), status(words)),
    element(
      'p',
      { class: 'muted' },
      `Order ${reference} · ${priority} · ${contractor} · reported ${shortDay(raised)}`,
      closed !== null && ` · closed ${shortDay(closed)}`,
      closed === null && target !== null && ` · due by ${shortDay(target)}`,
    ),
    appointment !== null &&
      element(
        'p',
        { class: 'appointment' },
        `Appointment ${shortDay(appointment.date)}, ${appointment.start} to ${appointment.end}, ${appointment.state}`,
      ),
  );
}

function notes({ notes: kept }: ResidentRecord): HTMLElement {
  if (kept.length === 0) return block('Notes', element('p', { class: 'muted' }, 'No notes on this record.'));
  return block(
    'Notes',
    element(
      'ul',
      { class: 'notes' },
      ...kept.map(({ title, text, by, at }) =>
        element(
          'li',
          {},
          element(
            'p',
            { class: 'moment' },
            element('strong', {}, title || 'Note'),
            element('span', { class: 'muted' }, `${by}, ${longDay(at)}`),
          ),
          ...linesOf(text).map((line) => element('p', {}, line)),
        ),
      ),
    ),
  );
}

function block(title: string, content: Node): HTMLElement {
  return element('section', { class: 'block' }, element('h2', {}, title), content);
}

function pair(name: string, ...value: readonly (string | Node)[]): readonly HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, ...value)];
}

/** An address breaks before its `@` sooner than within a word. */
function breakable(email: string): readonly (string | Node)[] {
  const [name = '', domain = ''] = email.split('@');
  return [name, element('wbr'), `@${domain}`];
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => !/^(Mr|Mrs|Ms|Miss|Mx|Dr)$/.test(word));
  return `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}`;
}
