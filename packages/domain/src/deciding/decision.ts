import type { PromptKind } from '../facts.js';
import type { RuleConsidered } from '../rule/choose-rule.js';
import type { TraceStep, WhyNot } from '../suppression/suppression.js';

/** One fact a line, in plain words. */
export interface DecisionReason {
  readonly text: string;
  readonly source: 'host' | 'doorstep';
  /** RFC 3339: when the fact became true, or when it was looked up. */
  readonly at: string;
}

/** The rule that a prompt came from, and the room it leaves, as it is read out. */
export interface PromptRule {
  readonly code: string;
  readonly version: number;
  readonly alreadyDecided: string;
  readonly stillOpen: string;
}

/** The ask that a prompt puts, and the room it leaves. */
export interface PromptAsk {
  readonly id: string;
  /** What the ask is stuck on, where that is what those who were heard are asked; left out: the ask itself. */
  readonly stuckId?: string;
  /** What somebody is wondering, where that is what they are asked. */
  readonly wonderId?: string;
  readonly alreadyDecided: string;
  readonly stillOpen: string;
}

export interface PromptDecision {
  readonly outcome: 'prompt';
  readonly kind: PromptKind;
  readonly promptCode: string;
  /** At most 45 characters. */
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
  readonly theme: string;
  readonly role: string;
  readonly reasons: readonly DecisionReason[];
  /** Null: the library's own. */
  readonly rule: PromptRule | null;
  /** The ask whose roll call it serves; null: none. */
  readonly ask: PromptAsk | null;
  /** What they were told, where it is asked whether that felt listened to; null: something else is asked. */
  readonly telling: string | null;
  /** The rules for this kind of contact, and what each saw. */
  readonly rules: readonly RuleConsidered[];
  readonly trace: readonly TraceStep[];
  readonly libraryVersion: string;
  /** RFC 3339: from here on the contact is too long ago to ask about. */
  readonly expiresAt: string;
}

export interface NoPromptDecision {
  readonly outcome: 'none';
  readonly whyNot: WhyNot;
  /** The rules for this kind of contact, and what each saw. */
  readonly rules: readonly RuleConsidered[];
  readonly trace: readonly TraceStep[];
  readonly libraryVersion: string;
}

export type Decision = PromptDecision | NoPromptDecision;

/** What `stillAllowed` needs to know of a prompt that is about to be shown or sent. */
export interface StandingPrompt {
  readonly promptCode: string;
  readonly theme: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

export interface StillAllowed {
  readonly allowed: boolean;
  /** Why it may no longer be shown; null while it may. */
  readonly whyNot: WhyNot | null;
  /** RFC 3339 instant at which to look again, where nothing stands in the way but that it is too early or too late. */
  readonly holdUntil: string | null;
  readonly trace: readonly TraceStep[];
}
