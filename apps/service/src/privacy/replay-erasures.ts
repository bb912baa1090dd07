import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { backupDaysKept } from '../platform/platform.module.js';
import { erasedHash } from '../sync/index.js';
import { EraseResident } from './erase-resident.js';
import { ErasureJournal, takeErasure, type Erasure, type JournalEntry } from './erasure-journal.js';
import { residentOf } from './find-resident.js';
import { changeCaseRow } from './read-case.js';

/** What came of the erasures that the journal knows of. */
export interface Replayed {
  /** Erasures that the database did not have, and has now. */
  readonly carriedOut: number;
  /** Names of entries that cannot be read: somebody has to look. */
  readonly unreadable: readonly string[];
}

/**
 * Carries out again what the journal knows and the database does not, after it was restored from an older backup. An
 * erasure closes its case in the transaction that erases, so an open or missing case is one to carry out. Run twice, or by
 * two at once, it does nothing more.
 */
@Injectable()
export class ReplayErasures {
  constructor(
    private readonly database: Database,
    private readonly journal: ErasureJournal,
    private readonly eraseResident: EraseResident,
    @Inject(backupDaysKept) private readonly backupDays: number,
  ) {}

  /** Also removes entries that are older than any backup. Throws where the object store does not answer. */
  async run(actor: string, organisationId: string): Promise<Replayed> {
    const entries = await this.journal.list(organisationId);
    if (entries.length === 0) return { carriedOut: 0, unreadable: [] };
    const { closed, oldest } = await this.database.inOrganisation(organisationId, (db) =>
      whatStands(db, entries, this.backupDays),
    );
    const unreadable: string[] = [];
    let carriedOut = 0;
    for (const entry of entries) {
      if (!closed.has(entry.caseId)) {
        const came = await this.carryOut(actor, organisationId, entry);
        if (came === 'unreadable') unreadable.push(entry.key);
        else if (came === 'done') carriedOut += 1;
      }
      if (entry.day < oldest) await this.journal.remove(entry);
    }
    return { carriedOut, unreadable };
  }

  /** `nothing`: nothing was left of them to erase, or to keep away. */
  private async carryOut(
    actor: string,
    organisationId: string,
    entry: JournalEntry,
  ): Promise<'done' | 'nothing' | 'unreadable'> {
    return this.database.inOrganisation(organisationId, async (db) => {
      await takeErasure(db, entry.caseId);
      const { closed } = await whatStands(db, [entry], this.backupDays);
      if (closed.has(entry.caseId)) return 'nothing';
      // Read only now: one that failed meanwhile was told to whoever asked for it, and is in the journal no more.
      const erasure = await this.journal.read(entry);
      if (erasure === 'gone') return 'nothing';
      if (erasure === undefined) return 'unreadable';
      const { day } = entry;
      const kept = await keepAway(db, erasure);
      const here = await whoIsHere(db, erasure);
      const [first] = here;
      if (first === undefined && kept === 0) return 'nothing';
      let detail = {};
      if (first !== undefined) {
        detail = await this.eraseResident.run(db, actor, await residentOf(db, first, here));
        await closeCase(db, actor, first, day, erasure);
      }
      await writeAudit(db, {
        actor,
        action: 'privacy.erase-again',
        subject: first === undefined ? `privacy-case:${erasure.caseId}` : `person:${first}`,
        detail: { ...detail, references: kept, erasedOn: day },
      });
      return 'done';
    });
  }
}

/** Which of these cases are closed, as whatever, and the day before which no backup is kept. */
async function whatStands(db: Transaction, entries: readonly { readonly caseId: string }[], backupDays: number) {
  const closed = await db.rows<{ id: string }>(
    'SELECT id FROM privacy_cases WHERE organisation_id = $1 AND id = ANY ($2::uuid[]) AND closed_on IS NOT NULL',
    [db.organisationId, entries.map(({ caseId }) => caseId)],
  );
  const [kept] = await db.rows<{ day: string }>('SELECT (current_date - $1::int)::text AS day', [backupDays]);
  return { closed: new Set(closed.map(({ id }) => id)), oldest: kept!.day };
}

/** Keeps the hashes of their references, so that the next sync leaves them out. Answers how many were missing. */
async function keepAway(db: Transaction, { references }: Erasure): Promise<number> {
  const missing = await db.rows(
    `INSERT INTO erased_references (organisation_id, connection_id, entity, key_hash)
     SELECT $1, c.id, 'person', decode(r.hash, 'hex') FROM unnest($2::uuid[], $3::text[]) AS r (connection_id, hash)
     JOIN connections c ON c.organisation_id = $1 AND c.id = r.connection_id
     ON CONFLICT DO NOTHING RETURNING key_hash`,
    [db.organisationId, ...columnsOf(references)],
  );
  return missing.length;
}

/** Our ids of them: those of then, and of rows that a sync made since, under the same reference. */
async function whoIsHere(db: Transaction, { personIds, references }: Erasure): Promise<string[]> {
  const found = await db.rows<{ id: string }>(
    `SELECT p.id FROM people p WHERE p.organisation_id = $1 AND (p.id = ANY ($4::uuid[])
       OR (p.connection_id, ${erasedHash('p.reference_id', 'p.connection_id')}) IN (
         SELECT r.connection_id, decode(r.hash, 'hex') FROM unnest($2::uuid[], $3::text[]) AS r (connection_id, hash)))
     ORDER BY p.id`,
    [db.organisationId, ...columnsOf(references), personIds],
  );
  return found.map(({ id }) => id);
}

function columnsOf(references: Erasure['references']): [string[], string[]] {
  return [references.map(({ connectionId }) => connectionId), references.map(({ hash }) => hash)];
}

/** Their case is closed on the day on which it was; one that the backup does not know is written down again. */
async function closeCase(
  db: Transaction,
  actor: string,
  personId: string,
  day: string,
  { caseId, receivedOn, dueOn }: Erasure,
): Promise<void> {
  await db.rows(
    `INSERT INTO privacy_cases (organisation_id, id, person_id, kind, received_on, due_on, opened_by, changed_by,
       idempotency_key, request_hash)
     VALUES ($1, $2, $3, 'erase', $4, $5, $6, $6, $7, $8) ON CONFLICT ON CONSTRAINT pk_privacy_cases DO NOTHING`,
    [
      ...[db.organisationId, caseId, personId, receivedOn, dueOn, actor],
      ...[`erased-again-${caseId}`, createHash('sha256').update(caseId).digest()],
    ],
  );
  await changeCaseRow(db, actor, caseId, `closed_on = $4, closed_as = 'erased'`, [day]);
}
