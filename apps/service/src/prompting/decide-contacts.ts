import {
  decide,
  resolveLengths,
  type CompiledRule,
  type Decision,
  type PromptLibrary,
  type SuppressionSettings,
} from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { libraryOf } from '../library/index.js';
import { wakeRelay } from '../platform/queue/wake-relay.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { ReadAlerts } from '../sync/index.js';
import { gatherFacts, type ContactWithFacts } from './gather-facts.js';
import { readSettings, settingsAt } from './read-settings.js';
import { RulesInForce } from './rules-in-force.js';

/** What one batch came to. */
export interface DecidedBatch {
  readonly decided: number;
  readonly prompts: number;
}

/**
 * Gives each waiting contact its one decision: a prompt with its reasons, or a why-not with its reason. May be run
 * twice, by two workers at once, or be killed anywhere: a contact that has a decision is left alone, and the decision,
 * its prompt and the mark that the notice is done are one transaction.
 */
@Injectable()
export class DecideContacts {
  constructor(
    private readonly database: Database,
    private readonly readAlerts: ReadAlerts,
    private readonly rulesInForce: RulesInForce,
  ) {}

  async run(organisationId: string, contactIds: readonly string[], signal: AbortSignal): Promise<DecidedBatch> {
    const { waiting, library } = await this.database.inOrganisation(organisationId, async (db) => ({
      waiting: await findWaiting(db, contactIds),
      library: await libraryOf(db),
    }));
    const households = [...new Set(waiting.flatMap((one) => (one.tenancy_id === null ? [] : [one.tenancy_id])))];
    if (households.length > 0) await this.readAlerts.run(organisationId, households, signal);
    let batch: DecidedBatch = { decided: 0, prompts: 0 };
    for (const round of oneAHousehold(waiting)) {
      const part = await this.database.inOrganisation(organisationId, async (db) =>
        decideRound(db, round, library, await this.rulesInForce.run(db)),
      );
      batch = { decided: batch.decided + part.decided, prompts: batch.prompts + part.prompts };
    }
    return batch;
  }

  /** Decides whatever waits, oldest first, until nothing does. For the command line, where no worker need be running. */
  async runAll(organisationId: string, signal: AbortSignal): Promise<DecidedBatch> {
    let all: DecidedBatch = { decided: 0, prompts: 0 };
    for (;;) {
      const ids = await this.database.inOrganisation(organisationId, (db) =>
        db.rows<{ subject_id: string }>(
          `SELECT subject_id FROM outbox WHERE organisation_id = $1 AND topic = 'contact' AND done_at IS NULL ORDER BY seq LIMIT 200`,
          [organisationId],
        ),
      );
      if (ids.length === 0) return all;
      const batch = await this.run(
        organisationId,
        ids.map((row) => row.subject_id),
        signal,
      );
      all = { decided: all.decided + batch.decided, prompts: all.prompts + batch.prompts };
    }
  }
}

interface Waiting {
  readonly id: string;
  readonly tenancy_id: string | null;
}

async function findWaiting(db: Transaction, contactIds: readonly string[]): Promise<Waiting[]> {
  // Who still waits is told here and not by the statement, which would else read a whole backlog to find these few.
  const noticed = await db.rows<Waiting & { readonly waits: boolean }>(
    `SELECT c.id, c.tenancy_id, o.done_at IS NULL AS waits
     FROM contacts c JOIN outbox o ON o.organisation_id = $1 AND o.topic = 'contact' AND o.subject_id = c.id
     WHERE c.organisation_id = $1 AND c.id = ANY ($2::uuid[]) ORDER BY c.occurred_at, c.id`,
    [db.organisationId, contactIds],
  );
  return noticed.filter(({ waits }) => waits);
}

/** Splits contacts so that no round has two of one household: the second must see what the first came to. */
function oneAHousehold(waiting: readonly Waiting[]): string[][] {
  const rounds: string[][] = [];
  const turns = new Map<string, number>();
  for (const { id, tenancy_id } of waiting) {
    const household = tenancy_id ?? id;
    const turn = turns.get(household) ?? 0;
    turns.set(household, turn + 1);
    (rounds[turn] ??= []).push(id);
  }
  return rounds;
}

