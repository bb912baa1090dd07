import type { DecisionFacts, Support } from '../facts.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import type { WhyNot } from '../suppression/suppression.js';
import { DAY, instantText, readInstant } from '../time/instants.js';
import { londonTime } from '../time/london.js';
import type { LadderFacts, LadderMove, LadderState, LadderTry, SkippedStep } from './ladder.js';
import { ladderLengths, type LadderReason, type LadderStep, ladderSteps } from './ladder-steps.js';
import { channelOf, whySkipped } from './skip-step.js';

/**
 * What to do next for a household that is not heard from: try a step, wait, or stop and respect the quiet. Looked at
 * with facts of now before anything goes out, so that what came in between wins. At most one step is live, steps and
 * asks elsewhere together stay within the yearly budget, and every ladder ends. `now` is RFC 3339. Throws `RangeError`
 * when an instant cannot be read.
 */
export function nextStep(
  state: LadderState,
  facts: LadderFacts,
  now: string,
  lengths: ResolvedLengths = shippedLengths,
): LadderMove {
  const at = readInstant(now);
  const last = state.tries.at(-1) ?? null;
  return (
    ended(state, facts, at) ??
    paused(facts, at) ??
    resting(state, lengths, at) ??
    afterInbound(last, facts, at) ??
    liveStep(state, last, facts, lengths, at) ??
    firstOf(stepsLeft(state), state, facts, lengths, at)
  );
}

/** The state once a move of `nextStep` was carried out. Throws `RangeError` unless it is a move to try. */
export function recordTry(state: LadderState, move: LadderMove, at: string): LadderState {
  if (move.do !== 'try') throw new RangeError('Only a step that was tried can be recorded.');
  const picked = move.step === state.picked ? null : state.picked;
  return { ...state, picked, tries: [...state.tries, { step: move.step, at, channel: move.channel }] };
}

function ended(state: LadderState, { decision, theme }: LadderFacts, at: number): LadderMove | null {
  const said = state.answers.find(({ result }) => result !== 'not-today');
  if (said?.result === 'heard') return stopped('heard', null, at);
  if (said !== undefined) return stopped('declined', said.reason, at);
  const { tenancyId, adults, preferences } = decision.household;
  if (tenancyId === null) return stopped('quiet', 'moved', at);
  const optedOut = preferences.filter(({ kind }) => kind === 'do-not-ask' || kind === 'tell-me');
  if (optedOut.some((each) => each.theme === null)) return stopped('quiet', null, at);
  if (optedOut.some((each) => each.theme === theme)) return stopped('quiet', 'not_my_topic', at);
  if (adults < 1) return stopped('quiet', 'couldnt_reach', at);
  if (state.answers.length >= 4) return stopped('quiet', 'bad_time', at);
  const isOver = at >= readInstant(state.startedAt) + ladderLengths.whole * DAY;
  return isOver ? stopped('quiet', 'couldnt_reach', at) : null;
}

/** Who asked to be left in peace for a while is: not even their next contact with us is waited for. */
function paused({ decision, theme }: LadderFacts, at: number): LadderMove | null {
  const ends = decision.household.preferences
    .filter((each) => each.kind === 'pause' && (each.theme === null || each.theme === theme))
    .flatMap(({ until }) => (until ? [readInstant(until)] : []));
  return ends.length === 0 ? null : waiting('suppressed', Math.max(...ends), at);
}

function resting({ answers }: LadderState, { values }: ResolvedLengths, at: number): LadderMove | null {
  const last = answers.at(-1);
  if (last === undefined || answers.length < 2) return null;
  return waiting('resting', readInstant(last.at) + values.restAfterTwoRefusals * DAY, at);
}

/** Who gets in touch is met there: as long as a natural contact may take, nothing else is sent. */
function afterInbound(last: LadderTry | null, { lastInboundAt }: LadderFacts, at: number): LadderMove | null {
  if (last === null || lastInboundAt === null || readInstant(lastInboundAt) < readInstant(last.at)) return null;
  const move = waiting('inbound', readInstant(lastInboundAt) + stepOf(0).waitDays * DAY, at);
  return move === null ? null : { ...move, cancels: last.step };
}

function liveStep(
  state: LadderState,
  last: LadderTry | null,
  facts: LadderFacts,
  lengths: ResolvedLengths,
  at: number,
): LadderMove | null {
  if (last === null) return null;
  const step = stepOf(last.step);
  const tries = state.tries.filter(({ step: tried }) => tried === last.step);
  const began = readInstant((tries[0] ?? last).at);
  const ends = began + step.waitDays * DAY;
  const wasAnswered = state.answers.some((answer) => readInstant(answer.at) >= readInstant(last.at));
  const wasCutShort = facts.lastInboundAt !== null && readInstant(facts.lastInboundAt) >= readInstant(last.at);
  const again = began + (step.waitDays * DAY) / 2;
  if (tries.length >= step.tries || wasAnswered || wasCutShort || at >= ends) return waiting('live-step', ends, at);
  if (at < again) return waiting('live-step', again, at);
  // Facts may have changed since the first try: what forbids the step now ends it, and its time runs out in silence.
  if (whySkipped(step, state, facts) !== null) return waiting('live-step', ends, at);
  const held = heldBack(step, state, facts, lengths, at);
  if (held !== null) return waiting('live-step', Math.min(ends, nextLook(held, at)), at);
  return tryOf(step, 2, last, facts, []);
}

