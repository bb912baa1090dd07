import type { PanelPrompt, PanelView, TellThem } from '@doorstep/contracts/embed';
import { choosePanelPrompts, restIfTurnedDown } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { readHeardBefore } from '../listening/index.js';
import { householdOf, type StaffAtRecord } from '../records/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { atDisplay, checkHousehold, checkPrompts, type AskMoment, type CheckedHousehold } from '../prompting/index.js';
import { channelOf, mayTellOrSend, readTellThem } from '../replies/index.js';

/**
 * What the panel shows for the record of the session. Whether a prompt may still be shown is asked again here, from
 * facts as they are now: a suppression that came after the decision wins. Silent reasons leave here as `none`, so that
 * the browser cannot tell them from having nothing to ask.
 */
@Injectable()
export class ShowPanel {
  constructor(private readonly database: Database) {}

  /** `otherTeams`: whose home it is, where it is none of theirs; nothing else is then looked up. */
  async run(staff: StaffAtRecord, otherTeams: readonly string[] | null = null): Promise<PanelView> {
    if (otherTeams !== null) return empty('forbidden', otherTeams);
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner) return empty('unknown');
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'panel.show',
        subject: `${staff.record.type}:${owner.personId ?? owner.householdId ?? 'none'}`,
      });
      if (owner.householdId === null) return empty('none');
      const moment = await atDisplay(db, staff.staffId, owner.householdId);
      // Nothing that was said, nor that something was, reaches those who enforce: the same empty lists for every household.
      const mayRead = mayDo(staff.roles, 'voices.read');
      const heardBefore = mayRead ? await readHeardBefore(db, owner.householdId, staff.staffId, 5) : [];
      const tellThem = mayRead ? await whatToTell(db, owner.householdId, owner.personId, moment) : [];
      const household = await checkHousehold(db, owner.householdId, moment);
      const show = (home: PanelView['home'], prompts: PanelPrompt[]) => ({ home, tellThem, prompts, heardBefore });
      // Said of every household alike, before anything else: who has asked enough must not learn from it which homes are quiet.
      if (isStaffDone(household))
        return show({ state: 'staff-done', lastAskedOn: null, notBefore: null, teams: [] }, []);
      const prompts = await readPrompts(db, owner.householdId, moment, household);
      if (prompts.length > 0) return show({ state: 'ok', lastAskedOn: null, notBefore: null, teams: [] }, prompts);
      return show(whyEmpty(household), []);
    });
  }
}

/** Answers that may be brought now; where asking is stopped in silence, so are they. */
async function whatToTell(
  db: Transaction,
  householdId: string,
  personId: string | null,
  moment: AskMoment,
): Promise<TellThem[]> {
  const waiting = await readTellThem(db, householdId, personId);
  if (waiting.length === 0) return [];
  const { isTold, sentBy } = await mayTellOrSend(db, householdId, moment);
  if (!isTold) return [];
  return waiting.map((telling) => ({
    ...telling,
    sendInstead: telling.sendInstead.filter((way) => sentBy.includes(channelOf[way])),
  }));
}

function empty(state: 'unknown' | 'none' | 'forbidden', teams: readonly string[] = []): PanelView {
  return {
    home: { state, lastAskedOn: null, notBefore: null, teams: [...teams] },
    tellThem: [],
    prompts: [],
    heardBefore: [],
  };
}

interface OpenPrompt extends Omit<PanelPrompt, 'restsUntil'> {
  readonly contactId: string;
  readonly promptCode: string;
  readonly theme: string;
  readonly createdAt: string;
}

async function readPrompts(
  db: Transaction,
  householdId: string,
  moment: AskMoment,
  household: CheckedHousehold | null,
): Promise<PanelPrompt[]> {
  const open = await db.rows<OpenPrompt>(
    `SELECT q.id, q.kind, q.code AS "promptCode", q.theme, q.title, q.say, q.probe, q.why_asking AS "whyAsking", q.reasons AS why,
            q.already_decided AS "alreadyDecided", q.still_open AS "stillOpen",
            d.contact_id AS "contactId", ${instant('q.created_at')} AS "createdAt"
     FROM prompts q JOIN decisions d ON d.organisation_id = $1 AND d.id = q.decision_id
     WHERE q.organisation_id = $1 AND q.household_id = $2 AND q.state = 'open' AND q.expires_at > now()`,
    [db.organisationId, householdId],
  );
  const checked = await checkPrompts(db, open, moment);
  const allowed = checked.filter(({ check }) => check.allowed).map(({ prompt }) => prompt);
  return choosePanelPrompts(allowed).map((prompt) => {
    const { id, kind, title, say, probe, whyAsking, alreadyDecided, stillOpen, why } = prompt;
    const rests = household && restIfTurnedDown(prompt, household.facts, household.lengths);
    return {
      ...{ id, kind, title, say, probe, whyAsking, alreadyDecided, stillOpen },
      why: why.map(({ text, source }) => ({ text, source })),
      restsUntil: rests?.slice(0, 10) ?? null,
    };
  });
}

function isStaffDone(household: CheckedHousehold | null): boolean {
  return household?.trace.some(({ code, stopped }) => stopped && code === 'staff-done') ?? false;
}

/** Why there is nothing to ask, as far as staff may know. */
function whyEmpty(household: CheckedHousehold | null): PanelView['home'] {
  const nothing = { state: 'none' as const, lastAskedOn: null, notBefore: null, teams: [] };
  if (!household?.openStop) return nothing;
  const { openStop: stop, facts } = household;
  if (stop.row === 1) return { ...nothing, state: 'do-not-ask' };
  const lastAsk = facts.household.asks[0];
  if (!lastAsk || stop.until === null) return nothing;
  return { ...nothing, state: 'capped', lastAskedOn: lastAsk.askedAt.slice(0, 10), notBefore: stop.until.slice(0, 10) };
}
