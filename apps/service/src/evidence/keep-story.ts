import { storyConsentRequest, storyRequest, type StoryShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { isRestricted } from '../records/index.js';

/** Stories: kept with a voice, told only with consent, and no longer once it is withdrawn. */
@Injectable()
export class KeepStory {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<StoryShown> {
    refuseUnless(caller.roles, 'voices.read');
    const given = parseInput(storyRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        'SELECT id, request_hash FROM stories WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3',
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return readStory(db, before.id);
      }
      const id = uuidv7();
      const [kept] = await db.rows(
        `INSERT INTO stories (organisation_id, id, voice_id, happened, felt, changed, told_as, consent_kind, consented_at,
           recorded_by, idempotency_key, request_hash)
         SELECT $1, $2, v.id, $4, $5, $6, $7, $8::text, CASE WHEN $8::text IS NOT NULL THEN now() END, $9, $10, $11
         FROM voices v WHERE v.organisation_id = $1 AND v.id = $3 AND v.withdrawn_at IS NULL AND NOT v.is_anonymous
         RETURNING id`,
        [
          ...[db.organisationId, id, given.voiceId, given.happened, given.felt ?? null, given.changed ?? null],
          ...[given.toldAs, given.consent ?? null, caller.actor, once.idempotencyKey, once.requestHash],
        ],
      );
      if (!kept)
        throw new Problem(
          'not-known',
          'voice-unknown',
          'There is no such voice here, or nobody can be asked about it.',
        );
      await writeAudit(db, { actor: caller.actor, action: 'story.keep', subject: `story:${id}` });
      return readStory(db, id);
    });
  }

  /** They agree that it is told, also after they withdrew. Throws `Problem`. */
  async agree(caller: Caller, id: string, raw: unknown): Promise<StoryShown> {
    refuseUnless(caller.roles, 'voices.read');
    const { consent } = parseInput(storyConsentRequest, raw);
    return this.change(
      caller,
      id,
      'story.agree',
      `consented_at = now(), consent_kind = $3, withdrawn_at = NULL`,
      consent,
    );
  }

  /** It is in no pack that is made from now on. Said again it changes nothing. Throws `Problem`. */
  async withdraw(caller: Caller, id: string): Promise<StoryShown> {
    refuseUnless(caller.roles, 'voices.read');
    return this.change(caller, id, 'story.withdraw', `withdrawn_at = coalesce(withdrawn_at, now())`);
  }

  private async change(
    caller: Caller,
    id: string,
    action: string,
    set: string,
    ...more: string[]
  ): Promise<StoryShown> {
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await db.rows(`UPDATE stories SET ${set} WHERE organisation_id = $1 AND id = $2`, [
        db.organisationId,
        id,
        ...more,
      ]);
      const story = await readStory(db, id);
      await writeAudit(db, { actor: caller.actor, action, subject: `story:${id}` });
      return story;
    });
  }
}

/** Stories as they are shown, for a landlord in $1, without those whose voice was taken back; goes on with `AND` and an order. */
export const storiesShown = `
  SELECT s.id, s.happened, s.felt, s.changed, s.told_as AS "toldAs",
    CASE WHEN s.told_as = 'with-first-name' AND NOT ${isRestricted('p.id')} THEN p.given_name END AS "firstName", s.consent_kind AS consent,
    ${instant('s.consented_at')} AS "consentedAt", s.withdrawn_at IS NOT NULL AS "isWithdrawn"
  FROM stories s
  JOIN voices v ON v.organisation_id = $1 AND v.id = s.voice_id AND v.withdrawn_at IS NULL
  LEFT JOIN people p ON p.organisation_id = $1 AND p.id = v.person_id
  WHERE s.organisation_id = $1`;

async function readStory(db: Transaction, id: string): Promise<StoryShown> {
  const [story] = await db.rows<StoryShown>(`${storiesShown} AND s.id = $2`, [db.organisationId, id]);
  if (!story) throw new Problem('not-known', 'story-unknown', 'There is no such story here.');
  return story;
}
