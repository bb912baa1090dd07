import { publishListeningPageRequest, type ListeningPageShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readListeningPage } from './read-listening-page.js';
import { listeningPageOf } from './show-listening-page.js';

/** Puts the listening page of a year where everybody can read it, or takes it away. What was there before ends. */
@Injectable()
export class PublishListeningPage {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: `page-changed` when it would say something else than what was seen. Sent again it changes nothing. */
  async run(caller: Caller, raw: unknown): Promise<ListeningPageShown> {
    refuseUnless(caller.roles, 'evidence.make');
    const { year, contentHash } = parseInput(publishListeningPageRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await onePublisher(db);
      const { page, hash } = await readListeningPage(db, year);
      if (hash.toString('hex') !== contentHash)
        throw new Problem('conflict', 'page-changed', 'Something changed since you looked at it. Look at it again.');
      const [same] = await db.rows(
        `SELECT 1 AS found FROM listening_pages WHERE organisation_id = $1 AND ended_at IS NULL AND content_hash = $2`,
        [db.organisationId, hash],
      );
      if (!same) {
        const id = uuidv7();
        await endLive(db, caller.actor);
        await db.rows(
          `INSERT INTO listening_pages (organisation_id, id, year, page, content_hash, published_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [db.organisationId, id, year, JSON.stringify(page), hash, caller.actor],
        );
        await writeAudit(db, {
          actor: caller.actor,
          action: 'listening-page.publish',
          subject: `listening-page:${id}`,
        });
      }
      return listeningPageOf(db);
    });
  }

  /** Throws `Problem`. Where nothing stands it changes nothing. */
  async withdraw(caller: Caller): Promise<ListeningPageShown> {
    refuseUnless(caller.roles, 'evidence.make');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await onePublisher(db);
      const ended = await endLive(db, caller.actor);
      if (ended !== null)
        await writeAudit(db, {
          actor: caller.actor,
          action: 'listening-page.withdraw',
          subject: `listening-page:${ended}`,
        });
      return listeningPageOf(db);
    });
  }
}

async function onePublisher(db: Transaction): Promise<void> {
  await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('listening-page:' || $1, 0))`, [db.organisationId]);
}

async function endLive(db: Transaction, by: string): Promise<string | null> {
  const [ended] = await db.rows<{ id: string }>(
    `UPDATE listening_pages SET ended_at = now(), ended_by = $2
     WHERE organisation_id = $1 AND ended_at IS NULL RETURNING id`,
    [db.organisationId, by],
  );
  return ended?.id ?? null;
}
