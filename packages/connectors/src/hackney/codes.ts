import type { AppointmentRecord, HomeKind, PersonKind, RepairPhase, RepairRecord } from '@doorstep/domain';

import type { ValueMapping } from '../contract.js';

/** Labels drift in capitals, spaces and punctuation from one client of the host to the next; their letters do not. */
export function wordOf(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Asset types of Hackney.Shared.Asset, and the two scheme types landlords add to them. */
export const homeKinds: ReadonlyMap<string, HomeKind> = new Map([
  ['estate', 'estate'],
  ['travellersite', 'estate'],
  ['block', 'block'],
  ['highriseblock', 'block'],
  ['mediumriseblock', 'block'],
  ['lowriseblock', 'block'],
  ['terracedblock', 'block'],
  ['walkupblock', 'block'],
  ['shelteredscheme', 'block'],
  ['refuge', 'block'],
  ['dwelling', 'dwelling'],
  ['flat', 'dwelling'],
  ['house', 'dwelling'],
  ['maisonette', 'dwelling'],
  ['room', 'dwelling'],
  ['studioflat', 'dwelling'],
  ['selfcontainedbedsit', 'dwelling'],
  ['newbuild', 'dwelling'],
  ['lettablenondwelling', 'non-dwelling'],
  ['administrativebuilding', 'non-dwelling'],
  ['outbuilding', 'non-dwelling'],
  ['boilerhouse', 'facility'],
  ['boosterpump', 'facility'],
  ['cleanersfacilities', 'facility'],
  ['combinedheatandpowerunit', 'facility'],
  ['communityhall', 'facility'],
  ['concierge', 'facility'],
  ['lift', 'facility'],
  /* Hackney's own ways of saying that it does not know. */
  ['na', 'unknown'],
  ['nbd', 'unknown'],
  ['notfound', 'unknown'],
]);

export const personKinds: ReadonlyMap<string, PersonKind> = new Map([
  ['tenant', 'tenant'],
  ['leaseholder', 'leaseholder'],
  ['freeholder', 'freeholder'],
  ['householdmember', 'household-member'],
  ['occupant', 'occupant'],
  /* Staff are kept in the same index. They are nobody's tenant. */
  ['housingofficer', 'unknown'],
  ['housingareamanager', 'unknown'],
]);

/** Tenure type codes of Hackney.Shared.Tenure. */
export const tenureTypes: ReadonlySet<string> = new Set(
  'ASY COM DEC FRE FRS INT LEA LHS LTA MPA NON PVG RSL RTM SEC SHO SLL SPS SSE TAF TBB TGA THL THO TLA TPL TRA'.split(
    ' ',
  ),
);

/** HACT person alerts (v3.5) and the older Universal Housing codes. */
export const alertCodes: ReadonlySet<string> = new Set(
  '0 1 10 10-10 20 20-10 20-20 20-30 20-40 20-50 20-60 20-70 30 40 50 60 CV VA DIS'.split(' '),
);

/** Work order status, by OSCRE code and by every label seen for it. */
export const repairPhases: ReadonlyMap<string, RepairPhase> = new Map([
  ...phase('open', '80', 'open', '20', 'assigned'),
  ...phase('awaiting-approval', '60', 'estimating', '90', 'pendapp', 'variationpendingapproval', 'pendingvariation'),
  ...phase('awaiting-approval', '1010', 'pendingapproval', 'authorisationpendingapproval'),
  ...phase('awaiting-approval', '1080', 'variationapproved', '1090', 'variationrejected'),
  ...phase('scheduled', '120', 'scheduled'),
  ...phase('in-progress', 'inprogress'),
  ...phase('on-hold', '10', 'accthold', 'accounthold', '70', 'hold', 'onhold'),
  ...phase('on-hold', '100', 'penddesign', 'pendingdesign', '110', 'pendmaterial', 'pendingmaterial'),
  ...phase('completed', '40', 'closed', '50', 'complete', 'completed', 'workcomplete', 'workcompleted'),
  ...phase('cancelled', '30', 'canceled', 'cancelled', 'workcancelled'),
  ...phase('no-access', '1000', 'noaccess'),
  ...phase('superseded', '130', 'superceded', 'superseded'),
]);

function phase(meaning: RepairPhase, ...words: readonly string[]): readonly (readonly [string, RepairPhase])[] {
  return words.map((word) => [word, meaning]);
}

interface Priority {
  readonly code: RepairRecord['priorityCode'];
  readonly isEmergency: boolean;
  readonly isHazard: boolean;
}

const priority = (code: Priority['code'], more: Partial<Priority> = {}): Priority => ({
  code,
  isEmergency: false,
  isHazard: false,
  ...more,
});

/** Hackney's priorities by code. Those that HACT does not have are known all the same, and have no HACT code. */
export const priorities: ReadonlyMap<string, Priority> = new Map([
  ['1', priority('1', { isEmergency: true })],
  ['2', priority('2', { isEmergency: true })],
  ['3', priority('3')],
  ['4', priority('4')],
  ['5', priority('5')],
  ['9', priority(null)],
  ['10', priority(null, { isHazard: true })],
  ['15', priority(null)],
  ['30', priority(null)],
  ['170', priority(null)],
  ['200', priority(null)],
  ['300', priority(null)],
  ['1001057', priority(null)],
]);

/** By the words of the label, for rows without a code. The label's digit is not the code: `4 [U] URGENT` is 3. */
export const priorityWords: readonly (readonly [RegExp, Priority])[] = [
  [/\bawaab/i, priority(null, { isHazard: true })],
  [/\bimmediate\b/i, priority('1', { isEmergency: true })],
  [/(?<!\bnon[- ]?)\bemergency\b/i, priority('2', { isEmergency: true })],
  [/\burgent\b/i, priority('3')],
  [/\bnormal\b/i, priority('4')],
  [/\binspection\b/i, priority('5')],
  [/\b(planned|voids?|adaptations?|survey)\b/i, priority(null)],
];

export const lifecycles: ReadonlyMap<string, AppointmentRecord['lifecycle']> = new Map([
  ['planned', 'planned'],
  ['despatched', 'planned'],
  ['dispatched', 'planned'],
  ['started', 'started'],
  ['completed', 'completed'],
  ['complete', 'completed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['noaccess', 'no-access'],
  ['carded', 'no-access'],
  /* The scheduler's own word for an appointment it has said nothing about. */
  ['undefined', 'unknown'],
]);

/** States in which a process is over. A state that is not here is open: an open complaint must never be missed. */
export const closedStates: ReadonlySet<string> = new Set([
  'processclosed',
  'processcompleted',
  'processcancelled',
  'closed',
  'completed',
  'cancelled',
  'resolved',
  'withdrawn',
]);

/** Whom a process is about → who gave out that id. */
export const targetSystems: ReadonlyMap<string, string> = new Map([
  ['person', 'hackney/person'],
  ['tenure', 'hackney/tenure'],
  ['asset', 'hackney/asset'],
  ['property', 'hackney/asset'],
  ['process', 'hackney/process'],
  ['repair', 'hackney/work-order'],
  ['workorder', 'hackney/work-order'],
]);

/** What a connection starts with; a landlord changes it per connection. */
export const hackneyDefaults: ValueMapping = {
  schemes: { ShelteredScheme: 'sheltered', Refuge: 'refuge' },
  cases: {
    complaint: 'complaint',
    complaints: 'complaint',
    asb: 'asb',
    antisocialbehaviour: 'asb',
    succession: 'succession',
    possession: 'possession',
    disrepair: 'disrepair',
    soletojoint: 'name-change',
    changeofname: 'name-change',
  },
  /* dateRaised is written from UTC into a column without a zone, so a naive value there is UTC; the rest is local. */
  timeZones: {
    assets: 'Europe/London',
    tenures: 'Europe/London',
    persons: 'Europe/London',
    processes: 'UTC',
    workOrders: 'UTC',
    appointments: 'Europe/London',
    cautionaryAlerts: 'Europe/London',
  },
};
