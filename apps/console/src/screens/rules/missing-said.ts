import type { RuleChoices } from '@doorstep/contracts/http';
import type { ConsoleText, ConsoleTextKey } from '@doorstep/ui/console-text';
import { isFinished } from './conditions.js';
import type { Draft, RuleField } from './draft.js';

const plain: Readonly<Record<Exclude<RuleField, 'who' | 'timesAYear'>, PlainKey>> = {
  name: 'editor.nameMissing',
  when: 'editor.whenMissing',
  where: 'editor.whereMissing',
  prompts: 'editor.promptsMissing',
  say: 'editor.sayMissing',
  probe: 'editor.probeMissing',
  title: 'editor.promptTitleMissing',
  theme: 'editor.themeMissing',
  why: 'editor.whyMissing',
  howDecided: 'editor.howDecidedMissing',
  alreadyDecided: 'editor.alreadyMissing',
  stillOpen: 'editor.openMissing',
  owner: 'editor.ownerMissing',
  decisionDate: 'editor.decisionDateMissing',
  onceInDays: 'editor.onceInDaysWrong',
  perStaffADay: 'editor.perStaffADayWrong',
  until: 'editor.untilMissing',
};
type PlainKey = Extract<
  ConsoleTextKey,
  `editor.${string}Missing` | 'editor.onceInDaysWrong' | 'editor.perStaffADayWrong'
> &
  Exclude<ConsoleTextKey, 'editor.statementMissing'>;

/** What to write in a field that does not say yet what a rule must say. */
export function missingSaid(
  field: RuleField,
  { conditions }: Draft,
  { statements, timesAYear }: RuleChoices,
  text: ConsoleText,
): string {
  if (field === 'timesAYear') return text('editor.timesAYearWrong', { most: timesAYear });
  if (field !== 'who') return text(plain[field]);
  const unfinished = conditions.said.findIndex((one) => !isFinished(one, statements));
  return text('editor.statementMissing', { number: unfinished + 1 });
}