function firstOf(
  left: readonly LadderStep[],
  state: LadderState,
  facts: LadderFacts,
  lengths: ResolvedLengths,
  at: number,
): LadderMove {
  const skipped: SkippedStep[] = [];
  for (const step of left) {
    const because = whySkipped(step, state, facts);
    if (because !== null) {
      skipped.push({ step: step.step, because });
      continue;
    }
    if (!step.counts) return tryOf(step, 1, null, facts, skipped);
    const held = heldBack(step, state, facts, lengths, at);
    if (held?.code === 'interpreter' || held?.code === 'representative') {
      skipped.push({ step: step.step, because: 'need' });
      continue;
    }
    if (held !== null) {
      return { do: 'wait', until: instantText(nextLook(held, at)), because: 'suppressed', cancels: null, whyNot: held };
    }
    return waiting('budget', budgetFreeAt(state, facts, lengths, at), at) ?? tryOf(step, 1, null, facts, skipped);
  }
  return stopped('quiet', skipped.some(({ because }) => because === 'need') ? 'needs_support' : 'couldnt_reach', at);
}

function stepsLeft({ tries, picked }: LadderState): readonly LadderStep[] {
  const left = ladderSteps.filter(({ step }) => !tries.some((each) => each.step === step));
  return left.toSorted((one, other) => Number(other.step === picked) - Number(one.step === picked));
}

/** What stands in the way of asking by this channel now; the ladder's own tries do not stand in their own way. */
function heldBack(
  step: LadderStep,
  state: LadderState,
  facts: LadderFacts,
  lengths: ResolvedLengths,
  at: number,
): WhyNot | null {
  const channel = channelOf(step, facts);
  if (channel === null) return null;
  const { decision, theme } = facts;
  const atSend: DecisionFacts = {
    ...decision,
    now: instantText(at),
    moment: { at: 'send', channel, staff: null, taps: [], supportPresent: supportAt(step, facts) },
    household: { ...decision.household, asks: asksElsewhere(decision, state) },
  };
  return suppress(atSend, theme, null, lengths).stop;
}

function asksElsewhere({ household }: DecisionFacts, { tries }: LadderState): DecisionFacts['household']['asks'] {
  const own = new Set(tries.map((each) => readInstant(each.at)));
  return household.asks.filter(({ askedAt }) => !own.has(readInstant(askedAt)));
}

/** When one more ask is within the yearly budget, in milliseconds since 1970. */
function budgetFreeAt(state: LadderState, facts: LadderFacts, { values }: ResolvedLengths, at: number): number {
  const elsewhere = asksElsewhere(facts.decision, state).filter(({ result }) => result !== 'withdrawn');
  const firstTries = ladderSteps
    .filter(({ counts }) => counts)
    .flatMap(({ step }) => state.tries.find((each) => each.step === step) ?? []);
  const newestFirst = [...elsewhere.map(({ askedAt }) => askedAt), ...firstTries.map((each) => each.at)]
    .map(readInstant)
    .toSorted((one, other) => other - one);
  const fills = newestFirst[values.asksInPeriod - 1];
  return fills === undefined ? at : fills + values.askPeriod * DAY;
}

function supportAt({ step }: LadderStep, facts: LadderFacts): readonly Support[] {
  return step === 6 && facts.holds.support ? ['interpreter', 'sign-language', 'representative'] : [];
}

function tryOf(
  step: LadderStep,
  attempt: 1 | 2,
  before: LadderTry | null,
  facts: LadderFacts,
  skipped: readonly SkippedStep[],
): LadderMove {
  const channel = channelOf(step, facts);
  const wasMorning = before !== null && londonTime(readInstant(before.at)).hour < 13;
  const otherHalf = wasMorning ? 'afternoon' : 'morning';
  return {
    do: 'try',
    step: step.step,
    attempt,
    channel,
    timeOfDay: channel === 'phone' && before !== null ? otherHalf : 'any',
    needs: facts.decision.household.needs,
    skipped,
  };
}

function nextLook({ until }: WhyNot, at: number): number {
  const again = until === null ? at : readInstant(until);
  return again > at ? again : at + ladderLengths.lookAgainAfter * DAY;
}

type Wait = Extract<LadderMove, { readonly do: 'wait' }>;

function waiting(because: Wait['because'], until: number, at: number): Wait | null {
  return until > at ? { do: 'wait', until: instantText(until), because, cancels: null, whyNot: null } : null;
}

function stopped(because: 'heard' | 'declined' | 'quiet', reason: LadderReason | null, at: number): LadderMove {
  return { do: 'stop', because, reason, revisitAt: instantText(at + ladderLengths.revisitAfter * DAY) };
}

function stepOf(step: LadderStep['step']): LadderStep {
  const found = ladderSteps[step];
  if (found === undefined) throw new RangeError('There is no such step.');
  return found;
}
