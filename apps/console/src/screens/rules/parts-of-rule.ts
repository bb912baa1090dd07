import type { RuleChecked } from '@doorstep/contracts/http';
import type { RuleField } from './draft.js';

/** The parts of the sentence, each with its small form. */
export const ruleParts = ['when', 'where', 'who', 'ask', 'room', 'limits'] as const;
export type RulePart = (typeof ruleParts)[number];

const fieldsOf: Readonly<Record<RulePart | 'name', readonly RuleField[]>> = {
  name: ['name'],
  when: ['when'],
  where: ['where'],
  who: ['who'],
  ask: ['prompts', 'say', 'probe', 'title', 'theme', 'why'],
  room: ['howDecided', 'alreadyDecided', 'stillOpen', 'owner', 'decisionDate'],
  limits: ['onceInDays', 'timesAYear', 'perStaffADay', 'until'],
};

export function partOf(field: RuleField): RulePart | 'name' {
  return [...ruleParts, 'name' as const].find((part) => fieldsOf[part].includes(field)) ?? 'name';
}

/** Where the service's word for a part of a rule belongs among the fields; the question is said as it is asked. */
const fieldOf: Readonly<Record<string, RuleField>> = {
  code: 'name',
  name: 'name',
  when: 'when',
  where: 'where',
  who: 'who',
  howDecided: 'howDecided',
  forInformation: 'howDecided',
  alreadyDecided: 'alreadyDecided',
  stillOpen: 'stillOpen',
  atMost: 'onceInDays',
  until: 'until',
  owner: 'owner',
  why: 'why',
  decisionDate: 'decisionDate',
};

/** What the service finds, by the field it is about. Where a field of the same part is empty, that is said first. */
export function findingsByField(
  problems: RuleChecked['problems'],
  missing: readonly RuleField[],
  isOwnText: boolean,
): ReadonlyMap<RuleField, string> {
  const found = new Map<RuleField, string>();
  const asking: readonly RuleField[] = ['prompts', 'say', 'probe', 'title', 'theme'];
  const isAskMissing = asking.some((field) => missing.includes(field));
  for (const { part, message } of problems) {
    const field = part === 'ask' ? (isOwnText ? 'say' : 'prompts') : (fieldOf[part] ?? 'name');
    if (missing.includes(field) || (part === 'ask' && isAskMissing)) continue;
    const before = found.get(field);
    if (before?.includes(message) !== true) found.set(field, before === undefined ? message : `${before} ${message}`);
  }
  return found;
}
