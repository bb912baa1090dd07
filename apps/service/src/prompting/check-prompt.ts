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
import { atMoment, gatherFacts, gatherStanding, type AskMoment, type ContactWithFacts } from './gather-facts.js';
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

/** What is to be known of a household before anything is shown of it, whenever and by whom that is. */
export interface Standing extends Now {
  readonly latestContactId: string | null;
}

/** Reads it for the latest contact of a household and for the contacts of its open prompts. */
export async function readStanding(db: Transaction, householdId: string): Promise<Standing> {
  const [latestContactId, gathered, settings] = await Promise.all([
    latestContactOf(db, householdId),
    gatherStanding(db, householdId),
    readSettings(db),
  ]);
  return { latestContactId, facts: byContact(gathered), settings };
}

/** The same checks of what was read, at this moment. */
export function checkStanding<Prompt extends PromptToCheck>(
  standing: Standing,
  prompts: readonly Prompt[],
  moment: AskMoment,
): { household: CheckedHousehold | null; prompts: readonly CheckedPrompt<Prompt>[] } {
  const facts = new Map([...standing.facts].map(([contactId, read]) => [contactId, atMoment(read, moment)]));
  const { latestContactId, settings } = standing;
  return {
    household: latestContactId === null ? null : judgeHousehold(latestContactId, { facts, settings }),
    prompts: judgePrompts(prompts, { facts, settings }),
  };
}

/** What holds now: the facts by contact, and the settings. */
interface Now {
  readonly facts: ReadonlyMap<string, DecisionFacts>;
  readonly settings: SuppressionSettings;
}

async function readNow(db: Transaction, contactIds: readonly string[], moment?: AskMoment): Promise<Now> {
  const [gathered, settings] = await Promise.all([gatherFacts(db, [...new Set(contactIds)], moment), readSettings(db)]);
  return { facts: byContact(gathered), settings };
}

function byContact(gathered: readonly ContactWithFacts[]): ReadonlyMap<string, DecisionFacts> {
  return new Map(gathered.map(({ contactId, facts }) => [contactId, facts]));
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
