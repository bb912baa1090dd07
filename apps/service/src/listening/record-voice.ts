import type { VoiceReply, VoiceRequest } from '@doorstep/contracts/embed';
import { handOffRoutes, handOffRules } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { takeTurn, type WriteOnce } from '../platform/write-once.js';
import { householdOf, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { replyBy } from '../replies/index.js';
import { heldUnder, holdVoice } from './hold-voice.js';
import { keepTopic } from './keep-topic.js';
import { keepVoice, keptUnder, ofTheHousehold, refuseBrokenWords, type NewVoice } from './keep-voice.js';
import { referenceOfVoice } from './reference-of-voice.js';

/**
 * Keeps what a resident said to staff at a record, exactly as it was typed. They are never edited: a correction is a
 * new voice. Words that suggest a hand-off wait for a person's decision; those that are handed over are not kept here.
 */
@Injectable()
export class RecordVoice {
  constructor(
    private readonly database: Database,
    private readonly routeWords: RouteWords,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem`; `choose-route` carries the hand-offs that the words suggest as `current`. */
  async run(staff: StaffAtRecord, request: VoiceRequest, once: WriteOnce): Promise<VoiceReply> {
    refuseUnless(staff.roles, 'voices.write');
    refuseOtherRecord(staff, request.record);
    refuseBrokenWords(request.words, request.reach, request.place);
    const { organisationId, staffId } = staff;
    const before = await this.database.inOrganisation(organisationId, (db) => savedUnder(db, staffId, request, once));
    if (before) return before;
    const handOffs = await this.routeWords.handOver(staff, request, once);
    if (handOffs.length > 0) {
      if (hasRestricted(request)) await this.forgetAnswer(staff, request.outcomeId);
      return { voiceId: null, handOffs: [...handOffs] };
    }
    return this.database.inOrganisation(organisationId, async (db) => {
      await takeTurn(db, staffId, once);
      const meanwhile = await savedUnder(db, staffId, request, once);
      if (meanwhile) return meanwhile;
      const answered = await answeredBy(db, staff, request);
      if (!answered && needsRecord(request)) return held(await holdVoice(db, this.sealer, staff, request, once));
      const voice = voiceSaidAt(answered ?? { householdId: null, personId: null }, request, staffId);
      const voiceId = await keepVoice(db, voice, once);
      await keepTopic(db, staffId, voiceId, request);
      await this.routeWords.keepDecision(db, staffId, voiceId, request);
      return kept(db, voiceId, request);
    });
  }

  /** What was tapped just before must not stand on the household's record either: not even that there was a worry. */
  private async forgetAnswer(staff: StaffAtRecord, outcomeId: string | undefined): Promise<void> {
    if (outcomeId === undefined) return;
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      await db.rows(
        `UPDATE outcomes SET withdrawn_at = now()
         WHERE organisation_id = $1 AND id = $2 AND staff_id = $3 AND withdrawn_at IS NULL`,
        [db.organisationId, outcomeId, staff.staffId],
      );
    });
  }
}

/** What staff wrote at a record, as a voice of whoever the record is about. */
export function voiceSaidAt(answered: Answered, request: VoiceRequest, staffId: string): NewVoice {
  return {
    words: request.words,
    whose: request.whose,
    kind: request.kind === undefined ? (answered.heard ?? null) : request.kind,
    speaker: request.speaker ?? 'resident',
    reach: request.reach ?? null,
    takenThrough: request.takenThrough ?? 'in-person',
    supportedBy: request.supportedBy ?? null,
    keepName: request.keepName,
    mayShare: request.mayShare ?? false,
    wantsReply: request.wantsReply ?? true,
    isAnonymous: request.isAnonymous ?? false,
    isAboutAnother: request.isAboutAnother ?? false,
    place: request.place ?? null,
    outcomeId: request.outcomeId ?? null,
    householdId: answered.householdId,
    personId: answered.personId,
    homeId: null,
    corrects: null,
    saidAt: answered.saidAt ?? request.saidAt ?? null,
    takenBy: staffId,
  };
}

/** What the key saved before, as it was answered then. */
async function savedUnder(
  db: Transaction,
  staffId: string,
  request: VoiceRequest,
  once: WriteOnce,
): Promise<VoiceReply | undefined> {
  const voiceId = await keptUnder(db, staffId, once);
  if (voiceId !== undefined) return kept(db, voiceId, request);
  const heldId = await heldUnder(db, staffId, once);
  return heldId === undefined ? undefined : held(heldId);
}

/** Nothing may lead back to what was kept without a name: there is no reference for it. */
async function kept(db: Transaction, voiceId: string, { isAnonymous }: VoiceRequest): Promise<VoiceReply> {
  if (isAnonymous) return { voiceId, handOffs: [] };
  return { voiceId, handOffs: [], reference: referenceOfVoice(voiceId), replyBy: await replyBy(db, voiceId) };
}

function held(id: string): VoiceReply {
  return { voiceId: null, handOffs: [], reference: referenceOfVoice(id), isHeld: true };
}

/** Whether the words belong to the household of the record, and to nothing without it. */
function needsRecord({ isAnonymous, speaker = 'resident' }: VoiceRequest): boolean {
  return !isAnonymous && ofTheHousehold.includes(speaker);
}

function hasRestricted({ routing }: VoiceRequest): boolean {
  return handOffRoutes.some((route) => routing?.chosen.includes(route) === true && handOffRules[route].isRestricted);
}

interface Answered {
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly heard?: VoiceRequest['kind'];
  readonly saidAt?: string;
}

/** What the words belong to: the outcome they are about, else the record that is open, where it is known. */
async function answeredBy(db: Transaction, staff: StaffAtRecord, request: VoiceRequest): Promise<Answered | undefined> {
  if (request.outcomeId === undefined) return householdOf(db, staff.systems, staff.record);
  const [outcome] = await db.rows<Required<Answered>>(
    `SELECT household_id AS "householdId", person_id AS "personId", heard,
       ${instant('said_at')} AS "saidAt"
     FROM outcomes
     WHERE organisation_id = $1 AND id = $2 AND staff_id = $3 AND outcome = 'heard' AND withdrawn_at IS NULL`,
    [db.organisationId, request.outcomeId, staff.staffId],
  );
  if (!outcome)
    throw new Problem(
      'conflict',
      'outcome-unknown',
      'What these words belong to has been taken back. Start again from the question.',
    );
  return outcome;
}
