import {
  resolveLengths,
  stillAllowed,
  suppress,
  type DecisionFacts,
  type ResolvedLengths,
  type StandingPrompt,
  type StillAllowed,
  type SuppressionSettings,
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
  return judgePrompts(
    prompts,
    await readNow(
      db,
      prompts.map(({ contactId }) => contactId),
      moment,
    ),
  );
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
  const latest = await latestContactOf(db, householdId);
  return latest === null ? null : judgeHousehold(latest, await readNow(db, [latest], moment));
}

/** Both, from facts that are read once. */
export async function checkHouseholdAndPrompts<Prompt extends PromptToCheck>(
  db: Transaction,
  householdId: string,
  prompts: readonly Prompt[],
  moment: AskMoment,
): Promise<{ household: CheckedHousehold | null; prompts: readonly CheckedPrompt<Prompt>[] }> {
  const latest = await latestContactOf(db, householdId);
  if (latest === null) return { household: null, prompts: await checkPrompts(db, prompts, moment) };
  const now = await readNow(db, [latest, ...prompts.map(({ contactId }) => contactId)], moment);
  return { household: judgeHousehold(latest, now), prompts: judgePrompts(prompts, now) };
}

/** What holds now: the facts by contact, and the settings. */
interface Now {
  readonly facts: ReadonlyMap<string, DecisionFacts>;
  readonly settings: SuppressionSettings;
}

async function readNow(db: Transaction, contactIds: readonly string[], moment?: AskMoment): Promise<Now> {
  const gathered = await gatherFacts(db, [...new Set(contactIds)], moment);
  return {
    facts: new Map(gathered.map((one) => [one.contactId, one.facts])),
    settings: await readSettings(db),
  };
}

async function latestContactOf(db: Transaction, householdId: string): Promise<string | null> {
  const [latest] = await db.rows<{ id: string }>(
    `SELECT id FROM contacts WHERE organisation_id = $1 AND tenancy_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    [db.organisationId, householdId],
  );
  return latest?.id ?? null;
}

function judgePrompts<Prompt extends PromptToCheck>(
  prompts: readonly Prompt[],
  { facts, settings }: Now,
): readonly CheckedPrompt<Prompt>[] {
  return prompts.flatMap((prompt) => {
    const now = facts.get(prompt.contactId);
    if (now === undefined) return [];
    return [{ prompt, check: stillAllowed(prompt, now, resolveLengths(settings, now.household.place)) }];
  });
}

function judgeHousehold(contactId: string, { facts: read, settings }: Now): CheckedHousehold | null {
  const gathered = read.get(contactId);
  if (!gathered) return null;
  const facts = withoutOpenAsks(gathered);
  const lengths = resolveLengths(settings, facts.household.place);
  return { facts, lengths, ...suppress(facts, null, null, lengths) };
}

/** A prompt that stands open was not put to anyone yet; counting it would tell that one is there and is not shown. */
function withoutOpenAsks(facts: DecisionFacts): DecisionFacts {
  const asks = facts.household.asks.filter(({ result }) => result !== 'open');
  return { ...facts, household: { ...facts.household, asks } };
}
