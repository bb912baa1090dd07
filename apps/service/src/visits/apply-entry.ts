import type { RoutingDecision } from '@doorstep/contracts/embed';
import type { VisitEntry } from '@doorstep/contracts/visit';
import type { WhoseWords } from '@doorstep/contracts/voice';
import { handOffRoutes, handOffRules, type HandOffRoute } from '@doorstep/domain';
import { keepRouteChoice, offersFor, raiseHandOff, routesSet } from '../handoffs/index.js';
import { keepCorrection, keepOutcome, keepVoice } from '../listening/index.js';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import type { Sealer } from '../platform/secrets/seal.js';
import type { WriteOnce } from '../platform/write-once.js';
import { lockHousehold } from '../records/index.js';
import { recordTold } from '../replies/index.js';
import type { VisitPlace } from './place-of-job.js';
import { planEntry, type EntryPlan, type PlannedHandOff } from './plan-entry.js';
import { readingOf } from './reading-of.js';
import { actorOf } from './shift-scope.js';
import type { WhenTold } from './when-told.js';

/** An entry that can be read, with everything that decides what comes of it. */
export interface EntryToApply {
  readonly entry: VisitEntry;
  readonly operativeId: string;
  readonly when: WhenTold;
  /** Null: not known yet. Then only what is urgent goes out. */
  readonly place: VisitPlace | null;
  /** What a person decided, at the door or since. */
  readonly routing: { readonly chosen: readonly string[]; readonly whyNot: string | null } | null;
  /** For a restricted hand-off, in place of the words. */
  readonly handOffWords?: string | undefined;
  /** Whether what is urgent went out when it was held; null: it comes for the first time. */
  readonly urgentSent: 'no' | 'without-words' | 'whole' | null;
  readonly once: WriteOnce;
}

/** What came of it. */
export interface AppliedEntry {
  readonly held: 'home-unknown' | NonNullable<EntryPlan['held']> | null;
  readonly voiceId: string | null;
  /** Of the first hand-off that may be pointed at. */
  readonly handOffId: string | null;
  readonly handOffs: readonly { readonly reference: string }[];
  /** Something restricted was handed over: nothing that is kept may point at the home or the household. */
  readonly isRestricted: boolean;
  /** Who hears of it when it is held. */
  readonly escalateTo: string | null;
}

const whyNots: readonly string[] = [
  'already-known',
  'over',
  'not-here',
  'a-saying',
  'misread',
  'resident-said-no',
] satisfies NonNullable<RoutingDecision['whyNot']>[];
const heardKinds = ['idea', 'worry', 'good', 'happy'] as const;

/** Does what an entry asks for, once for its id, in the caller's transaction. Throws `Problem` before it writes. */
export async function applyEntry(db: Transaction, sealer: Sealer, given: EntryToApply): Promise<AppliedEntry> {
  const { entry, place } = given;
  const { words } = entry;
  const set = await routesSet(db);
  const offers = words === null ? [] : await offersFor(db, words);
  const offered = offers.map(({ route }) => route);
  const decision = decisionOf(given.routing);
  const plan = planEntry({
    topics: entry.topics,
    words: given.handOffWords ?? words,
    isSaid: readingOf(entry) !== null,
    offered,
    decision: decision && { chosen: decision.chosen, isRefused: decision.whyNot !== null },
    canSend: new Set([...set].filter(([, { way }]) => way !== 'by-hand').map(([route]) => route)),
  });
  if (place !== null) await lockHousehold(db, place.householdId ?? place.homeId);
  const due = place === null ? plan.handOffs.filter(({ route }) => isUrgent(route)) : plan.handOffs;
  const raised = await raise(db, sealer, given, { due, keepsVoice: plan.keepsVoice });
  const held = plan.held ?? (place === null ? 'home-unknown' : null);
  const isRestricted = due.some(({ route }) => handOffRules[route].isRestricted);
  const voiceId = held === null && place !== null ? await record(db, given, place, plan) : null;
  if (held === null && decision !== null) {
    const by = actorOf(given.operativeId);
    await keepRouteChoice(db, { offered, ...decision }, { by, voiceId, handOffId: raised.firstOpen });
  }
  return {
    held,
    voiceId,
    handOffId: raised.firstOpen,
    handOffs: raised.references,
    isRestricted,
    escalateTo: escalateTo(set, offered),
  };
}

