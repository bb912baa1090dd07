import type { RuleChoices, RuleVersion } from '@doorstep/contracts/http';
import { isFinished, readConditions, writeConditions, type Conditions } from './conditions.js';
import type { FixedThing, HowDecided, RuleKind, RulePlace, WrittenRule } from './written-rule.js';

/** A rule while it is written: what stands in the fields, finished or not. */
export interface Draft {
  /** Null until it is saved for the first time. */
  readonly code: string | null;
  readonly name: string;
  readonly when: readonly string[];
  readonly isEverywhere: boolean;
  readonly places: readonly RulePlace[];
  readonly conditions: Conditions;
  /** Conditions in groups, which this screen keeps as they are, and how they read; null where there are none. */
  readonly kept: { readonly who: unknown; readonly words: string } | null;
  readonly kind: RuleKind;
  readonly isOwnText: boolean;
  readonly promptCodes: readonly string[];
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly theme: string;
  readonly strength: boolean;
  readonly why: string;
  readonly howDecided: HowDecided | '';
  readonly forInformation: boolean;
  readonly isNothingDecided: boolean;
  readonly fixed: readonly FixedThing[];
  readonly open: readonly string[];
  readonly owner: string;
  readonly decisionDate: string;
  readonly onceInDays: string;
  readonly timesAYear: string;
  readonly perStaffADay: string;
  readonly until: string;
}

export const emptyDraft: Draft = {
  code: null,
  name: '',
  when: [],
  isEverywhere: true,
  places: [],
  conditions: { join: 'all', said: [] },
  kept: null,
  kind: 'ask',
  isOwnText: true,
  promptCodes: [],
  title: '',
  say: '',
  probe: '',
  theme: '',
  strength: false,
  why: '',
  howDecided: '',
  forInformation: false,
  isNothingDecided: false,
  fixed: [{ what: '', because: 'choice' }],
  open: [''],
  owner: '',
  decisionDate: '',
  onceInDays: '60',
  timesAYear: '2',
  perStaffADay: '4',
  until: '',
};

/** A saved rule, opened for writing. */
export function draftOf(saved: Pick<RuleVersion, 'rule' | 'conditions'>, { statements }: RuleChoices): Draft {
  // What is saved went through the check, so it has these parts.
  const rule = saved.rule as unknown as WrittenRule;
  const conditions = readConditions(rule.who, statements);
  const text = 'text' in rule.ask ? rule.ask.text : null;
  return {
    ...emptyDraft,
    ...text,
    code: rule.code,
    name: rule.name,
    when: rule.when,
    isEverywhere: rule.where === 'everywhere',
    places: rule.where === 'everywhere' ? [] : rule.where,
    conditions: conditions ?? emptyDraft.conditions,
    kept: conditions ? null : { who: rule.who, words: saved.conditions ?? '' },
    kind: rule.ask.kind,
    isOwnText: text !== null,
    promptCodes: 'text' in rule.ask ? [] : rule.ask.promptCodes,
    why: rule.why,
    howDecided: rule.howDecided,
    forInformation: rule.forInformation ?? false,
    isNothingDecided: rule.alreadyDecided === 'nothing yet',
    fixed: rule.alreadyDecided === 'nothing yet' ? emptyDraft.fixed : rule.alreadyDecided,
    open: rule.stillOpen,
    owner: rule.owner,
    decisionDate: rule.decisionDate,
    onceInDays: String(rule.atMost.onceInDays),
    timesAYear: String(rule.atMost.timesAYear),
    perStaffADay: String(rule.atMost.perStaffADay),
    until: rule.until,
  };
}

/** What is sent. Rows that were left empty are left out. */
export function ruleOf(draft: Draft, { statements }: RuleChoices): WrittenRule {
  const { kind, title, say, probe, theme, strength } = draft;
  return {
    code: draft.code ?? codeOf(draft.name),
    name: draft.name.trim(),
    when: draft.when,
    where: draft.isEverywhere ? 'everywhere' : draft.places,
    who: draft.kept === null ? writeConditions(draft.conditions, statements) : draft.kept.who,
    ask: draft.isOwnText
      ? { kind, text: { title: title.trim(), say: say.trim(), probe: probe.trim(), theme, strength } }
      : { kind, promptCodes: draft.promptCodes },
    howDecided: draft.howDecided,
    forInformation: draft.forInformation,
    alreadyDecided: draft.isNothingDecided
      ? 'nothing yet'
      : draft.fixed.flatMap(({ what, because }) => (what.trim() === '' ? [] : [{ what: what.trim(), because }])),
    stillOpen: draft.open.flatMap((one) => (one.trim() === '' ? [] : [one.trim()])),
    atMost: {
      onceInDays: Number(draft.onceInDays),
      timesAYear: Number(draft.timesAYear),
      perStaffADay: Number(draft.perStaffADay),
    },
    until: draft.until,
    owner: draft.owner.trim(),
    why: draft.why.trim(),
    decisionDate: draft.decisionDate,
  };
}

/** Lower case, words joined by hyphens, from the name: the same through all its versions. */
function codeOf(name: string): string {
  const code = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  // Under this name the screen for a new rule stands.
  return code === 'new' ? 'new-rule' : code;
}

/** The fields of the editor, in the order of the sentence. */
export const ruleFields = [
  'name',
  'when',
  'where',
  'who',
  'prompts',
  'say',
  'probe',
  'title',
  'theme',
  'why',
  'howDecided',
  'alreadyDecided',
  'stillOpen',
  'owner',
  'decisionDate',
  'onceInDays',
  'timesAYear',
  'perStaffADay',
  'until',
] as const;
export type RuleField = (typeof ruleFields)[number];

/** The fields that do not say yet what a rule must say. */
export function missingIn(draft: Draft, { statements, timesAYear }: RuleChoices): readonly RuleField[] {
  const isEmpty = (text: string) => text.trim() === '';
  const isUpTo = (text: string, most: number) => /^[1-9]\d*$/.test(text.trim()) && Number(text) <= most;
  const asking = {
    say: draft.isOwnText && isEmpty(draft.say),
    probe: draft.isOwnText && isEmpty(draft.probe),
    title: draft.isOwnText && isEmpty(draft.title),
    theme: draft.isOwnText && draft.theme === '',
    prompts: !draft.isOwnText && draft.promptCodes.length === 0,
    why: isEmpty(draft.why),
  };
  const missing: Readonly<Record<RuleField, boolean>> = {
    name: codeOf(draft.name) === '',
    when: draft.when.length === 0,
    where: !draft.isEverywhere && draft.places.length === 0,
    who: draft.kept === null && !draft.conditions.said.every((one) => isFinished(one, statements)),
    ...asking,
    howDecided: draft.howDecided === '',
    alreadyDecided: !draft.isNothingDecided && draft.fixed.every(({ what }) => isEmpty(what)),
    stillOpen: draft.open.every(isEmpty),
    owner: isEmpty(draft.owner),
    decisionDate: draft.decisionDate === '',
    onceInDays: !isUpTo(draft.onceInDays, 365),
    timesAYear: !isUpTo(draft.timesAYear, timesAYear),
    perStaffADay: !isUpTo(draft.perStaffADay, 100),
    until: draft.until === '',
  };
  return ruleFields.filter((field) => missing[field]);
}
