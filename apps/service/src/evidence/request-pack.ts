import { makePackRequest, type PackShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readPack } from './show-pack.js';

/** Asks for a pack of evidence. A job makes it; everything in it counts as of now. */
@Injectable()
export class RequestPack {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. One that names people is asked for by those alone who may read what residents said. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<PackShown> {
    refuseUnless(caller.roles, 'evidence.make');
    const { ask, year, isPublication } = parseInput(makePackRequest, raw);
    if (!isPublication) refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM evidence_packs
         WHERE organisation_id = $1 AND asked_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return readPack(db, before.id);
      }
      if (ask !== undefined) {
        const [opened] = await db.rows(
          'SELECT 1 AS found FROM asks WHERE organisation_id = $1 AND id = $2 AND opened_at IS NOT NULL',
          [db.organisationId, ask],
        );
        if (!opened) throw new Problem('not-known', 'ask-unknown', 'There is no ask here that was put to anybody.');
      }
      if (year !== undefined) await refuseYearToCome(db, year);
      const id = uuidv7();
      await db.rows(
        `INSERT INTO evidence_packs (organisation_id, id, kind, ask_id, year, is_publication, as_of, asked_by,
           idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, date_trunc('milliseconds', now()), $7, $8, $9)`,
        [
          ...[db.organisationId, id, ask === undefined ? 'year' : 'ask', ask ?? null, year ?? null, isPublication],
          ...[caller.actor, once.idempotencyKey, once.requestHash],
        ],
      );
      await notice(db, 'evidence', [id]);
      await writeAudit(db, { actor: caller.actor, action: 'evidence.make', subject: `evidence:${id}` });
      return readPack(db, id);
    });
  }
}

/** Throws `Problem`: `year-to-come`. */
export async function refuseYearToCome(db: Transaction, year: number): Promise<void> {
  const [now] = await db.rows<{ year: number }>(
    `SELECT extract(year FROM now() AT TIME ZONE 'Europe/London')::int AS year`,
  );
  if (now && year > now.year)
    throw new Problem(
      'bad-input',
      'year-to-come',
      `year: ${year} has not begun. Write ${now.year} or a year before it.`,
    );
}
