import { contactTypeOf } from '../contact/contact-types.js';
import type { DecisionFacts, PromptKind } from '../facts.js';
import { DAY, readInstant } from '../time/instants.js';
import { type Check, clear, fact, stop } from './check.js';
import type { ResolvedLengths } from './settings.js';
import type { Suppression, TraceStep, WhyNot } from './suppression.js';

interface RelevanceCheck {
  readonly code: string;
  readonly check: (facts: DecisionFacts, lengths: ResolvedLengths) => Check;
}

const someoneThere: readonly RelevanceCheck[] = [
  {
    code: 'no-household',
    check: ({ household }) => stopIf(household.tenancyId === null, 'household.tenancyId', household.tenancyId),
  },
  {
    code: 'no-adult',
    check: ({ household }) => stopIf(household.adults < 1, 'household.adults', household.adults),
  },
];

const rightContact: readonly RelevanceCheck[] = [
  {
    code: 'type-unmapped',
    check: ({ contact }) =>
      stopIf(contactTypeOf(contact.typeCode) === null, 'contact.typeSource', contact.typeCode ?? contact.typeSource),
  },
  {
    code: 'type-never',
    check: ({ contact }) =>
      stopIf(contactTypeOf(contact.typeCode)?.light === 'never', 'contact.typeCode', contact.typeCode),
  },
  {
    code: 'contact-stale',
    check: ({ contact, now }, lengths) =>
      stopIf(staleFrom(contact.occurredAt, lengths) <= readInstant(now), 'contact.occurredAt', contact.occurredAt),
  },
];

/** Whether anyone lives there who may be asked. Throws nothing. */
export function someoneToAsk(facts: DecisionFacts, lengths: ResolvedLengths): Suppression {
  return examine(someoneThere, facts, lengths);
}

/** Whether this contact is one to ask at, still. Throws `RangeError` when an instant cannot be read. */
export function contactToAskAt(facts: DecisionFacts, lengths: ResolvedLengths): Suppression {
  return examine(rightContact, facts, lengths);
}

/** Whether no prompt of this kind stands open for the household. */
export function noneOpen(facts: DecisionFacts, kind: PromptKind, lengths: ResolvedLengths): Suppression {
  const { openPromptKinds } = facts.household;
  return examine(
    [
      {
        code: 'prompt-open',
        check: () => stopIf(openPromptKinds.includes(kind), 'household.openPromptKinds', openPromptKinds.join(', ')),
      },
    ],
    facts,
    lengths,
  );
}

/** The instant, in milliseconds since 1970, from which a contact is too long ago to ask about. */
export function staleFrom(occurredAt: string, lengths: ResolvedLengths): number {
  return readInstant(occurredAt) + lengths.values.contactFresh * DAY;
}

/** Nothing to ask: to staff the same as every silent reason. */
export function silently(code: string): WhyNot {
  return { row: null, code, form: 'silent', words: null, until: null };
}

function examine(checks: readonly RelevanceCheck[], facts: DecisionFacts, lengths: ResolvedLengths): Suppression {
  const trace: readonly TraceStep[] = checks.map(({ code, check }) => {
    const { stopped, because } = check(facts, lengths);
    return { row: null, code, stopped, because };
  });
  const first = trace.find(({ stopped }) => stopped);
  return { stop: first === undefined ? null : silently(first.code), trace };
}

function stopIf(stopped: boolean, name: string, value: string | number | null): Check {
  const because = [fact(name, value)];
  return stopped ? stop([null], because) : clear(because);
}
