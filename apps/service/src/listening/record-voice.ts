import type { VoiceReply, VoiceRequest } from '@doorstep/contracts/embed';
import { handOffRoutes, handOffRules } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { takeTurn, type WriteOnce } from '../platform/write-once.js';
import { householdOf, recordUnknown, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { keepVoice, keptUnder, refuseBrokenWords } from './keep-voice.js';

/**
 * Keeps what a resident said to staff at a record, exactly as it was typed. They are never edited: a correction is a
 * new voice. Words that suggest a hand-off wait for a person's decision; those that are handed over are not kept here.
 */
@Injectable()
export class RecordVoice {
  constructor(
    private readonly database: Database,
    private readonly routeWords: RouteWords,
  ) {}

  /** Throws `Problem`; `choose-route` carries the hand-offs that the words suggest as `current`. */
  async run(staff: StaffAtRecord, request: VoiceRequest, once: WriteOnce): Promise<VoiceReply> {
    refuseUnless(staff.roles, 'voices.write');
    refuseOtherRecord(staff, request.record);
    refuseBrokenWords(request.words, request.reach, request.place);
    const { organisationId, staffId } = staff;
    const before = await this.database.inOrganisation(organisationId, (db) => keptUnder(db, staffId, once));
    if (before !== undefined) return { voiceId: before, handOffs: [] };
    const handOffs = await this.routeWords.handOver(staff, request, once);
    if (handOffs.length > 0) {
      if (hasRestricted(request)) await this.forgetAnswer(staff, request.outcomeId);
      return { voiceId: null, handOffs: [...handOffs] };
    }
    return this.database.inOrganisation(organisationId, async (db) => {
      await takeTurn(db, staffId, once);
      const meanwhile = await keptUnder(db, staffId, once);
      if (meanwhile !== undefined) return { voiceId: meanwhile, handOffs: [] };
      const answered = await answeredBy(db, staff, request);
      const voiceId = await keepVoice(
        db,
        {
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
        },
        once,
      );
      await this.routeWords.keepDecision(db, staffId, voiceId, request);
      return { voiceId, handOffs: [] };
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

function hasRestricted({ routing }: VoiceRequest): boolean {
  return handOffRoutes.some((route) => routing?.chosen.includes(route) === true && handOffRules[route].isRestricted);
}

interface Answered {
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly heard?: VoiceRequest['kind'];
  readonly saidAt?: string;
}

/** What the words belong to: the outcome they are about, else the record that is open. Throws `Problem`. */
async function answeredBy(db: Transaction, staff: StaffAtRecord, request: VoiceRequest): Promise<Answered> {
  if (request.outcomeId === undefined) {
    const owner = await householdOf(db, staff.systems, staff.record);
    if (!owner) throw recordUnknown();
    return owner;
  }
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
