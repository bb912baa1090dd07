import type { PromptKind } from '../facts.js';
import { readInstant } from '../time/instants.js';

/** Of several prompts for one household, which comes first: what we owe people before what we want from them. */
export const promptKindOrder: readonly PromptKind[] = ['tell-them', 'reply-due', 'invite', 'ask', 'check-preference'];

/** A prompt that stands open. */
export interface OpenPrompt {
  readonly id: string;
  readonly kind: PromptKind;
  /** RFC 3339. */
  readonly createdAt: string;
}

/** By kind, then oldest first, then by id. Throws `RangeError` when an instant cannot be read. */
export function orderPrompts<T extends OpenPrompt>(open: readonly T[]): readonly T[] {
  return open.toSorted(
    (one, other) =>
      promptKindOrder.indexOf(one.kind) - promptKindOrder.indexOf(other.kind) ||
      readInstant(one.createdAt) - readInstant(other.createdAt) ||
      compareText(one.id, other.id),
  );
}

/** What a panel shows: at most `max` prompts, and of each kind at most one. Errors as `orderPrompts`. */
export function choosePanelPrompts<T extends OpenPrompt>(open: readonly T[], max = 2): readonly T[] {
  const shown = new Map<PromptKind, T>();
  for (const prompt of orderPrompts(open)) {
    if (!shown.has(prompt.kind)) shown.set(prompt.kind, prompt);
  }
  return [...shown.values()].slice(0, Math.max(0, max));
}

/** All that may be known of a home when homes are put in order. There is no further field to decide on, on purpose. */
export interface HomeContactHistory {
  readonly reference: string;
  /** RFC 3339; null: never. */
  readonly lastHeardAt: string | null;
}

/**
 * Homes in the order in which to reach out to them: those never heard from, then those not heard from for longest, on
 * contact history alone; ties by reference. Only the two fields come back, so that nothing else can travel along.
 * Throws `RangeError` when an instant cannot be read.
 */
export function orderHomes(homes: readonly HomeContactHistory[]): readonly HomeContactHistory[] {
  return homes
    .map(({ reference, lastHeardAt }) => ({ reference, lastHeardAt }))
    .toSorted((one, other) => heardAt(one) - heardAt(other) || compareText(one.reference, other.reference));
}

function heardAt({ lastHeardAt }: HomeContactHistory): number {
  // A finite stand-in, so that two homes never heard from compare as equal.
  return lastHeardAt === null ? Number.MIN_SAFE_INTEGER : readInstant(lastHeardAt);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
