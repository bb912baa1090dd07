import { contactTypeOf } from '../contact/contact-types.js';
import type { ContactType } from '../contact/contact-type.js';
import { checkTone } from '../prompt/check-tone.js';
import { officeWords } from '../prompt/office-words.js';
import type { PromptLibrary } from '../prompt/prompt.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { type Theme, themes } from '../prompt/theme.js';
import { lengths } from '../suppression/lengths.js';
import { instantText, readInstant } from '../time/instants.js';
import { findPhrase } from '../wording/phrases.js';
import { checkCondition, isCondition, isDate, isRecord } from './check-condition.js';
import { checkJson, cited } from './check-json.js';
import { dayInWords } from './day-in-words.js';
import { promptOfText } from './prompts-of-rule.js';
import type {
  FixedBecause,
  FixedPoint,
  HowDecided,
  PlaceLevel,
  Rule,
  RuleAsk,
  RuleCheck,
  RuleKind,
  RuleLimits,
  RulePlace,
  RuleProblem,
  RuleText,
} from './rule.js';

const MOST_NAME_CHARACTERS = 60;
const MOST_LINE_CHARACTERS = 200;
const MOST_SAY_CHARACTERS = 140;
const MOST_LISTED = 20;

const kinds: readonly RuleKind[] = ['ask', 'invite'];
const levels: readonly PlaceLevel[] = ['patch', 'scheme'];
const becauses: readonly FixedBecause[] = ['law', 'safety', 'money', 'contract', 'choice'];
const waysToDecide: readonly HowDecided[] = ['residents', 'together', 'landlord-after-asking', 'landlord'];

/** These speak of what one home told us or was promised, which a rule for many homes cannot know. */
const aboutOneHome = new Set(['P53', 'P54', 'P55']);

type Reader<T> = (value: unknown, write: Report) => T | null;
type Report = (part: keyof Rule, message: string) => void;
/** Parts as far as they could be read. */
type Draft<Part extends keyof Rule> = { readonly [Each in Part]: Rule[Each] | null };
type Parts = { readonly [Part in keyof Rule]: Reader<Rule[Part]> };

export interface RuleSurroundings {
  /** RFC 3339. */
  readonly now: string;
  /** Where the prompts are that rules name. */
  readonly library?: PromptLibrary;
}

/**
 * A value of unknown origin, such as the body of a request, as a rule; or what to write for it to be one. Never throws
 * on parsed JSON, however deep, large or hostile. Throws `RangeError` when `now` cannot be read.
 */
export function checkRule(input: unknown, { now, library = promptLibrary }: RuleSurroundings): RuleCheck {
  const today = instantText(readInstant(now)).slice(0, 10);
  const json = checkJson(input);
  if (!json.isReadable) return { rule: null, problems: json.problems };
  if (!isRecord(input)) {
    return { rule: null, problems: [{ part: 'rule', message: 'Write the rule as an object with its parts.' }] };
  }

  const problems: RuleProblem[] = [...json.problems];
  const report: Report = (part, message) => {
    problems.push({ part, message });
  };
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(parts, name)) {
      problems.push({ part: 'rule', message: `Leave out "${cited(name)}": it is no part of a rule.` });
    }
  }
  const read = <Part extends keyof Rule>(part: Part): Rule[Part] | null => parts[part](input[part], report);
  const draft = {
    code: read('code'),
    name: read('name'),
    when: read('when'),
    where: read('where'),
    ask: read('ask'),
    howDecided: read('howDecided'),
    forInformation: read('forInformation'),
    alreadyDecided: read('alreadyDecided'),
    stillOpen: read('stillOpen'),
    atMost: read('atMost'),
    until: read('until'),
    owner: read('owner'),
    why: read('why'),
    decisionDate: read('decisionDate'),
  };
  const who = read('who');
  checkTimes(draft, today, report);
  const { ask, when, why } = draft;
  if (ask !== null && when !== null && why !== null) checkAsk({ ask, when, why }, library, report);
  return problems.length === 0 && isWhole(draft) ? { rule: { ...draft, who }, problems: [] } : { rule: null, problems };
}

