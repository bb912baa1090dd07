import { contactTypes } from '../contact/contact-types.js';
import type { DecisionFacts } from '../facts.js';
import { themes } from '../prompt/theme.js';
import type { FactSource } from './rule.js';

interface Described {
  /** Dotted path in `DecisionFacts`; a name after a list stands for that field of each of its entries. */
  readonly fact: string;
  /** Plain name, for screens and sentences. */
  readonly name: string;
  readonly source: FactSource;
}

/** Codes and what they are called; null: whatever the host uses. */
type Values = ReadonlyMap<string, string> | null;

export interface TextFact extends Described {
  readonly type: 'text';
  readonly values: Values;
  readonly read: (facts: DecisionFacts) => string | null;
}

export interface NumberFact extends Described {
  readonly type: 'number';
  readonly read: (facts: DecisionFacts) => number | null;
}

export interface FlagFact extends Described {
  readonly type: 'flag';
  readonly words: { readonly holds: string; readonly fails: string };
  readonly read: (facts: DecisionFacts) => boolean | null;
}

/** A `YYYY-MM-DD` date or an RFC 3339 instant. */
export interface MomentFact extends Described {
  readonly type: 'date' | 'instant';
  /** `event` goes before "before 1 March 2026" and "more than 30 days ago". */
  readonly words: {
    readonly event: string;
    readonly known: string;
    readonly unknown: string;
    /** That it was not within so many days, or never: `{days}` where they go. Left out: it is said the long way. */
    readonly notWithin?: string;
  };
  readonly read: (facts: DecisionFacts) => string | null;
}

export interface ListFact extends Described {
  readonly type: 'list';
  readonly values: Values;
  /** With `{value}` where the value goes. */
  readonly words: { readonly holds: string; readonly fails: string };
  readonly read: (facts: DecisionFacts) => readonly string[];
}

export type RuleFact = TextFact | NumberFact | FlagFact | MomentFact | ListFact;

const contactTypeNames = new Map(contactTypes.map(({ code, name }) => [code, name]));
const themeNames = new Map<string, string>(themes.map(({ code, name }) => [code, name]));

// A refuge is not among them: a rule that named it would give it away.
const schemeNames = new Map([
  ['general', 'general housing'],
  ['sheltered', 'sheltered housing'],
]);

const phaseNames = new Map([
  ['requested', 'asked for'],
  ['open', 'open'],
  ['scheduled', 'booked'],
  ['in-progress', 'under way'],
  ['on-hold', 'on hold'],
  ['awaiting-approval', 'waiting to be approved'],
  ['completed', 'finished'],
  ['cancelled', 'cancelled'],
  ['no-access', 'without access'],
]);

/**
 * All that a rule may look at. Nothing here is about who a person is, what they are going through, what they think, or
 * how often they speak up; what must keep us from asking is not for rules but for the suppression table.
 */
export const factCatalogue: readonly RuleFact[] = [
  {
    fact: 'contact.typeCode',
    type: 'text',
    name: 'the kind of contact',
    source: 'host',
    values: contactTypeNames,
    read: ({ contact }) => contact.typeCode,
  },
  {
    fact: 'contact.occurredAt',
    type: 'instant',
    name: 'when the contact took place',
    source: 'host',
    words: {
      event: 'the contact took place',
      known: 'we know when the contact took place',
      unknown: 'we do not know when the contact took place',
    },
    read: ({ contact }) => contact.occurredAt,
  },
  {
    fact: 'contact.repair.tradeCode',
    type: 'text',
    name: 'the trade of the repair',
    source: 'host',
    values: null,
    read: ({ contact }) => contact.repair?.tradeCode ?? null,
  },
  {
    fact: 'contact.repair.isEmergency',
    type: 'flag',
    name: 'whether the repair was an emergency',
    source: 'host',
    words: { holds: 'the repair was an emergency', fails: 'the repair was no emergency' },
    read: ({ contact }) => contact.repair?.isEmergency ?? null,
  },
  {
    fact: 'contact.repair.isHazard',
    type: 'flag',
    name: 'whether the repair was about a hazard',
    source: 'host',
    words: { holds: 'the repair was about a hazard', fails: 'the repair was not about a hazard' },
    read: ({ contact }) => contact.repair?.isHazard ?? null,
  },
  {
    fact: 'contact.repair.finishedAt',
    type: 'instant',
    name: 'when the repair was finished',
    source: 'host',
    words: {
      event: 'the repair was finished',
      known: 'we know when the repair was finished',
      unknown: 'we do not know when the repair was finished',
    },
    read: ({ contact }) => contact.repair?.finishedAt ?? null,
  },
  {
    fact: 'household.tenancyStartDate',
    type: 'date',
    name: 'when the tenancy started',
    source: 'host',
    words: {
      event: 'the tenancy started',
      known: 'we know when the tenancy started',
      unknown: 'we do not know when the tenancy started',
    },
    read: ({ household }) => household.tenancyStartDate,
  },
  {
    fact: 'household.scheme',
    type: 'text',
    name: 'the kind of housing',
    source: 'host',
    values: schemeNames,
    read: ({ household }) => household.scheme,
  },
  {
    fact: 'household.repairs.phase',
    type: 'list',
    name: 'how far repairs to the home are',
    source: 'host',
    values: phaseNames,
    words: { holds: 'a repair to the home is {value}', fails: 'no repair to the home is {value}' },
    read: ({ household }) => household.repairs.map(({ phase }) => phase),
  },
  {
    fact: 'household.asks.theme',
    type: 'list',
    name: 'what the home was asked about in the last two years',
    source: 'doorstep',
    values: themeNames,
    words: {
      holds: 'the home was asked about “{value}” in the last two years',
      fails: 'the home was not asked about “{value}” in the last two years',
    },
    read: ({ household }) => household.asks.map(({ theme }) => theme),
  },
  {
    fact: 'household.asks.promptCode',
    type: 'list',
    name: 'the prompts said to the home in the last two years',
    source: 'doorstep',
    values: null,
    words: {
      holds: 'prompt {value} was said to the home in the last two years',
      fails: 'prompt {value} was not said to the home in the last two years',
    },
    read: ({ household }) => household.asks.map(({ promptCode }) => promptCode),
  },
  {
    fact: 'household.repliesOwed',
    type: 'number',
    name: 'the number of replies we owe the home',
    source: 'doorstep',
    read: ({ household }) => household.repliesOwed,
  },
  {
    fact: 'household.lastHeardAt',
    type: 'instant',
    name: 'when we last heard from the home',
    source: 'doorstep',
    words: {
      event: 'we last heard from the home',
      known: 'we have heard from the home before',
      unknown: 'we have never heard from the home',
      notWithin: 'we have not heard from the home in the last {days}',
    },
    read: ({ household }) => household.lastHeardAt,
  },
];

const byPath: ReadonlyMap<string, RuleFact> = new Map(factCatalogue.map((each) => [each.fact, each]));

/** The fact under this path, or null when no rule may use it. */
export function ruleFactOf(path: string): RuleFact | null {
  return byPath.get(path) ?? null;
}
