import type { ContactType } from '../contact/contact-type.js';
import type { AskFact, DecisionFacts } from '../facts.js';
import type { Prompt, PromptLibrary } from '../prompt/prompt.js';
import { readInstant } from '../time/instants.js';

/** Says that the household was never asked, so it may only be said where that is true. */
const FIRST_TIME = 'P56';

/** The prompts that can honestly be said at this kind of contact, in library order. */
export function candidatesFor(type: ContactType, facts: DecisionFacts, library: PromptLibrary): readonly Prompt[] {
  if (type.light === 'never') return [];
  return library.prompts.filter(
    (prompt) =>
      prompt.needs === null &&
      (prompt.contactTypes === 'any-ask' ? type.light === 'ask' : prompt.contactTypes.includes(type.code)) &&
      isTrueOf(prompt, facts),
  );
}

/** Whether what the prompt says of the past is so. */
export function isTrueOf({ code }: Prompt, { household }: DecisionFacts): boolean {
  return code !== FIRST_TIME || (household.asks.length === 0 && household.lastHeardAt === null);
}

/**
 * One of the candidates: one that this household was not asked before while any is left, then one written for this kind
 * of contact (or for a home never asked) before one for any, then the theme asked about longest ago, then library order from a place that the
 * contact's reference fixes. Throws `RangeError` on an empty list.
 */
export function choosePrompt(candidates: readonly Prompt[], facts: DecisionFacts): Prompt {
  const asked = new Set(facts.household.asks.map(({ promptCode }) => promptCode));
  const lastAskedAbout = lastAskedByTheme(facts.household.asks);
  const start = candidates.length === 0 ? 0 : stableHash(facts.contact.reference) % candidates.length;
  const rotated = [...candidates.slice(start), ...candidates.slice(0, start)];
  const [chosen] = rotated.toSorted(
    (one, other) =>
      Number(asked.has(one.code)) - Number(asked.has(other.code)) ||
      Number(isForAny(one)) - Number(isForAny(other)) ||
      (lastAskedAbout.get(one.theme) ?? 0) - (lastAskedAbout.get(other.theme) ?? 0),
  );
  if (chosen === undefined) throw new RangeError('There is no prompt to choose from.');
  return chosen;
}

function isForAny({ code, contactTypes }: Prompt): boolean {
  return contactTypes === 'any-ask' && code !== FIRST_TIME;
}

function lastAskedByTheme(asks: readonly AskFact[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { theme, askedAt } of asks) {
    last.set(theme, Math.max(last.get(theme) ?? 0, readInstant(askedAt)));
  }
  return last;
}

/** FNV-1a, 32 bits: the same contact always starts at the same place, and contacts spread over the library. */
function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