function isWhole<T extends object>(draft: T): draft is { [Part in keyof T]: NonNullable<T[Part]> } {
  return Object.values(draft).every((value) => value !== null);
}

const parts: Parts = {
  code: (value, report) => {
    if (typeof value === 'string' && value.length <= MOST_NAME_CHARACTERS && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
      return value;
    }
    report('code', 'Write a code in lower case with hyphens, such as elm-court-stairwell.');
    return null;
  },
  name: readLine('name', 'Give the rule a name.', MOST_NAME_CHARACTERS),
  when: readWhen,
  where: readWhere,
  who: (value, report) => {
    // Nobody is left out unless the rule says so.
    if (value === null || value === undefined) return null;
    if (isCondition(value)) return value;
    for (const message of checkCondition(value)) report('who', message);
    return null;
  },
  ask: readAsk,
  howDecided: (value, report) => {
    const way = oneOf(waysToDecide, value);
    if (way === null) report('howDecided', `Say who decides: ${waysToDecide.join(', ')}.`);
    return way;
  },
  forInformation: (value, report) => {
    if (value === undefined) return false;
    if (typeof value === 'boolean') return value;
    report('forInformation', 'Write true when nothing they say can change the decision, or else false.');
    return null;
  },
  alreadyDecided: readAlreadyDecided,
  stillOpen: readStillOpen,
  atMost: readAtMost,
  until: readDay('until', 'Enter a stop date after today, such as 2027-02-28.'),
  owner: readLine('owner', 'Say who owns the answer: one person or role who will act on it.', MOST_NAME_CHARACTERS),
  why: readLine('why', 'Say why we ask, in a sentence that can be read out.', MOST_LINE_CHARACTERS, isSpoken),
  decisionDate: readDay('decisionDate', 'Say when it is decided, with a date such as 2027-03-31.'),
};

function readWhen(value: unknown, report: Report): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) {
    report('when', 'Choose at least one kind of contact.');
    return null;
  }
  const types = new Set<string>();
  for (const code of value as readonly unknown[]) {
    const type = typeof code === 'string' ? contactTypeOf(code) : null;
    if (type === null) {
      report(
        'when',
        `There is no kind of contact "${typeof code === 'string' ? cited(code) : ''}": choose from the list.`,
      );
    } else if (type.light === 'never') {
      report('when', `Nobody is asked at this kind of contact (${type.name}): choose another.`);
    } else {
      types.add(type.code);
    }
  }
  return types.size === value.length ? [...types] : reportDoubled(value, types, report);
}

function reportDoubled(value: readonly unknown[], types: ReadonlySet<string>, report: Report): null {
  if (value.every((code) => typeof code === 'string' && types.has(code))) {
    report('when', 'Name each kind of contact once.');
  }
  return null;
}

function readWhere(value: unknown, report: Report): 'everywhere' | readonly RulePlace[] | null {
  if (value === 'everywhere') return value;
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_LISTED) {
    report('where', `Choose at least one place and at most ${MOST_LISTED}, or write everywhere.`);
    return null;
  }
  const places = (value as readonly unknown[]).map(readPlace).filter((place) => place !== null);
  if (places.length === value.length) return places;
  report('where', `Write each place with a level (${levels.join(', ')}), its code and its name.`);
  return null;
}

function readPlace(value: unknown): RulePlace | null {
  if (!isRecord(value) || !hasOnly(value, ['level', 'code', 'name'])) return null;
  const level = oneOf(levels, value['level']);
  const { code, name } = value;
  return level !== null && isLine(code, MOST_NAME_CHARACTERS) && isLine(name, MOST_NAME_CHARACTERS)
    ? { level, code, name }
    : null;
}