function isUrgent(route: HandOffRoute): boolean {
  return route === 'emergency' || route === 'hazard';
}

/** A decision in names that are known; anything else is as if nobody had decided. */
function decisionOf(routing: EntryToApply['routing']) {
  if (routing === null) return null;
  const chosen = handOffRoutes.filter((route) => routing.chosen.includes(route));
  if (chosen.length < new Set(routing.chosen).size) return null;
  const whyNot = whyNots.includes(routing.whyNot ?? '') ? (routing.whyNot as RoutingDecision['whyNot']) : null;
  return { chosen, whyNot: whyNot ?? null };
}

function escalateTo(set: Awaited<ReturnType<typeof routesSet>>, offered: readonly HandOffRoute[]): string | null {
  const routes = [...offered, 'emergency', 'hazard'] as const;
  return routes.map((route) => set.get(route)?.escalateTo ?? null).find((email) => email !== null) ?? null;
}

async function raise(
  db: Transaction,
  sealer: Sealer,
  { entry, operativeId, when, place, handOffWords, urgentSent, once }: EntryToApply,
  { due, keepsVoice }: { readonly due: readonly PlannedHandOff[]; readonly keepsVoice: boolean },
): Promise<{ firstOpen: string | null; references: { reference: string }[] }> {
  let firstOpen: string | null = null;
  const references: { reference: string }[] = [];
  for (const { route, withWords } of due) {
    const { isRestricted } = handOffRules[route];
    // What went out without its words goes again with them; what has nothing to add does not.
    const hasWords = withWords && entry.words !== null;
    if (isUrgent(route) && (urgentSent === 'whole' || (urgentSent === 'without-words' && !hasWords))) continue;
    const words = (isRestricted ? handOffWords : undefined) ?? entry.words;
    const said = handedOver(entry, words, { route, withWords, keepsVoice });
    const { id, reply } = await raiseHandOff(
      db,
      sealer,
      actorOf(operativeId),
      {
        route,
        ...(said === null ? {} : { words: said }),
        isEmergency: route === 'emergency',
        toldAt: when.told,
        capturedAt: when.saved,
        place: { householdId: place?.householdId ?? null, homeId: place?.homeId ?? null, personId: null },
        ...(place === null ? { where: entry.address ?? 'Not known yet: ask who was there.' } : {}),
      },
      { ...once, idempotencyKey: `${once.idempotencyKey}.${urgentSent === null ? '' : 'settled.'}${route}` },
    );
    references.push({ reference: reply.reference });
    if (!isRestricted) firstOpen ??= id;
  }
  return { firstOpen, references };
}

const askedAtDoor = {
  yes: '[Asked at the door: someone there has breathing problems, or is very young or elderly.]',
  no: '[Asked at the door: no one there has breathing problems, or is very young or elderly.]',
} as const;
const wantsReply = '[They would like to hear back.]';

/**
 * The words with what the operative tapped about them, marked as ours: for damp or mould what was asked at the door, and
 * that they want to hear back where nothing is kept here that a reply could be owed for. Nothing is
 * added to what is restricted, nor the wish to what goes without its words: nobody may be led to ring back.
 */
function handedOver(
  entry: VisitEntry,
  words: string | null,
  { route, withWords, keepsVoice }: PlannedHandOff & { readonly keepsVoice: boolean },
): string | null {
  if (handOffRules[route].isRestricted) return words;
  const { vulnerable } = entry;
  const asked = route === 'hazard' && (vulnerable === 'yes' || vulnerable === 'no') ? askedAtDoor[vulnerable] : null;
  const reply = withWords && entry.wantsReply && !keepsVoice ? wantsReply : null;
  const lines = [withWords ? words : null, asked, reply].filter((line) => line !== null);
  return lines.length > 0 ? lines.join('\n') : null;
}

