import type { ValueMapping } from '../contract.js';
import type { About } from '../reading/mapping.js';

/** Labels drift in capitals, spaces and punctuation from one export to the next; their letters do not. */
function wordOf(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const same = (...words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]));

/**
 * What a connection starts with: our own words, HACT's and OSCRE's codes, and the labels that are usual for them, so that
 * an export of codes and one of labels are both understood. A landlord adds its own.
 */
export const filesDefaults: ValueMapping = {
  schemes: {},
  cases: {},
  timeZones: Object.fromEntries(
    ['homes', 'tenancies', 'people', 'repairs', 'contacts'].map((stream) => [stream, 'Europe/London']),
  ),
  columns: {},
  codes: {
    'homes.kind': {
      ...same('estate', 'block', 'dwelling', 'non-dwelling', 'facility'),
      flat: 'dwelling',
      house: 'dwelling',
      bungalow: 'dwelling',
      maisonette: 'dwelling',
      bedsit: 'dwelling',
      garage: 'non-dwelling',
    },
    'homes.scheme': {
      ...same('general', 'sheltered', 'refuge'),
      'General needs': 'general',
      'Sheltered housing': 'sheltered',
      'Housing for older people': 'sheltered',
    },
    'people.kind': {
      ...same('tenant', 'leaseholder', 'freeholder', 'household-member', 'occupant'),
      'Joint tenant': 'tenant',
      'Shared owner': 'leaseholder',
    },
    'repairs.priority': {
      ...same('1', '2', '3', '4', '5'),
      Immediate: '1',
      Emergency: '2',
      Urgent: '3',
      Normal: '4',
      Routine: '4',
      Inspection: '5',
    },
    'repairs.status': {
      ...same('requested', 'open', 'scheduled', 'in-progress', 'on-hold', 'awaiting-approval', 'completed'),
      ...same('cancelled', 'no-access', 'superseded'),
      10: 'on-hold',
      20: 'open',
      30: 'cancelled',
      40: 'completed',
      50: 'completed',
      60: 'awaiting-approval',
      70: 'on-hold',
      80: 'open',
      90: 'awaiting-approval',
      100: 'on-hold',
      110: 'on-hold',
      120: 'scheduled',
      130: 'superseded',
      Assigned: 'open',
      Closed: 'completed',
      Complete: 'completed',
    },
    'contacts.kind': {
      ...same('phone-call', 'email', 'text-message', 'letter', 'visit', 'no-access', 'portal-message'),
      ...same('repair-request', 'note', 'complaint', 'survey'),
      Call: 'phone-call',
      Phone: 'phone-call',
      SMS: 'text-message',
    },
    'contacts.direction': { ...same('inbound', 'outbound', 'internal'), In: 'inbound', Out: 'outbound' },
  },
};

const lists = new WeakMap<object, ReadonlyMap<string, string>>();

/** Our word for a landlord's code or label, one of `known`. Null where nobody has told us, which is counted. */
export function codeOf<Word extends string>(
  value: string | null,
  field: string,
  stream: string,
  known: readonly Word[],
  { values, unknownCode }: About,
): Word | null {
  if (value === null) return null;
  const told = values.codes?.[`${stream}.${field}`] ?? {};
  let byWord = lists.get(told);
  if (byWord === undefined) {
    byWord = new Map(Object.entries(told).map(([code, ours]) => [wordOf(code), ours]));
    lists.set(told, byWord);
  }
  const ours = byWord.get(wordOf(value));
  const word = known.find((one) => one === ours);
  if (word === undefined) unknownCode(field, value);
  return word ?? null;
}

/** Yes or no in the words and digits of exports; null for anything else. */
export function yesOf(value: string | null): boolean | null {
  const word = value?.toLowerCase();
  if (word === 'true' || word === 'yes' || word === 'y' || word === '1') return true;
  return word === 'false' || word === 'no' || word === 'n' || word === '0' ? false : null;
}
