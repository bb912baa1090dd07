import type { Channel } from '../facts.js';
import type { LadderFacts, LadderState, SkippedStep } from './ladder.js';
import { type LadderStep, type LadderStepNumber, ladderSteps } from './ladder-steps.js';

const stepOfChannel: Readonly<Record<Channel, LadderStepNumber>> = {
  message: 2,
  phone: 3,
  letter: 4,
  'in-person': 5,
};

/** The channel of a step for this household. */
export function channelOf({ step, channel }: LadderStep, { preferred }: LadderFacts): Channel | null {
  return step === 1 ? preferred : channel;
}

/** Why a step is not for this household; null where it is. A need counts before what the household picked. */
export function whySkipped(step: LadderStep, state: LadderState, facts: LadderFacts): SkippedStep['because'] | null {
  if (isForbidden(step, facts)) return 'need';
  const channel = channelOf(step, facts);
  if (channel !== null && channel === refusedChannel(state)) return 'refused-this-way';
  if (step.step === 1 && facts.preferred === null) return 'no-preference';
  if (!isHeld(step, facts)) return 'not-held';
  if (step.step === 6 && !hasReasonForSupport(state, facts)) return 'no-need';
  return step.step === 7 && !facts.isBlockSilent ? 'block-heard' : null;
}

/** The preferred way is held to the needs of the way it is. */
function isForbidden(step: LadderStep, facts: LadderFacts): boolean {
  const { needs } = facts.decision.household;
  const way = step.step === 1 && facts.preferred !== null ? ladderSteps[stepOfChannel[facts.preferred]] : undefined;
  return [...step.neverWith, ...(way?.neverWith ?? [])].some((need) => needs.includes(need));
}

/** After two refusals in a row: the way in which the last was made. */
function refusedChannel({ answers, tries }: LadderState): Channel | null {
  const last = answers.at(-1);
  if (last === undefined || answers.length < 2) return null;
  return tries.findLast(({ at }) => Date.parse(at) <= Date.parse(last.at))?.channel ?? null;
}

function isHeld(step: LadderStep, facts: LadderFacts): boolean {
  const { holds } = facts;
  switch (channelOf(step, facts)) {
    case 'message':
      return holds.message;
    case 'phone':
      return holds.phone;
    case 'in-person':
      return step.step === 6 ? holds.support : holds.visit;
    case 'letter':
    case null:
      return true;
  }
}

function hasReasonForSupport({ answers, picked }: LadderState, facts: LadderFacts): boolean {
  return (
    picked === 6 ||
    facts.toldLowTrust ||
    facts.decision.household.needs.length > 0 ||
    answers.some(({ reason }) => reason === 'dont_trust' || reason === 'needs_support')
  );
}
