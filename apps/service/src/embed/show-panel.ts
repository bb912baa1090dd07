import type { HeardBefore, PanelPrompt, PanelView } from '@doorstep/contracts/embed';
import { stillAllowed, suppress } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { householdOf, type StaffAtRecord } from '../listening/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { gatherFacts } from '../prompting/index.js';

/** Two prompts on a screen are the most that anyone can take in. */
const mostPrompts = 2;
const rank = ['tell-them', 'reply-due', 'invite', 'ask', 'check-preference'];

/**
 * What the panel shows for the record of the session. Whether a prompt may still be shown is asked again here, from
 * facts as they are now: a suppression that came after the decision wins. Silent reasons leave here as `none`, so that
 * the browser cannot tell them from having nothing to ask.
 */
@Injectable()
export class ShowPanel {
  constructor(private readonly database: Database) {}

  async run(staff: StaffAtRecord): Promise<PanelView> {
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner) return empty('unknown');
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'panel.show',
        subject: `${staff.record.type}:${owner.personId ?? owner.householdId ?? 'none'}`,
      });
      if (owner.householdId === null) return empty('none');
      const heardBefore = await readHeardBefore(db, owner.householdId, staff.staffId);
      const prompts = await readPrompts(db, owner.householdId);
      if (prompts.length > 0)
        return { home: { state: 'ok', lastAskedOn: null, notBefore: null }, prompts, heardBefore };
      return { home: await whyEmpty(db, owner.householdId), prompts: [], heardBefore };
    });
  }
}

function empty(state: 'unknown' | 'none'): PanelView {
  return { home: { state, lastAskedOn: null, notBefore: null }, prompts: [], heardBefore: [] };
}

interface OpenPrompt extends Omit<PanelPrompt, 'alreadyDecided' | 'stillOpen'> {
  readonly contactId: string;
  readonly code: string;
  readonly theme: string;
  readonly createdAt: string;
}

async function readPrompts(db: Transaction, householdId: string): Promise<PanelPrompt[]> {
  const open = await db.rows<OpenPrompt>(
    `SELECT q.id, q.kind, q.code, q.theme, q.title, q.say, q.probe, q.why_asking AS "whyAsking", q.reasons AS why,
            d.contact_id AS "contactId", to_char(q.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
     FROM prompts q JOIN decisions d ON d.organisation_id = $1 AND d.id = q.decision_id
     WHERE q.organisation_id = $1 AND q.household_id = $2 AND q.state = 'open' AND q.expires_at > now()
     ORDER BY array_position($3::text[], q.kind), q.created_at LIMIT $4`,
    [db.organisationId, householdId, rank, mostPrompts],
  );
  if (open.length === 0) return [];
  const facts = new Map(
    (
      await gatherFacts(
        db,
        open.map((one) => one.contactId),
      )
    ).map((one) => [one.contactId, one.facts]),
  );
  return open
    .filter((one) => {
      const now = facts.get(one.contactId);
      return (
        now !== undefined &&
        stillAllowed({ promptCode: one.code, theme: one.theme, createdAt: one.createdAt }, now).allowed
      );
    })
    .map(({ id, kind, title, say, probe, whyAsking, why }) => ({
      id,
      kind,
      title,
      say,
      probe,
      whyAsking,
      alreadyDecided: null,
      stillOpen: null,
      why: why.map(({ text, source }) => ({ text, source })),
    }));
}

async function readHeardBefore(db: Transaction, householdId: string, staffId: string): Promise<HeardBefore[]> {
  return db.rows<HeardBefore>(
    `SELECT o.id AS "outcomeId", o.heard, to_char(o.said_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "saidAt", q.say AS asked, v.words, v.whose,
            o.staff_id = $3 AND o.recorded_at > now() - interval '24 hours' AS "canWithdraw"
     FROM outcomes o
     JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
     LEFT JOIN LATERAL (
       SELECT words, whose FROM voices WHERE organisation_id = $1 AND outcome_id = o.id ORDER BY recorded_at DESC LIMIT 1) v ON true
     WHERE o.organisation_id = $1 AND o.household_id = $2 AND o.outcome = 'heard' AND o.withdrawn_at IS NULL
     ORDER BY o.said_at DESC LIMIT 5`,
    [db.organisationId, householdId, staffId],
  );
}

/** Why there is nothing to ask, as far as staff may know. */
async function whyEmpty(db: Transaction, householdId: string): Promise<PanelView['home']> {
  const nothing = { state: 'none' as const, lastAskedOn: null, notBefore: null };
  const [latest] = await db.rows<{ id: string }>(
    `SELECT id FROM contacts WHERE organisation_id = $1 AND tenancy_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT 1`,
    [db.organisationId, householdId],
  );
  const [gathered] = latest ? await gatherFacts(db, [latest.id]) : [];
  const stop = gathered && suppress(gathered.facts, null).stop;
  if (!gathered || !stop || stop.form === 'silent') return nothing;
  if (stop.row === 1) return { ...nothing, state: 'do-not-ask' };
  const lastAsk = gathered.facts.household.asks[0];
  if (!lastAsk || stop.until === null) return nothing;
  return { state: 'capped', lastAskedOn: lastAsk.askedAt.slice(0, 10), notBefore: stop.until.slice(0, 10) };
}
