import type { ValueMapping } from '../contract.js';
import type { About } from '../reading/mapping.js';

const same = (...words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]));

/**
 * What a connection starts with: our own words, and the codes of Universal Housing that its documents name. A landlord
 * adds the codes of its own. `wo_status` 200 is not among them: it is written for work in more than one state.
 */
export const sqlViewDefaults: ValueMapping = {
  schemes: { sheltered: 'sheltered', refuge: 'refuge' },
  cases: {},
  timeZones: {
    homes: 'Europe/London',
    tenancies: 'Europe/London',
    people: 'Europe/London',
    repairs: 'Europe/London',
    appointments: 'Europe/London',
    contacts: 'Europe/London',
  },
  codes: {
    'homes.kind': {
      ...same('estate', 'block', 'dwelling', 'non-dwelling', 'facility'),
      '2': 'estate',
      '3': 'block',
      '4': 'block',
      '6': 'facility',
      '7': 'dwelling',
      '8': 'non-dwelling',
    },
    'people.kind': same('tenant', 'leaseholder', 'freeholder', 'household-member', 'occupant'),
    'repairs.status': {
      ...same('requested', 'open', 'scheduled', 'in-progress', 'on-hold', 'awaiting-approval'),
      ...same('completed', 'cancelled', 'no-access', 'superseded'),
      '100': 'open',
      '300': 'completed',
      '400': 'on-hold',
      '425': 'on-hold',
      '500': 'completed',
      '600': 'completed',
      '700': 'cancelled',
      '900': 'completed',
    },
    'repairs.priority': same('1', '2', '3', '4', '5'),
    'appointments.status': same('planned', 'started', 'completed', 'cancelled', 'no-access'),
    'contacts.kind': {
      ...same('phone-call', 'email', 'text-message', 'letter', 'visit', 'no-access', 'portal-message'),
      ...same('repair-request', 'note', 'complaint', 'survey'),
    },
    'contacts.direction': same('inbound', 'outbound', 'internal'),
  },
};

/**
 * What a code of the host means: by the landlord's mapping, else null, which is counted. `meanings` are the words it may
 * mean; a mapping that says another is not followed.
 */
export function meaningOf<Meaning extends string>(
  { values, unknownCode }: About,
  field: string,
  value: string | null,
  meanings: readonly Meaning[],
): Meaning | null {
  if (value === null) return null;
  const codes = values.codes?.[field] ?? sqlViewDefaults.codes?.[field] ?? {};
  const found = [value, value.toLowerCase()].find((one) => Object.hasOwn(codes, one));
  const meaning = meanings.find((one) => found !== undefined && codes[found] === one);
  if (meaning === undefined) unknownCode(field, value);
  return meaning ?? null;
}
