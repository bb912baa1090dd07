import type { LightbulbRequest } from '@doorstep/contracts/voice';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { isRestricted } from '../records/index.js';
import { findVoice, type VoiceReader } from '../replies/index.js';

/**
 * Marks words that nobody here would have thought of, and takes the mark back (seed row 82). It is on the words, never on
 * whoever said them; twice is once, and whoever may set it may take it back.
 */
@Injectable()
export class SetLightbulb {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a voice that is not there, has a newer note, or may not be used. */
  async run(by: VoiceReader, voiceId: string, { isLit, askedBy }: LightbulbRequest): Promise<void> {
    refuseUnless(by.roles, 'voices.sort');
    await this.database.inOrganisation(by.organisationId, async (db) => {
      const { actor } = await findVoice(db, by, voiceId);
      const changed = await (isLit ? light(db, voiceId, askedBy, actor) : takeBack(db, voiceId, actor));
      if (changed.length === 0) return;
      await writeAudit(db, {
        actor,
        action: isLit ? 'voice.lightbulb' : 'voice.lightbulb-taken-back',
        subject: `voice:${voiceId}`,
        ...(isLit && { detail: { askedBy } }),
      });
    });
  }
}

/** Puts the mark of a note on the one that corrects it, in the caller's transaction. */
export async function standInLightbulbOf(
  db: Transaction,
  correctedId: string,
  byId: string,
  by: string,
): Promise<void> {
  const [lit] = await takeBack(db, correctedId, by);
  if (lit) await set(db, byId, lit.askedBy, lit.setBy);
}

async function light(
  db: Transaction,
  voiceId: string,
  askedBy: LightbulbRequest['askedBy'],
  actor: string,
): Promise<readonly object[]> {
  // Whoever corrects it meanwhile waits, or is seen by what comes next.
  await db.rows('SELECT FROM voices WHERE organisation_id = $1 AND id = $2 FOR UPDATE', [db.organisationId, voiceId]);
  const [voice] = await db.rows<{ isCorrected: boolean; mayBeUsed: boolean }>(
    `SELECT EXISTS (SELECT FROM voices n WHERE n.organisation_id = $1 AND n.corrects = v.id) AS "isCorrected",
       v.words_removed_at IS NULL AND NOT ${isRestricted('v.person_id')} AS "mayBeUsed"
     FROM voices v WHERE v.organisation_id = $1 AND v.id = $2`,
    [db.organisationId, voiceId],
  );
  if (voice?.isCorrected === true)
    throw new Problem('conflict', 'voice-corrected', 'This note was corrected. Mark the newer note instead.');
  if (voice?.mayBeUsed !== true)
    throw new Problem('conflict', 'voice-not-used', 'These words are kept and not used, so they carry no mark.');
  return set(db, voiceId, askedBy, actor);
}

interface Lit {
  readonly askedBy: LightbulbRequest['askedBy'];
  readonly setBy: string;
}

/** What was changed: nothing where it was lit already. */
async function set(db: Transaction, voiceId: string, askedBy: Lit['askedBy'], setBy: string): Promise<Lit[]> {
  return db.rows<Lit>(
    `INSERT INTO lightbulbs (organisation_id, id, voice_id, asked_by, set_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organisation_id, voice_id) WHERE taken_back_at IS NULL DO NOTHING
     RETURNING asked_by AS "askedBy", set_by AS "setBy"`,
    [db.organisationId, uuidv7(), voiceId, askedBy, setBy],
  );
}

/** What was changed: nothing where it was not lit. */
async function takeBack(db: Transaction, voiceId: string, actor: string): Promise<Lit[]> {
  return db.rows<Lit>(
    `UPDATE lightbulbs SET taken_back_by = $3, taken_back_at = now()
     WHERE organisation_id = $1 AND voice_id = $2 AND taken_back_at IS NULL
     RETURNING asked_by AS "askedBy", set_by AS "setBy"`,
    [db.organisationId, voiceId, actor],
  );
}