function readAsk(value: unknown, report: Report): RuleAsk | null {
  const kind = isRecord(value) ? oneOf(kinds, value['kind']) : null;
  if (!isRecord(value) || kind === null) {
    report('ask', 'Say whether to ask or to invite, with the codes of prompts or with a text.');
    return null;
  }
  if (hasOnly(value, ['kind', 'promptCodes'])) {
    const { promptCodes } = value;
    if (Array.isArray(promptCodes) && promptCodes.length > 0 && promptCodes.length <= MOST_LISTED) {
      const codes = (promptCodes as readonly unknown[]).filter((code) => typeof code === 'string');
      if (codes.length === promptCodes.length) return { kind, promptCodes: codes };
    }
    report('ask', `Name one to ${MOST_LISTED} prompts by their codes, such as P17.`);
    return null;
  }
  if (hasOnly(value, ['kind', 'text'])) {
    const text = readText(value['text'], report);
    return text === null ? null : { kind, text };
  }
  report('ask', 'Write either the codes of prompts or a text, and nothing else.');
  return null;
}

function readText(value: unknown, report: Report): RuleText | null {
  if (!isRecord(value) || !hasOnly(value, ['title', 'say', 'probe', 'theme', 'strength'])) {
    report(
      'ask',
      'Write the text with a title, what to say, what to ask next, a theme, and whether it asks for strengths.',
    );
    return null;
  }
  const { title, say, probe, strength } = value;
  const theme = oneOf<Theme>(
    themes.map(({ code }) => code),
    value['theme'],
  );
  const isTitle = typeof title === 'string';
  const isSay = isLine(say, MOST_SAY_CHARACTERS);
  const isProbe = isLine(probe, MOST_SAY_CHARACTERS);
  if (!isTitle) report('ask', 'Write a title.');
  if (!isSay) report('ask', `Write the question in ${MOST_SAY_CHARACTERS} characters or fewer.`);
  if (!isProbe) report('ask', `Write one question to ask next, in ${MOST_SAY_CHARACTERS} characters or fewer.`);
  if (theme === null) report('ask', `Choose a theme: ${themes.map(({ code }) => code).join(', ')}.`);
  if (typeof strength !== 'boolean') report('ask', 'Say with true or false whether it asks for strengths or hopes.');
  return isTitle && isSay && isProbe && theme !== null && typeof strength === 'boolean'
    ? { title, say, probe, theme, strength }
    : null;
}

function readAlreadyDecided(value: unknown, report: Report): 'nothing yet' | readonly FixedPoint[] | null {
  if (value === 'nothing yet') return value;
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_LISTED) {
    report('alreadyDecided', 'Say what is already decided. If nothing is, write: nothing yet.');
    return null;
  }
  const points: FixedPoint[] = [];
  for (const each of value as readonly unknown[]) {
    const what = isRecord(each) && hasOnly(each, ['what', 'because']) ? each['what'] : null;
    const because = isRecord(each) ? oneOf(becauses, each['because']) : null;
    if (!isLine(what, MOST_LINE_CHARACTERS) || because === null) {
      report('alreadyDecided', `Say what is already decided, and because of what: ${becauses.join(', ')}.`);
      return null;
    }
    if (!isSpoken('alreadyDecided', what, report)) return null;
    points.push({ what, because });
  }
  return points;
}

function readStillOpen(value: unknown, report: Report): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_LISTED) {
    report('stillOpen', 'Say what is still open: at least one thing that residents can change.');
    return null;
  }
  const things = (value as readonly unknown[]).filter((each) => isLine(each, MOST_LINE_CHARACTERS));
  if (things.length < value.length) {
    report('stillOpen', `Say what is still open in at most ${MOST_LINE_CHARACTERS} characters each.`);
    return null;
  }
  return things.every((each) => isSpoken('stillOpen', each, report)) ? things : null;
}

