import { createHash } from 'node:crypto';
import type { HandOffReply, HandOffRequest } from '@doorstep/contracts/embed';
import type { HandOffRaiseRequest } from '@doorstep/contracts/http';
import { handOffRules, isToldLate, targetOf, type HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { isWellFormed } from '../platform/well-formed.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { lockHousehold, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { placeOfRecord, placeOfReference } from './find-place.js';
import { keepContent, type HandOffPlace } from './hand-off-content.js';
import { newReference } from './reference.js';
import { adviceFor, routesSet, type RouteAdvice, type RouteSet } from './route-settings.js';
import { keepQuiet } from './keep-quiet.js';

/** A landlord's own system or the command line, by its actor. */
export interface ByActor {
  readonly organisationId: string;
  readonly actor: string;
  readonly roles: readonly string[];
}

/** What was told, once it is known whose home or household it is about. */
export interface ToldHandOff extends Pick<
  HandOffRequest,
  'route' | 'words' | 'isEmergency' | 'toldAt' | 'capturedAt' | 'aboutStaff'
> {
  readonly place: HandOffPlace;
  /** A stairwell, a street, a scheme: where it is, as it was put, when no record says. */
  readonly where?: string | undefined;
}

export interface RaisedHandOff {
  readonly id: string;
  /** False for one that the key had made before. */
  readonly isNew: boolean;
  readonly reply: HandOffReply;
}

/** In UTF-16 code units: what is about someone's safety is passed on by a person, not by an essay. */
const longestRestricted = 280;
/** Told again within so many days, the same route about the same home is the same trouble. */
const daysToldAgain = 90;
const toldAgainRoutes: readonly HandOffRoute[] = ['emergency', 'hazard', 'building_safety'];

/**
 * Hands over what is not engagement. Its clock starts when the resident said it, whenever it reaches us. Of a restricted
 * one a stub is kept that points at nobody and does not say which it was; with no way to send it, nothing is.
 */
@Injectable()
export class RaiseHandOff {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * By staff at the record they have open, or by a landlord's system that names one. Throws `Problem`: `no-route`
   * carries the numbers to ring as `current`.
   */
  async run(by: StaffAtRecord, request: HandOffRequest, once: WriteOnce): Promise<HandOffReply>;
  async run(by: ByActor, request: HandOffRaiseRequest, once: WriteOnce): Promise<HandOffReply>;
  async run(
    by: StaffAtRecord | ByActor,
    request: HandOffRequest | HandOffRaiseRequest,
    once: WriteOnce,
  ): Promise<HandOffReply> {
    refuseUnless(by.roles, 'hand-offs.raise');
    return this.database.inOrganisation(by.organisationId, async (db) => {
      const place = await placeOf(db, by, request);
      const actor = 'actor' in by ? by.actor : `staff:${by.staffId}`;
      return (await raiseHandOff(db, this.sealer, actor, { ...request, place }, once)).reply;
    });
  }
}

function placeOf(
  db: Transaction,
  by: StaffAtRecord | ByActor,
  request: HandOffRequest | HandOffRaiseRequest,
): Promise<HandOffPlace> {
  if ('actor' in by || !('record' in request)) return placeOfReference(db, 'record' in request ? {} : request);
  refuseOtherRecord(by, request.record);
  return placeOfRecord(db, by);
}

/**
 * Hands over in the caller's transaction, once for each actor and key. `actor` is `staff:<id>` or `api-key:<id>`. The
 * caller has seen that they may. Throws `Problem`.
 */
export async function raiseHandOff(
  db: Transaction,
  sealer: Sealer,
  actor: string,
  told: ToldHandOff,
  once: WriteOnce,
): Promise<RaisedHandOff> {
  const { route } = told;
  const { isRestricted } = handOffRules[route];
  refuseUnfitWords(told.words, isRestricted);
  const kept = asKept(once, actor, isRestricted);
  const set = await routesSet(db);
  const isEmergency = !isRestricted && (told.isEmergency === true || route === 'emergency');
  const advice = adviceOf(await adviceFor(db, set), route, isEmergency);
  await takeTurn(db, actor, once);
  const before = await keptBefore(db, kept);
  if (before) return { id: before.id, isNew: false, reply: replyOf(before, advice) };

  const way = wayOf(route, set.get(route), advice);
  const { householdId, homeId } = told.place;
  if (householdId !== null || homeId !== null) await lockHousehold(db, (householdId ?? homeId)!);
  const stub = await keepStub(db, actor, { ...told, isEmergency }, way, set.get(route), kept);
  await keepContent(db, sealer, stub.id, {
    ...told.place,
    route,
    words: told.words ?? null,
    where: told.where ?? null,
  });
  await keepQuiet(db, isEmergency ? 'emergency' : route, householdId, told.aboutStaff ?? null);
  await raiseAlarms(db, stub, set.get(route)?.escalateTo ?? null);
  if (way !== 'by-hand') await notice(db, 'hand-off', [stub.id]);
  await notice(db, 'hand-off-check', [stub.id], stub.targetAt);
  await writeAudit(db, {
    actor: isRestricted ? 'doorstep' : actor,
    action: 'hand-off.raise',
    subject: `hand-off:${stub.id}`,
    ...(isRestricted ? {} : { detail: { route } }),
  });
  return { id: stub.id, isNew: true, reply: replyOf(stub, advice) };
}

/** What is called an emergency has its numbers first, whatever else it is. */
function adviceOf(
  adviceOn: (route: HandOffRoute) => RouteAdvice,
  route: HandOffRoute,
  isEmergency: boolean,
): RouteAdvice {
  const own = adviceOn(route);
  if (!isEmergency || route === 'emergency') return own;
  const first = adviceOn('emergency').phones;
  const more = own.phones.filter(({ number }) => !first.some((one) => one.number === number));
  return { ...own, phones: [...first, ...more] };
}

interface Stub {
  readonly id: string;
  readonly reference: string;
  readonly toldAt: string;
  readonly receivedAt: string;
  readonly targetAt: string;
  readonly way: RouteSet['way'];
  readonly repeats: string | null;
}

function replyOf({ reference, toldAt, targetAt, way }: Stub, advice: RouteAdvice): HandOffReply {
  return { reference, toldAt, targetAt, way, phones: [...advice.phones], whatToDo: advice.whatToDo };
}

function refuseUnfitWords(words: string | undefined, isRestricted: boolean): void {
  if (words === undefined) return;
  if (!isWellFormed(words))
    throw new Problem(
      'bad-input',
      'words',
      'The words hold a character that cannot be kept (NUL, or half of an emoji). Take it out and send again.',
    );
  if (isRestricted && words.length > longestRestricted)
    throw new Problem(
      'bad-input',
      'words',
      `Write at most ${longestRestricted} characters here, or none. The person it goes to will ring you.`,
    );
}

/**
 * What the same request is known by when it comes again. The key is kept as a hash with the actor in it: two members of
 * staff may use the same key, and a restricted stub does not tell who sent it. Of a restricted one the words are not
 * in the hash either.
 */
function asKept(once: WriteOnce, actor: string, isRestricted: boolean): WriteOnce {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return {
    idempotencyKey: hash(`${actor}|${once.idempotencyKey}`).toString('base64url'),
    requestHash: isRestricted ? hash(`restricted|${once.idempotencyKey}`) : once.requestHash,
  };
}

const stubColumns = `id, reference, ${instant('told_at')} AS "toldAt", ${instant('received_at')} AS "receivedAt",
  ${instant('target_at')} AS "targetAt", way, repeats`;

async function keptBefore(db: Transaction, kept: WriteOnce): Promise<Stub | undefined> {
  const [stored] = await db.rows<Stub & { request_hash: Buffer }>(
    `SELECT ${stubColumns}, request_hash FROM hand_offs WHERE organisation_id = $1 AND idempotency_key = $2`,
    [db.organisationId, kept.idempotencyKey],
  );
  if (stored) refuseReuse(stored, kept);
  return stored;
}

/** How it goes out. Throws `Problem` where it is restricted and nobody has said to whom it goes. */
function wayOf(route: HandOffRoute, set: RouteSet | undefined, { phones, whatToDo }: RouteAdvice): RouteSet['way'] {
  const way = set?.way ?? 'by-hand';
  if (way !== 'by-hand' || !handOffRules[route].isRestricted) return way;
  throw new Problem(
    'unavailable',
    'no-route',
    'This cannot be sent from here, and nothing was kept. Ring one of the numbers now, or your safeguarding lead.',
    { phones, whatToDo },
  );
}

async function keepStub(
  db: Transaction,
  actor: string,
  { route, isEmergency, toldAt, capturedAt, place }: ToldHandOff & { readonly isEmergency: boolean },
  way: RouteSet['way'],
  set: RouteSet | undefined,
  kept: WriteOnce,
): Promise<Stub> {
  const { isRestricted } = handOffRules[route];
  // Clocks of phones may be ahead; none may make the clock of a hand-off start later than it came in.
  const [clock] = await db.rows<{ told: string; captured: string }>(
    `SELECT ${instant('least($1::timestamptz, $2::timestamptz, now())')} AS told, ${instant('least($2::timestamptz, now())')} AS captured`,
    [toldAt, capturedAt ?? null],
  );
  const { told, captured } = clock!;
  const targetAt = targetOf(route, told, isEmergency, set?.acknowledgeMinutes ?? null);
  const repeats = isRestricted ? null : await toldBefore(db, route, place);
  for (;;) {
    const [stub] = await db.rows<Stub>(
      `INSERT INTO hand_offs (organisation_id, id, route, reference, household_id, home_id, person_id, is_emergency, raised_by,
         told_at, captured_at, target_at, way, repeats, idempotency_key, request_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT (organisation_id, reference) DO NOTHING RETURNING ${stubColumns}`,
      [
        db.organisationId,
        uuidv7(),
        isRestricted ? 'restricted' : route,
        newReference(),
        isRestricted ? null : place.householdId,
        isRestricted ? null : place.homeId,
        isRestricted ? null : place.personId,
        isEmergency,
        isRestricted ? null : actor,
        told,
        captured,
        targetAt,
        way,
        repeats,
        kept.idempotencyKey,
        kept.requestHash,
      ],
    );
    if (stub) return stub;
  }
}

/** The latest time that the same was told about the same home or household; of a building, by anybody in the block. */
async function toldBefore(db: Transaction, route: HandOffRoute, place: HandOffPlace): Promise<string | null> {
  if (!toldAgainRoutes.includes(route)) return null;
  const [before] = await db.rows<{ id: string }>(
    `SELECT id FROM hand_offs
     WHERE organisation_id = $1 AND route = $2
       AND (household_id = $3 OR home_id = $4 OR (route = 'building_safety' AND home_id IN (${inTheSameBlock('$4')})))
       AND told_at > now() - make_interval(days => $5)
     ORDER BY told_at DESC, id DESC LIMIT 1`,
    [db.organisationId, route, place.householdId, place.homeId, daysToldAgain],
  );
  return before?.id ?? null;
}

/** The block that a home stands in, or is, and the homes in it; `home` is where its id stands. A refuge is pointed at by nobody. */
const inTheSameBlock = (home: string) => `
  SELECT n.id FROM homes mine
  JOIN homes b ON b.organisation_id = $1 AND b.connection_id = mine.connection_id AND b.kind = 'block'
    AND b.reference_id IN (mine.reference_id, mine.parent_id)
  JOIN homes n ON n.organisation_id = $1 AND n.connection_id = b.connection_id
    AND (n.id = b.id OR n.parent_id = b.reference_id) AND n.deleted_at IS NULL AND n.scheme <> 'refuge'
  WHERE mine.organisation_id = $1 AND mine.id = ${home}`;

async function raiseAlarms(db: Transaction, stub: Stub, toEmail: string | null): Promise<void> {
  const subject = `hand-off:${stub.id}`;
  if (isToldLate(stub.toldAt, stub.receivedAt)) await raiseAlarm(db, { kind: 'told-late', subject, toEmail });
  if (stub.repeats !== null) await raiseAlarm(db, { kind: 'told-again', subject, toEmail });
}