async function decideRound(
  db: Transaction,
  contactIds: readonly string[],
  library: PromptLibrary,
  rules: readonly CompiledRule[],
): Promise<DecidedBatch> {
  // Two workers, or a worker and an outcome, must not look at one household at once. Locks are taken in one order.
  await db.rows(
    `SELECT pg_advisory_xact_lock(hashtextextended($1 || household, 0))
     FROM (SELECT DISTINCT coalesce(tenancy_id, id)::text AS household FROM contacts
           WHERE organisation_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY 1) x`,
    [db.organisationId, contactIds],
  );
  const stillWaiting = await findWaiting(db, contactIds);
  const gathered = await gatherFacts(
    db,
    stillWaiting.map((one) => one.id),
  );
  const settings = await readSettings(db);
  const decided = gathered.map((one) => {
    const { place } = one.facts.household;
    const decision = decide(one.facts, library, resolveLengths(settings, place), rules);
    return { ...one, id: uuidv7(), decision, settings: settingsAt(settings, place) };
  });
  await writeDecisions(db, decided);
  const prompts = decided.filter((one) => one.decision.outcome === 'prompt');
  await writePrompts(db, prompts);
  await db.rows(
    `UPDATE outbox SET done_at = now() WHERE organisation_id = $1 AND topic = 'contact' AND subject_id = ANY ($2::uuid[])`,
    [db.organisationId, stillWaiting.map((one) => one.id)],
  );
  await wakeRelay(db); // there is room for more in the queue
  return { decided: decided.length, prompts: prompts.length };
}

interface Decided extends ContactWithFacts {
  readonly id: string;
  readonly decision: Decision;
  readonly settings: SuppressionSettings | null;
}

async function writeDecisions(db: Transaction, decided: readonly Decided[]): Promise<void> {
  const rows = decided.map(({ id, contactId, householdId, facts, decision, settings }) => ({
    id,
    contact_id: contactId,
    household_id: householdId,
    outcome: decision.outcome,
    why_not: decision.outcome === 'none' ? decision.whyNot.code : null,
    why_not_form: decision.outcome === 'none' ? decision.whyNot.form : null,
    facts,
    settings,
    trace: [...decision.trace, ...decision.rules],
    library_version: decision.libraryVersion,
    ...ruleOf(decision),
  }));
  await db.rows(
    `INSERT INTO decisions (organisation_id, id, contact_id, household_id, outcome, why_not, why_not_form, facts, settings, trace, library_version, rule_code, rule_version)
     SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, contact_id uuid, household_id uuid, outcome text,
       why_not text, why_not_form text, facts jsonb, settings jsonb, trace jsonb, library_version text,
       rule_code text, rule_version integer)`,
    [db.organisationId, JSON.stringify(rows)],
  );
}

function ruleOf(decision: Decision): { rule_code: string | null; rule_version: number | null } {
  const rule = decision.outcome === 'prompt' ? decision.rule : null;
  return { rule_code: rule?.code ?? null, rule_version: rule?.version ?? null };
}

async function writePrompts(db: Transaction, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.flatMap(({ id, householdId, sourceTitle, decision }) => {
    if (decision.outcome !== 'prompt') return [];
    return {
      id: uuidv7(),
      decision_id: id,
      household_id: householdId,
      kind: decision.kind,
      code: decision.promptCode,
      theme: decision.theme,
      title: decision.title,
      say: decision.say,
      probe: decision.probe,
      why_asking: decision.whyAsking,
      reasons: decision.reasons.map(({ text, source, at }) => ({
        text,
        source: source === 'host' ? (sourceTitle ?? 'your housing system') : 'Doorstep',
        at,
      })),
      expires_at: decision.expiresAt,
      already_decided: (decision.rule ?? decision.ask)?.alreadyDecided ?? null,
      still_open: (decision.rule ?? decision.ask)?.stillOpen ?? null,
      ask_id: decision.ask?.id ?? null,
      stuck_id: decision.ask?.stuckId ?? null,
      wonder_id: decision.ask?.wonderId ?? null,
      telling_id: decision.telling,
    };
  });
  await db.rows(
    `INSERT INTO prompts (organisation_id, id, decision_id, household_id, kind, code, theme, title, say, probe, why_asking, reasons, expires_at,
       already_decided, still_open, ask_id, stuck_id, wonder_id, telling_id)
     SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, decision_id uuid, household_id uuid, kind text, code text,
       theme text, title text, say text, probe text, why_asking text, reasons jsonb, expires_at timestamptz,
       already_decided text, still_open text, ask_id uuid, stuck_id uuid, wonder_id uuid, telling_id uuid)`,
    [db.organisationId, JSON.stringify(rows)],
  );
}
