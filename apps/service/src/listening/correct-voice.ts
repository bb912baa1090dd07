import type { CorrectVoiceRequest, KeptVoice } from '@doorstep/contracts/http';
import type { Speaker, SupportedBy, TakenThrough, VoiceKind } from '@doorstep/contracts/voice';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { takeTurn, type WriteOnce } from '../platform/write-once.js';
import { householdOf, recordUnknown, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { settleReply, standInTopicOf } from '../replies/index.js';
import { keepVoice, keptUnder, refuseBrokenWords } from './keep-voice.js';
import { standInLightbulbOf } from './set-lightbulb.js';

/** Who corrects: staff at the household's record, or a landlord's system. */
export interface Corrector {
  readonly organisationId: string;
  readonly actor: string;
  readonly roles: readonly string[];
  /** The household whose record is open; null for a system, which sees them all. */
  readonly householdId: string | null;
}

/**
 * Keeps what the resident says it should read, as a new note: the first words stay as they are, and the reply is owed
 * to the new note instead. A note is corrected once; to correct again, correct the correction.
 */
@Injectable()
export class CorrectVoice {
  constructor(
    private readonly database: Database,
    private readonly routeWords: RouteWords,
  ) {}

  /** By staff at the household's record. Throws `Problem`. */
  async atRecord(
    staff: StaffAtRecord,
    voiceId: string,
    request: CorrectVoiceRequest & { readonly record: StaffAtRecord['record'] },
    once: WriteOnce,
  ): Promise<KeptVoice> {
    refuseOtherRecord(staff, request.record);
    const { organisationId, staffId, roles } = staff;
    const owner = await this.database.inOrganisation(organisationId, (db) =>
      householdOf(db, staff.systems, staff.record),
    );
    if (!owner?.householdId) throw recordUnknown();
    return this.run({ organisationId, actor: staffId, roles, householdId: owner.householdId }, voiceId, request, once);
  }

  async run(by: Corrector, voiceId: string, request: CorrectVoiceRequest, once: WriteOnce): Promise<KeptVoice> {
    refuseUnless(by.roles, 'voices.read');
    refuseUnless(by.roles, 'voices.write');
    refuseBrokenWords(request.words);
    const { before, first } = await this.database.inOrganisation(by.organisationId, async (db) => ({
      before: await keptUnder(db, by.actor, once),
      first: await readFirst(db, by, voiceId),
    }));
    if (before !== undefined) return { voiceId: before, handOffs: [] };
    const handOffs = await this.routeWords.handOver({ ...by, ...first }, request, once);
    if (handOffs.length > 0) return { voiceId: null, handOffs: [...handOffs] };
    return this.database.inOrganisation(by.organisationId, async (db) => {
      await takeTurn(db, by.actor, once);
      const meanwhile = await keptUnder(db, by.actor, once);
      if (meanwhile !== undefined) return { voiceId: meanwhile, handOffs: [] };
      const id = await keepCorrection(db, by, voiceId, { ...request, saidAt: null }, once);
      await this.routeWords.keepDecision(db, by.actor, id, request);
      return { voiceId: id, handOffs: [] };
    });
  }
}

/**
 * Keeps the newer note and moves what is owed to it, in the caller's transaction. Throws `Problem` before it writes,
 * where the first note is not there or was corrected already.
 */
export async function keepCorrection(
  db: Transaction,
  by: Pick<Corrector, 'actor' | 'householdId'>,
  voiceId: string,
  {
    words,
    whose,
    saidAt,
    wantsReply = false,
  }: Pick<CorrectVoiceRequest, 'words' | 'whose'> & {
    readonly saidAt: string | null;
    /** They want a reply now, whether or not they did before. */
    readonly wantsReply?: boolean;
  },
  once: WriteOnce,
): Promise<string> {
  const first = await readFirst(db, by, voiceId);
  if (first.correctedBy !== null) throw correctedAlready();
  const id = await keepVoice(
    db,
    {
      ...{ ...first, words, whose, corrects: voiceId, saidAt, takenBy: by.actor, isAnonymous: false },
      wantsReply: first.wantsReply || wantsReply,
    },
    once,
  );
  await settleReply(db, [voiceId], 'corrected');
  await standInTopicOf(db, voiceId, id, by.actor);
  await standInLightbulbOf(db, voiceId, id, by.actor);
  return id;
}

interface FirstNote {
  readonly outcomeId: string | null;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly homeId: string | null;
  readonly place: string | null;
  readonly kind: VoiceKind | null;
  readonly speaker: Speaker;
  readonly reach: string | null;
  readonly takenThrough: TakenThrough;
  readonly supportedBy: SupportedBy | null;
  readonly keepName: boolean;
  readonly mayShare: boolean;
  readonly wantsReply: boolean;
  readonly isAboutAnother: boolean;
  readonly correctedBy: string | null;
}

async function readFirst(db: Transaction, by: Pick<Corrector, 'householdId'>, voiceId: string): Promise<FirstNote> {
  const [first] = await db.rows<FirstNote>(
    `SELECT v.outcome_id AS "outcomeId", v.household_id AS "householdId", v.person_id AS "personId", v.home_id AS "homeId",
       v.place, v.kind, v.speaker, v.reach, v.taken_through AS "takenThrough", v.supported_by AS "supportedBy",
       v.keep_name AS "keepName", v.may_share AS "mayShare", v.wants_reply AS "wantsReply",
       v.is_about_another AS "isAboutAnother",
       (SELECT c.id FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id) AS "correctedBy"
     FROM voices v
     WHERE v.organisation_id = $1 AND v.id = $2 AND v.withdrawn_at IS NULL AND NOT v.is_anonymous
       AND ($3::uuid IS NULL OR v.household_id = $3)`,
    [db.organisationId, voiceId, by.householdId],
  );
  if (!first)
    throw new Problem('not-known', 'voice-unknown', 'That note is not here, or was taken back. Open the record again.');
  return first;
}

function correctedAlready(): Problem {
  return new Problem('conflict', 'voice-corrected', 'This note was corrected already. Correct the newer note instead.');
}