function readAtMost(value: unknown, report: Report): RuleLimits | null {
  const most = lengths.asksInPeriod.floor.atMost;
  const limits = isRecord(value) && hasOnly(value, ['onceInDays', 'timesAYear', 'perStaffADay']) ? value : null;
  const onceInDays = wholeNumber(limits?.['onceInDays'], 365);
  const timesAYear = wholeNumber(limits?.['timesAYear'], most);
  const perStaffADay = wholeNumber(limits?.['perStaffADay'], 100);
  if (onceInDays !== null && timesAYear !== null && perStaffADay !== null) {
    return { onceInDays, timesAYear, perStaffADay };
  }
  report(
    'atMost',
    `Say how often at most: onceInDays (1 to 365), timesAYear (1 to ${most}) and perStaffADay (1 to 100), in whole numbers.`,
  );
  return null;
}

function checkTimes(
  {
    until,
    decisionDate,
    forInformation,
    howDecided,
  }: Draft<'until' | 'decisionDate' | 'forInformation' | 'howDecided'>,
  today: string,
  report: Report,
): void {
  if (until !== null && until <= today) report('until', 'Enter a stop date after today.');
  if (until !== null && decisionDate !== null && decisionDate < until && forInformation === false) {
    report(
      'decisionDate',
      `It is decided on ${dayInWords(decisionDate)}, and the rule asks until ${dayInWords(until)}. Stop asking by then, or label it for information.`,
    );
  }
  if (howDecided === 'landlord' && forInformation === false) {
    report(
      'howDecided',
      'Where the landlord decides without asking, label it for information, or let residents have a say.',
    );
  }
}

function checkAsk(
  { ask, when, why }: Pick<Rule, 'ask' | 'when' | 'why'>,
  library: PromptLibrary,
  report: Report,
): void {
  const types = when.map((code) => contactTypeOf(code)).filter((type) => type !== null);
  if ('text' in ask) {
    const prompt = promptOfText(ask.text, { code: '', name: '', when, why }, types[0]?.role ?? '');
    for (const { message } of checkTone(prompt)) report('ask', message);
    return;
  }
  for (const code of ask.promptCodes) {
    const prompt = library.prompts.find((each) => each.code === code);
    if (prompt === undefined) {
      report('ask', `There is no prompt "${cited(code)}" in the library: choose another, or write a text.`);
      continue;
    }
    if (aboutOneHome.has(code)) {
      report('ask', `${code} speaks of one home's own past: choose a prompt that can be said to any home.`);
    }
    const strange = types.filter((type) => !fits(type, prompt.contactTypes));
    if (strange.length > 0) {
      const names = strange.map(({ name }) => name).join('; ');
      report('ask', `${code} is not written for: ${names}. Leave out the prompt or the contact.`);
    }
  }
}

function fits({ code, light }: ContactType, contactTypes: readonly string[] | 'any-ask'): boolean {
  return contactTypes === 'any-ask' ? light === 'ask' : contactTypes.includes(code);
}

function readLine(
  part: keyof Rule,
  message: string,
  most: number,
  check: (part: keyof Rule, text: string, report: Report) => boolean = () => true,
): Reader<string> {
  return (value, report) => {
    if (isLine(value, most)) return check(part, value, report) ? value : null;
    report(part, typeof value === 'string' && value.trim() !== '' ? `Write at most ${most} characters.` : message);
    return null;
  };
}

function readDay(part: keyof Rule, message: string): Reader<string> {
  return (value, report) => {
    if (typeof value === 'string' && isDate(value)) return value;
    report(part, message);
    return null;
  };
}

/** Whether it can be read out to residents; says what to put for a word of the office. */
function isSpoken(part: keyof Rule, text: string, report: Report): boolean {
  const found = officeWords.find(({ word }) => findPhrase(text, [word]) !== null);
  if (found !== undefined) report(part, `"${found.word}" is an office word; say: ${found.instead}.`);
  return found === undefined;
}

function isLine(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most;
}

function wholeNumber(value: unknown, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

function hasOnly(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}
