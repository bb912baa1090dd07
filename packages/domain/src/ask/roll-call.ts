/** Where one household of an ask's scope stands: in exactly one of these, at any time. */
export type RollCallState = 'not-asked' | 'asked' | 'heard' | 'declined' | 'cannot-now';

export const rollCallStates: readonly RollCallState[] = ['not-asked', 'asked', 'heard', 'declined', 'cannot-now'];

/** Something that happened with one household about one ask. Instants are RFC 3339, days `YYYY-MM-DD` in London. */
export type RollCallEvent =
  | { readonly kind: 'asked'; readonly at: string; readonly round: number }
  | { readonly kind: 'heard'; readonly at: string }
  /** What was heard was taken back by whoever said it. */
  | { readonly kind: 'unheard'; readonly at: string }
  /** They would rather not say: a whole answer, after which nobody comes again about this. */
  | { readonly kind: 'declined'; readonly at: string; readonly reason: 'not-my-topic' | 'not-this-way' | 'no-reason' }
  /** Whoever was heard takes no part any more: what they said no longer counts, and nobody comes again about this. */
  | { readonly kind: 'left'; readonly at: string }
  /** They took back that they left or declined, and stand as before it. */
  | { readonly kind: 'came-back'; readonly at: string }
  /** Ill, away, moving: asked again from that day, if it is still open. */
  | { readonly kind: 'cannot-now'; readonly at: string; readonly until: string };

export interface RollCallEntry {
  readonly state: RollCallState;
  /** The last round in which they were asked; 0: none. */
  readonly round: number;
  /** Why they declined, or why they were not reached this way. */
  readonly reason: 'not-my-topic' | 'not-this-way' | 'no-reason' | null;
  /** The first day on which they may be asked again, where they cannot now. */
  readonly until: string | null;
}

export const notAsked: RollCallEntry = { state: 'not-asked', round: 0, reason: null, until: null };

/**
 * Where a household stands after what happened, oldest first, as of `today` (`YYYY-MM-DD` in London). Once heard it stays
 * heard whatever comes, unless its words are taken back or it leaves; who declined or left and later speaks is heard, and who
 * comes back stands as before; `not-this-way` is no refusal of the question: they stand as asked, and the next step is
 * another way (seed rows 9, 13, 27 and 127).
 */
export function standing(events: readonly RollCallEvent[], today: string): RollCallEntry {
  const after = events.reduce(next, { entry: notAsked, voices: 0, before: null }).entry;
  const isOver = after.state === 'cannot-now' && after.until !== null && after.until <= today;
  return isOver ? { ...after, state: after.round === 0 ? 'not-asked' : 'asked', until: null } : after;
}

interface Stood {
  readonly entry: RollCallEntry;
  /** Of theirs, not taken back. */
  readonly voices: number;
  /** As they stood before they left or declined; null: they did neither, or spoke since. */
  readonly before: Stood | null;
}

function next(stood: Stood, event: RollCallEvent): Stood {
  const { entry, voices, before } = stood;
  const isHeard = entry.state === 'heard';
  const beforeThat = entry.state === 'declined' ? before : stood;
  switch (event.kind) {
    case 'asked': {
      const round = Math.max(entry.round, event.round);
      const isSettled = isHeard || entry.state === 'declined';
      return {
        ...{ voices, before },
        entry: isSettled ? { ...entry, round } : { state: 'asked', round, reason: null, until: null },
      };
    }
    case 'heard':
      return {
        ...{ voices: voices + 1, before: null },
        entry: { state: 'heard', round: entry.round, reason: null, until: null },
      };
    case 'unheard': {
      const left = Math.max(0, voices - 1);
      const state = entry.round === 0 ? 'not-asked' : 'asked';
      return { voices: left, before, entry: isHeard && left === 0 ? { ...entry, state } : entry };
    }
    case 'declined': {
      if (isHeard) return stood;
      const round = Math.max(entry.round, 1);
      const state = event.reason === 'not-this-way' ? 'asked' : 'declined';
      return { voices, before: beforeThat, entry: { state, round, reason: event.reason, until: null } };
    }
    case 'left': {
      const round = Math.max(entry.round, 1);
      return {
        ...{ voices: 0, before: beforeThat },
        entry: { state: 'declined', round, reason: 'no-reason', until: null },
      };
    }
    case 'came-back':
      return entry.state === 'declined' && before !== null ? before : stood;
    case 'cannot-now':
      if (isHeard || entry.state === 'declined') return stood;
      return { voices, before, entry: { ...entry, state: 'cannot-now', reason: null, until: event.until } };
  }
}

/** How many households of a scope stand where. They sum to the scope. */
export type RollCallCounts = Readonly<Record<RollCallState, number>>;

export function countStates(states: readonly RollCallState[]): RollCallCounts {
  const counts = { 'not-asked': 0, asked: 0, heard: 0, declined: 0, 'cannot-now': 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** Rounds in which one household is asked: once, and reminded twice. After that its silence is left in peace (seed row 78). */
export const mostRounds = 3;

/**
 * Whom the next round goes to: the scope without those who were heard, who declined, who cannot now, who were reminded
 * twice and whom something keeps us from asking (seed row 10: round two = scope − heard − declined − suppressed).
 */
export function nextRound<
  Household extends { readonly state: RollCallState; readonly round: number; readonly isSuppressed: boolean },
>(scope: readonly Household[]): Household[] {
  return scope.filter(
    ({ state, round, isSuppressed }) =>
      !isSuppressed && round < mostRounds && (state === 'not-asked' || state === 'asked'),
  );
}
