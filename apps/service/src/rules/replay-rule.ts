import {
  decide,
  ruleLimits,
  type AskFact,
  type CompiledRule,
  type DecisionFacts,
  type PromptDecision,
  type PromptLibrary,
  type ResolvedLengths,
  type WhyNotForm,
} from '@doorstep/domain';

/** A contact as it was decided, with the facts that were kept. */
export interface KeptContact {
  readonly householdId: string | null;
  readonly outcome: 'prompt' | 'none';
  readonly facts: DecisionFacts;
}

export interface WhyNotTally {
  readonly form: WhyNotForm;
  contacts: number;
}

/** What a rule came to over the contacts shown to it so far. */
export interface Replay {
  contacts: number;
  matching: number;
  prompts: number;
  leftOut: number;
  /** The latest contact at which each would have been asked. */
  readonly householdsReached: Map<string, DecisionFacts['contact']>;
  /** How often the rule came up at a household again before it may. */
  readonly tooOften: Map<string, number>;
  readonly whyNots: Map<string, WhyNotTally>;
  /** What the rule asked in this replay alone, by household, newest first. */
  readonly asked: Map<string, AskFact[]>;
}

/** The rule, what it stands among, and the limits as they are now. */
export interface ReplaySurroundings {
  readonly rule: CompiledRule;
  /** The rules that are on, other versions of this one left out. */
  readonly others: readonly CompiledRule[];
  readonly library: PromptLibrary;
  readonly lengthsAt: (facts: DecisionFacts) => ResolvedLengths;
}

/** Reasons that say: this home was asked enough. */
const limitCodes = new Set(['asked-recently', 'budget-used', 'resting', 'rule-limit']);

export function emptyReplay(): Replay {
  return {
    contacts: 0,
    matching: 0,
    prompts: 0,
    leftOut: 0,
    householdsReached: new Map(),
    tooOften: new Map(),
    whyNots: new Map(),
    asked: new Map(),
  };
}

/**
 * Shows the rule one more contact, later than those before it: whether it would have asked, on the facts that were
 * kept and what it would itself have asked by then.
 */
export function replayContact(replay: Replay, kept: KeptContact, around: ReplaySurroundings): void {
  replay.contacts += 1;
  if (!isReadable(kept.facts)) {
    replay.leftOut += 1;
    return;
  }
  const { rule, others, library, lengthsAt } = around;
  const household = kept.householdId;
  const facts = withAsks(kept.facts, household === null ? [] : (replay.asked.get(household) ?? []));
  if (!rule.evaluate(facts).matches) return;
  replay.matching += 1;
  const decision = decide(facts, library, lengthsAt(facts), [...others, rule]);
  if (household !== null && decision.outcome === 'prompt' && decision.rule?.code === rule.rule.code) {
    replay.prompts += 1;
    replay.householdsReached.set(household, facts.contact);
    // Where a prompt was given in fact, the kept facts of later contacts hold it already.
    if (kept.outcome === 'none') remember(replay, household, askOf(decision, facts));
    return;
  }
  const { code, form } = whyNot(decision, rule, facts);
  const tally = replay.whyNots.get(code) ?? { form, contacts: 0 };
  tally.contacts += 1;
  replay.whyNots.set(code, tally);
  if (household !== null && limitCodes.has(code)) {
    replay.tooOften.set(household, (replay.tooOften.get(household) ?? 0) + 1);
  }
}

function whyNot(
  decision: ReturnType<typeof decide>,
  rule: CompiledRule,
  facts: DecisionFacts,
): { code: string; form: WhyNotForm } {
  const isWithinLimits = ruleLimits(rule.rule, facts).every(({ held }) => held);
  if (decision.outcome === 'none' && (decision.whyNot.code !== 'nothing-to-ask' || isWithinLimits)) {
    return decision.whyNot;
  }
  return { code: isWithinLimits ? 'asked-otherwise' : 'rule-limit', form: 'open' };
}

function withAsks(facts: DecisionFacts, asks: readonly AskFact[]): DecisionFacts {
  if (asks.length === 0) return facts;
  return { ...facts, household: { ...facts.household, asks: [...asks, ...facts.household.asks] } };
}

function askOf({ promptCode, theme }: PromptDecision, { now, moment }: DecisionFacts): AskFact {
  return { askedAt: now, promptCode, theme, channel: moment.channel, result: 'expired' };
}

function remember(replay: Replay, household: string, ask: AskFact): void {
  replay.asked.set(household, [ask, ...(replay.asked.get(household) ?? [])]);
}

/** Facts are kept as they were; those of an earlier version may lack what is looked at today. */
function isReadable(facts: DecisionFacts): boolean {
  const { moment, contact, household, source } = facts as Partial<DecisionFacts>;
  return (
    moment !== undefined &&
    contact !== undefined &&
    source !== undefined &&
    Array.isArray(household?.markers) &&
    Array.isArray(household.surveys) &&
    household.place !== undefined
  );
}