/** Keeps the answer, the words and what was told. Answers the voice, if there is one. */
async function record(
  db: Transaction,
  given: EntryToApply,
  place: VisitPlace,
  plan: EntryPlan,
): Promise<string | null> {
  const { entry, operativeId, when, once } = given;
  const { householdId } = place;
  const actor = actorOf(operativeId);
  const isHandedOver = plan.handOffs.length > 0 && !plan.keepsVoice;
  const outcomeId = householdId === null || isHandedOver ? null : await answer(db, given, householdId);
  if (entry.tellingId !== null && entry.told !== null && householdId !== null) {
    const told = { actor, householdId, callBackBy: null };
    await orNothing(recordTold(db, told, entry.tellingId, entry.told));
  }
  const said = readingOf(entry);
  if (!plan.keepsVoice || said === null) return null;
  const first = entry.corrects === null ? null : await newestOf(db, entry.corrects, householdId);
  // What somebody said is never put right by what somebody else tapped.
  if (first !== null && (entry.words !== null || first.whose === 'reading'))
    return keepCorrection(
      db,
      { actor, householdId },
      first.id,
      { ...said, saidAt: when.told, wantsReply: entry.wantsReply },
      once,
    );
  return keepVoice(
    db,
    {
      ...said,
      kind: entry.kind,
      speaker: 'resident',
      reach: null,
      takenThrough: 'in-person',
      supportedBy: null,
      keepName: entry.keepName && householdId !== null,
      mayShare: false,
      // Nobody can be told who is not known.
      wantsReply: entry.wantsReply && householdId !== null,
      isAnonymous: false,
      isAboutAnother: false,
      place: null,
      outcomeId,
      householdId,
      personId: null,
      homeId: householdId === null ? place.homeId : null,
      corrects: null,
      saidAt: when.told,
      takenBy: actor,
    },
    once,
  );
}

/** What came of the question, as the panel keeps it; null where it was not put, or no longer stands. */
async function answer(
  db: Transaction,
  { entry, operativeId, when, once }: EntryToApply,
  householdId: string,
): Promise<string | null> {
  const { promptId, what } = entry;
  if (promptId === null || what === 'nobody-in') return null;
  const by = { householdId, personId: null, staffId: actorOf(operativeId), actor: actorOf(operativeId) };
  const common = { promptId, saidAt: when.told };
  const kept = await orNothing(
    what === 'raised'
      ? keepOutcome(
          db,
          by,
          { ...common, outcome: 'heard', heard: heardKinds.find((kind) => kind === entry.kind) ?? null },
          once,
        )
      : keepOutcome(db, by, { ...common, outcome: 'not-this-time', reason: 'moment' }, once),
  );
  return what === 'raised' ? (kept?.outcomeId ?? null) : null;
}

/** A question that was answered meanwhile, or a reply that was replaced, takes nothing from what was said. */
async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

interface NewestNote {
  readonly id: string;
  readonly whose: WhoseWords;
}

/** The note that an entry is about, as it was corrected last; null where there is none of this household. */
async function newestOf(db: Transaction, entryId: string, householdId: string | null): Promise<NewestNote | null> {
  if (householdId === null) return null;
  const [newest] = await db.rows<NewestNote>(
    `WITH RECURSIVE notes AS (
       SELECT v.id FROM visit_entries e JOIN voices v ON v.organisation_id = $1 AND v.id = e.voice_id
       WHERE e.organisation_id = $1 AND e.id = $2 AND v.household_id = $3
       UNION ALL
       SELECT c.id FROM notes n JOIN voices c ON c.organisation_id = $1 AND c.corrects = n.id
     )
     SELECT v.id, v.whose FROM notes n JOIN voices v ON v.organisation_id = $1 AND v.id = n.id AND v.withdrawn_at IS NULL
     WHERE NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = n.id)`,
    [db.organisationId, entryId, householdId],
  );
  return newest ?? null;
}
