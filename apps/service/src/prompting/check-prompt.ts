import {
  resolveLengths,
  stillAllowed,
  suppress,
  type DecisionFacts,
  type ResolvedLengths,
  type StandingPrompt,
  type StillAllowed,
  type HouseholdSuppression,
} from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { gatherFacts, type AskMoment } from './gather-facts.js';
import { readSettings } from './read-settings.js';

/** A prompt that was decided, and the contact it was decided for. */
export interface PromptToCheck extends StandingPrompt {
  readonly contactId: string;
}

/** One prompt with whether it may be put now. */
export interface CheckedPrompt<Prompt> {
  readonly prompt: Prompt;
  readonly check: StillAllowed;
}

/**
 * Whether decided prompts may still be put at this moment, from facts and settings as they are now: the one check
 * before anything is shown or sent, so that a reason not to ask which came after the decision wins. A prompt whose
 * contact cannot be read is left out. For sending, call it in the transaction that marks the message as sent.
 */
export async function checkPrompts<Prompt extends PromptToCheck>(
  db: Transaction,
  prompts: readonly Prompt[],
  moment: AskMoment,
): Promise<readonly CheckedPrompt<Prompt>[]> {
  if (prompts.length === 0) return [];
  const gathered = await gatherFacts(db, [...new Set(prompts.map((one) => one.contactId))], moment);
  const facts = new Map(gathered.map((one) => [one.contactId, one.facts]));
  const settings = await readSettings(db);
  return prompts.flatMap((prompt) => {
    const now = facts.get(prompt.contactId);
    if (now === undefined) return [];
    return [{ prompt, check: stillAllowed(prompt, now, resolveLengths(settings, now.household.place)) }];
  });
}

/** What stands in the way of asking a household anything at all, with the facts it was seen from. */
export interface CheckedHousehold extends HouseholdSuppression {
  readonly facts: DecisionFacts;
  /** Those that hold where it lives. */
  readonly lengths: ResolvedLengths;
}

/** Looks at a household as of its latest contact; null where it has had none. */
export async function checkHousehold(
  db: Transaction,
  householdId: string,
  moment?: AskMoment,
): Promise<CheckedHousehold | null> {
  const [latest] = await db.rows<{ id: string }>(
    `SELECT id FROM contacts WHERE organisation_id = $1 AND tenancy_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    [db.organisationId, householdId],
  );
  const [gathered] = latest ? await gatherFacts(db, [latest.id], moment) : [];
  if (!gathered) return null;
  const facts = withoutOpenAsks(gathered.facts);
  const lengths = resolveLengths(await readSettings(db), facts.household.place);
  return { facts, lengths, ...suppress(facts, null, null, lengths) };
}

/** A prompt that stands open was not put to anyone yet; counting it would tell that one is there and is not shown. */
function withoutOpenAsks(facts: DecisionFacts): DecisionFacts {
  const asks = facts.household.asks.filter(({ result }) => result !== 'open');
  return { ...facts, household: { ...facts.household, asks } };
}
