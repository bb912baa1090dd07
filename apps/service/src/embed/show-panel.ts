import type { AgreedDecision, PanelPrompt, PanelView, TellThem } from '@doorstep/contracts/embed';
import { choosePanelPrompts, restIfTurnedDown } from '@doorstep/domain';
import { createHash } from 'node:crypto';
import { mayDo } from '../access/index.js';
import { readAgreed, readOpenPrompts, type OpenPrompt } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { showsNothingTo } from '../going-live/index.js';
import { readHeardBefore, readSpokenWith } from '../listening/index.js';
import { readCalled } from '../preferences/index.js';
import { householdOf, otherTeamsOf, type RecordOwner } from '../records/index.js';
import type { Transaction } from '../platform/database/database.js';
import {
  atDisplay,
  checkStanding,
  readStanding,
  type AskMoment,
  type CheckedHousehold,
  type CheckedPrompt,
} from '../prompting/index.js';
import { channelOf, mayTellOrSend, readTellThem } from '../replies/index.js';
import type { AtHand } from './check-session.js';

/** A view, and what this very content is called; whoever has seen it already is answered without it. */
export interface ShownPanel {
  readonly view: PanelView;
  /** An HTTP entity tag. */
  readonly tag: string;
}

/**
 * What the panel shows for the record of the session. Whether a prompt may still be shown is asked again here, from
 * facts as they are now: a suppression that came after the decision wins. Silent reasons leave here as `none`, so that
 * the browser cannot tell them from having nothing to ask.
 *
 * `seen`: the tag of what stands on the screen already; looking whether it still holds shows nobody anything, and is
 * not in the audit.
 */
export async function showPanel(
  db: Transaction,
  hand: Pick<AtHand, 'staff' | 'teams'>,
  seen?: string,
): Promise<ShownPanel> {
  const { staff, teams } = hand;
  const [others, owner] = await Promise.all([
    teams.length === 0 ? null : otherTeamsOf(db, staff.systems, staff.record, teams),
    householdOf(db, staff.systems, staff.record),
  ]);
  if (others !== null) return shown(empty('forbidden', others));
  if (!owner) return shown(await unknown(db));
  const note = () =>
    writeAudit(db, {
      actor: `staff:${staff.staffId}`,
      action: 'panel.show',
      subject: `${staff.record.type}:${owner.personId ?? owner.householdId ?? 'none'}`,
    });
  const [view] = await Promise.all([
    owner.householdId === null ? empty('none') : viewOf(db, hand, owner.householdId, owner),
    seen === undefined && note(),
  ]);
  const panel = shown(view);
  if (seen !== undefined && panel.tag !== seen) await note();
  return panel;
}

function shown(view: PanelView): ShownPanel {
  return { view, tag: `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url')}"` };
}

/** A record that no sync has brought, and when the next one may. */
async function unknown(db: Transaction): Promise<PanelView> {
  const [next] = await db.rows<{ at: Date | null }>(
    'SELECT min(next_sync_at) AS at FROM connections WHERE organisation_id = $1 AND next_sync_at > now()',
    [db.organisationId],
  );
  const { home, ...rest } = empty('unknown');
  return { home: { ...home, nextDataAt: next?.at?.toISOString() ?? null }, ...rest };
}

async function viewOf(
  db: Transaction,
  { staff, teams }: Pick<AtHand, 'staff' | 'teams'>,
  householdId: string,
  { personId }: RecordOwner,
): Promise<PanelView> {
  // Nothing that was said, nor that something was, reaches those who enforce: the same empty lists for every household.
  const mayRead = mayDo(staff.roles, 'voices.read');
  const [moment, standing, off, open, heardBefore, waiting, names, spokenWith] = await Promise.all([
    atDisplay(db, staff.staffId, householdId),
    readStanding(db, householdId),
    showsNothingTo(db, [householdId], teams),
    readOpenPrompts(db, [householdId]),
    mayRead ? readHeardBefore(db, householdId, staff.staffId, 5) : [],
    mayRead ? readTellThem(db, householdId, personId) : [],
    mayDo(staff.roles, 'people.read') ? readCalled(db, [householdId]) : [],
    mayRead ? readSpokenWith(db, householdId) : [],
  ]);
  const theirs = names.filter((one) => personId === null || one.personId === personId);
  const before = { heardBefore, ...(spokenWith.length > 0 && { spokenWith }) };
  const called = theirs.length > 0 && { called: theirs.map(({ name, saidAs }) => ({ name, saidAs })) };
  if (off.has(householdId)) return { ...empty('none'), ...called, ...before };
  const tellThem = await mayBeTold(db, householdId, waiting, moment);
  const { household, prompts: checked } = checkStanding(standing, open, moment);
  const show = (home: PanelView['home'], prompts: PanelPrompt[]) => ({
    home,
    ...called,
    tellThem,
    prompts,
    ...before,
  });
  // Said of every household alike, before anything else: who has asked enough must not learn from it which homes are quiet.
  if (isStaffDone(household)) return show({ state: 'staff-done', lastAskedOn: null, notBefore: null, teams: [] }, []);
  const prompts = choosePrompts(checked, household);
  if (prompts.length > 0) return show({ state: 'ok', lastAskedOn: null, notBefore: null, teams: [] }, prompts);
  return show(whyEmpty(household), []);
}

/** Those of the answers that wait which may be brought now; where asking is stopped in silence, so are they. */
async function mayBeTold(
  db: Transaction,
  householdId: string,
  waiting: readonly TellThem[],
  moment: AskMoment,
): Promise<TellThem[]> {
  if (waiting.length === 0) return [];
  const { isTold, sentBy } = await mayTellOrSend(db, householdId, moment);
  if (!isTold) return [];
  const agreed = await readAgreed(
    db,
    waiting.map(({ tellingId }) => tellingId),
  );
  return waiting.map((telling) => ({
    ...telling,
    ...agreedOf(agreed.get(telling.tellingId)),
    sendInstead: telling.sendInstead.filter((way) => sentBy.includes(channelOf[way])),
  }));
}

function agreedOf(agreed: AgreedDecision | undefined): Pick<TellThem, 'agreed'> {
  return agreed ? { agreed } : {};
}

function empty(state: 'unknown' | 'none' | 'forbidden', teams: readonly string[] = []): PanelView {
  return {
    home: { state, lastAskedOn: null, notBefore: null, teams: [...teams] },
    tellThem: [],
    prompts: [],
    heardBefore: [],
  };
}

function choosePrompts(
  checked: readonly CheckedPrompt<OpenPrompt>[],
  household: CheckedHousehold | null,
): PanelPrompt[] {
  const allowed = checked.filter(({ check }) => check.allowed).map(({ prompt }) => prompt);
  return choosePanelPrompts(allowed).map((prompt) => {
    const { id, kind, title, say, probe, whyAsking, alreadyDecided, stillOpen, why, howDecided, rule } = prompt;
    const rests = household && restIfTurnedDown(prompt, household.facts, household.lengths);
    return {
      ...{ id, kind, title, say, probe, whyAsking, alreadyDecided, stillOpen },
      ...(howDecided !== null && howDecided !== undefined && { howDecided }),
      ...(rule !== null && { rule }),
      why: why.map(({ text, source }) => ({ text, source })),
      restsUntil: rests?.slice(0, 10) ?? null,
      ...(prompt.asksListened && { asksListened: true }),
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
