import type { Channel, DecisionFacts, Need } from '../facts.js';
import type { WhyNot } from '../suppression/suppression.js';
import type { LadderReason, LadderStepNumber } from './ladder-steps.js';

/** Where one household stands on the ladder. One a household, whatever it is to be asked. Instants are RFC 3339. */
export interface LadderState {
  readonly startedAt: string;
  /** Oldest first. */
  readonly tries: readonly LadderTry[];
  /** Oldest first. */
  readonly answers: readonly LadderAnswer[];
  /** The step that the household picked itself; null: none. */
  readonly picked: LadderStepNumber | null;
}

export interface LadderTry {
  readonly step: LadderStepNumber;
  readonly at: string;
  readonly channel: Channel | null;
}

export interface LadderAnswer {
  readonly at: string;
  readonly result: 'heard' | 'declined' | 'not-today';
  readonly reason: LadderReason | null;
}

/** What a step depends on, read at the moment it would be sent. */
export interface LadderFacts {
  /** Read now. Its log of asks may hold this ladder's own tries, at the instants of the tries. */
  readonly decision: DecisionFacts;
  /** What they are to be asked about; null: anything. */
  readonly theme: string | null;
  /** The way they told us they prefer; null: not known. */
  readonly preferred: Channel | null;
  readonly holds: {
    /** A mobile number or e-mail address, and that they use it. */
    readonly message: boolean;
    readonly phone: boolean;
    /** Someone they know could go, or a visit is planned. */
    readonly visit: boolean;
    /** Someone could go along: an advocate, an interpreter, a carer, a peer, a partner. */
    readonly support: boolean;
  };
  /** They, or someone for them, told us that they do not trust us. */
  readonly toldLowTrust: boolean;
  /** Many homes of the block are not heard from. */
  readonly isBlockSilent: boolean;
  /** When they last got in touch by themselves; null: never. */
  readonly lastInboundAt: string | null;
}

export interface SkippedStep {
  readonly step: LadderStepNumber;
  readonly because: 'no-preference' | 'not-held' | 'need' | 'refused-this-way' | 'no-need' | 'block-heard';
}

export type LadderMove =
  | {
      readonly do: 'try';
      readonly step: LadderStepNumber;
      readonly attempt: 1 | 2;
      readonly channel: Channel | null;
      /** For a second call: the other half of the day. */
      readonly timeOfDay: 'any' | 'morning' | 'afternoon';
      /** What the one who carries it out must provide for. */
      readonly needs: readonly Need[];
      readonly skipped: readonly SkippedStep[];
    }
  | {
      readonly do: 'wait';
      /** RFC 3339: when to look again. Always ahead. */
      readonly until: string;
      readonly because: 'live-step' | 'inbound' | 'resting' | 'suppressed' | 'budget';
      /** The live step that they cut short by getting in touch; null: none. */
      readonly cancels: LadderStepNumber | null;
      /** For audit, as every why-not; null unless suppressed. */
      readonly whyNot: WhyNot | null;
    }
  | {
      readonly do: 'stop';
      /** `quiet`: the quiet is respected, and recorded as not heard. */
      readonly because: 'heard' | 'declined' | 'quiet';
      /** Null where they were heard, or gave none. */
      readonly reason: LadderReason | null;
      /** RFC 3339: when it may begin again. */
      readonly revisitAt: string;
    };
