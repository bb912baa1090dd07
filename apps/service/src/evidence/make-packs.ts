import { createHash } from 'node:crypto';
import type { PackShown } from '@doorstep/contracts/http';
import { Inject, Injectable } from '@nestjs/common';
import { readTheirWord } from '../display/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { noticesDone } from '../platform/queue/notices.js';
import { composePack } from './compose-pack.js';
import { packCsv } from './pack-csv.js';
import { packInTheirWord } from './pack-in-their-word.js';
import { packHtml } from './pack-html.js';
import { packPdf } from './pack-pdf.js';
import { readAskEvidence, type AskEvidence } from './read-ask-evidence.js';
import { readStories } from './read-stories.js';
import { readYearEvidence } from './read-year-evidence.js';
import { packKey, readPack } from './show-pack.js';

/**
 * Makes packs that wait. Broken off, a pack stays as it was and is made again, with the same bytes: everything in it counts
 * as of the instant at which it was asked for.
 */
@Injectable()
export class MakePacks {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  async run(organisationId: string, ids: readonly string[], signal: AbortSignal): Promise<void> {
    for (const id of ids) await this.make(organisationId, id, signal);
  }

  private async make(organisationId: string, id: string, signal: AbortSignal): Promise<void> {
    const inTurn = <Result>(work: (db: Transaction) => Promise<Result>) => {
      signal.throwIfAborted();
      return this.database.inOrganisation(organisationId, work);
    };
    const { pack, landlord, asks, put } = await inTurn(async (db) => {
      const asked = await readPack(db, id);
      return {
        pack: asked,
        landlord: await landlordName(db),
        asks: await asksOf(db, asked),
        put: await readTheirWord(db),
      };
    });
    if (pack.state === 'made') return inTurn((db) => noticesDone(db, 'evidence', [id]));
    const inAll = asks.length + 2;
    const found: AskEvidence[] = [];
    for (const [at, ask] of asks.entries()) {
      await inTurn((db) => stepOf(db, id, 'asks', at, inAll));
      found.push(await inTurn((db) => readAskEvidence(db, ask, pack.asOf)));
    }
    await inTurn((db) => stepOf(db, id, 'stories', asks.length, inAll));
    const stories = await inTurn((db) => readStories(db, pack));
    const { year, asOf, isPublication } = pack;
    const around = year === null ? null : { year, ...(await inTurn((db) => readYearEvidence(db, year, asOf))) };
    const contents = { landlord, asks: found, stories, year: around, isPublication };
    const document = packInTheirWord(composePack(contents), put);
    await inTurn((db) => stepOf(db, id, 'layout', asks.length + 1, inAll));
    const html = Buffer.from(packHtml(document));
    await this.objects.put(packKey(organisationId, id, 'html'), html);
    await this.objects.put(packKey(organisationId, id, 'csv'), Buffer.from(packCsv(document)));
    await this.objects.put(packKey(organisationId, id, 'pdf'), await packPdf(document));
    await inTurn(async (db) => {
      await db.rows(
        `UPDATE evidence_packs SET state = 'made', step = NULL, steps_done = $3, content_hash = $4, made_at = now()
         WHERE organisation_id = $1 AND id = $2 AND state <> 'made'`,
        [db.organisationId, id, inAll, createHash('sha256').update(html).digest()],
      );
      await noticesDone(db, 'evidence', [id]);
    });
  }
}

async function stepOf(
  db: Transaction,
  id: string,
  step: NonNullable<PackShown['step']>,
  done: number,
  inAll: number,
): Promise<void> {
  await db.rows(
    `UPDATE evidence_packs SET state = 'making', step = $3, steps_done = $4, steps_in_all = $5
     WHERE organisation_id = $1 AND id = $2 AND state <> 'made'`,
    [db.organisationId, id, step, done, inAll],
  );
}

export async function landlordName(db: Transaction): Promise<string> {
  const [landlord] = await db.rows<{ name: string }>('SELECT name FROM organisations WHERE id = $1', [
    db.organisationId,
  ]);
  return landlord?.name ?? '';
}

/** The ask of a pack, or those of its year. */
async function asksOf(db: Transaction, { ask, year, asOf }: PackShown): Promise<string[]> {
  if (year !== null) return asksOfYear(db, year, asOf);
  return ask === null ? [] : [ask];
}

/** The asks that were open or decided in a year, as of an instant (RFC 3339), in the order in which they were opened. */
export async function asksOfYear(db: Transaction, year: number, asOf: string): Promise<string[]> {
  const asks = await db.rows<{ id: string }>(
    `SELECT a.id FROM asks a
     WHERE a.organisation_id = $1 AND a.opened_at <= $3 AND (
       EXISTS (SELECT FROM (
           SELECT coalesce(lag(c.until) OVER (ORDER BY c.until), a.opened_at) AS since, c.closed_at FROM (
             SELECT reopened_at AS until, closed_at FROM ask_reopenings WHERE organisation_id = $1 AND ask_id = a.id
             UNION ALL SELECT NULL, a.closed_at) c) span
         WHERE span.since <= $3 AND span.since < make_timestamptz($2 + 1, 1, 1, 0, 0, 0, 'Europe/London')
           AND (span.closed_at IS NULL OR span.closed_at >= make_timestamptz($2, 1, 1, 0, 0, 0, 'Europe/London')))
       OR EXISTS (SELECT FROM ask_decisions d WHERE d.organisation_id = $1 AND d.ask_id = a.id
         AND d.recorded_at <= $3 AND extract(year FROM d.decided_on) = $2))
     ORDER BY a.opened_at, a.id`,
    [db.organisationId, year, asOf],
  );
  return asks.map(({ id }) => id);
}
