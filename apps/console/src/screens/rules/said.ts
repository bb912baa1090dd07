import type { RuleChoices } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { contactHappened } from '@doorstep/ui/contacts';
import { listIn } from '@doorstep/ui/list';
import type { Locale } from '@doorstep/ui/text';
import { dayOf } from '../../when.js';
import { conditionSaid } from './conditions.js';
import type { Draft } from './draft.js';
import type { RulePart } from './parts-of-rule.js';

export interface Language {
  readonly locale: Locale;
  readonly text: ConsoleText;
  readonly choices: RuleChoices;
}

/** A draft in words: what each field says, empty where nothing is said. */
export function fieldsSaid(draft: Draft, { locale, text, choices }: Language) {
  const list = (type: 'conjunction' | 'disjunction', items: readonly string[]) => listIn(locale, type, items);
  const day = (of: string) => (of === '' ? '' : dayOf(locale, of));
  const happened = draft.when.map((code) => {
    const contact = choices.contacts.find((one) => one.code === code);
    return contact ? contactHappened(locale, contact) : code;
  });
  const { join, said } = draft.conditions;
  const conditions = said.map((one) => conditionSaid(one, choices.statements, day));
  const questions = draft.isOwnText
    ? [draft.say]
    : draft.promptCodes.map((code) => choices.prompts.find((one) => one.code === code)?.say ?? code);
  const fixed = draft.fixed
    .filter(({ what }) => what.trim() !== '')
    .map(({ what, because }) => `${what} (${text(`editor.because.${because}`).toLowerCase()})`);
  const own = (words: string) => (draft.isOwnText ? words : '');
  return {
    name: draft.name,
    when: list(
      'disjunction',
      happened.map((one) => one.charAt(0).toLowerCase() + one.slice(1)),
    ),
    where: draft.isEverywhere
      ? text('editor.everywhere')
      : list(
          'disjunction',
          draft.places.map(({ name }) => name),
        ),
    who: draft.kept === null ? list(join === 'all' ? 'conjunction' : 'disjunction', conditions) : draft.kept.words,
    kind: text(`editor.kind.${draft.kind}`),
    question: list(
      'disjunction',
      questions.filter((one) => one.trim() !== '').map((one) => `“${one}”`),
    ),
    probe: own(draft.probe),
    title: own(draft.title),
    strength: draft.isOwnText && draft.strength ? text('editor.strength') : '',
    theme: own(choices.themes.find(({ code }) => code === draft.theme)?.name ?? ''),
    why: draft.why,
    howDecided: draft.howDecided === '' ? '' : text(`editor.howDecided.${draft.howDecided}`),
    forInformation: draft.forInformation ? text('editor.forInformation') : '',
    alreadyDecided: draft.isNothingDecided ? text('editor.nothingYet') : list('conjunction', fixed),
    stillOpen: list(
      'conjunction',
      draft.open.filter((one) => one.trim() !== ''),
    ),
    owner: draft.owner,
    decisionDate: day(draft.decisionDate),
    onceInDays: draft.onceInDays,
    timesAYear: draft.timesAYear,
    perStaffADay: draft.perStaffADay,
    until: day(draft.until),
  };
}

export type FieldsSaid = ReturnType<typeof fieldsSaid>;

/** What the sentence says in this part; null where it says nothing yet. */
export function partSaid(part: RulePart, said: FieldsSaid, text: ConsoleText): string | null {
  switch (part) {
    case 'when':
    case 'where':
      return said[part] === '' ? null : said[part];
    case 'who':
      return said.who === '' ? text('editor.nothingElse') : said.who;
    case 'ask':
      return said.question === '' ? null : said.question;
    case 'room': {
      const { howDecided: who, alreadyDecided: decided, stillOpen: open, decisionDate: day } = said;
      return [who, decided, open, day].includes('') ? null : text('editor.roomSaid', { who, decided, open, day });
    }
    case 'limits': {
      const { onceInDays: days, timesAYear: year, perStaffADay: staff, until: day } = said;
      return [days, year, staff, day].includes('') ? null : text('editor.limitsSaid', { days, year, staff, day });
    }
  }
}
