import { retentionKinds, type RetentionKindName } from '@doorstep/domain';
import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { packForms, packKey } from '../evidence/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { whatIsOld } from './what-is-old.js';

/** So few at once that nobody else waits for them. */
const atOnce = 200;

/** Removes what is older than the landlord keeps it, in small steps, each whole. Run twice it removes nothing more. */
@Injectable()
export class RemoveOld {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** Answers how many were removed of each kind that was due: looked through once a day. */
  async run(organisationId: string): Promise<Partial<Record<RetentionKindName, number>>> {
    const removed: Partial<Record<RetentionKindName, number>> = {};
    for (const kind of Object.keys(retentionKinds) as RetentionKindName[]) {
      const before = await this.database.inOrganisation(organisationId, (db) => beginDay(db, kind));
      if (before === undefined) continue;
      let count = 0;
      for (let step = -1; step === -1 || step === atOnce; count += step)
        step = await this.database.removingOld(organisationId, (db) => this.removeSome(db, kind, before));
      removed[kind] = count;
      await this.database.inOrganisation(organisationId, (db) => endDay(db, kind, count));
    }
    return removed;
  }

  private async removeSome(db: Transaction, kind: RetentionKindName, before: string): Promise<number> {
    const old = await db.rows<{ id: string }>(`${whatIsOld[kind]} ORDER BY at LIMIT ${atOnce}`, [
      db.organisationId,
      before,
    ]);
    if (old.length > 0)
      await this.remove[kind](
        db,
        old.map(({ id }) => id),
      );
    return old.length;
  }

  private readonly remove: Readonly<Record<RetentionKindName, (db: Transaction, ids: string[]) => Promise<void>>> = {
    'unnamed-words': async (db, ids) => {
      await db.rows(
        `UPDATE voices SET words = '…', words_removed_at = now() WHERE organisation_id = $1 AND id = ANY ($2::uuid[])`,
        [db.organisationId, ids],
      );
    },
    contacts: async (db, ids) => {
      await remove(db, 'decisions', 'contact_id', ids);
      await remove(db, 'contacts', 'id', ids);
    },
    'visit-photos': async (db, ids) => {
      const photos = await db.rows<{ stored_as: string }>(
        `SELECT stored_as FROM visit_photos WHERE organisation_id = $1 AND id = ANY ($2::uuid[])`,
        [db.organisationId, ids],
      );
      // The pictures first: a row without its picture is found again tomorrow, a picture without its row never.
      for (const { stored_as } of photos) await this.objects.remove(stored_as);
      await remove(db, 'visit_photos', 'id', ids);
    },
    'hand-offs': async (db, ids) => {
      await db.rows(
        'UPDATE visit_entries SET hand_off_id = NULL WHERE organisation_id = $1 AND hand_off_id = ANY ($2::uuid[])',
        [db.organisationId, ids],
      );
      for (const table of ['complaint_choices', 'route_choices', 'write_backs', 'hand_off_contents'])
        await remove(db, table, 'hand_off_id', ids);
      await remove(db, 'hand_offs', 'id', ids);
    },
    stories: (db, ids) => remove(db, 'stories', 'id', ids),
    'personal-packs': async (db, ids) => {
      // The files first, as above.
      for (const id of ids)
        for (const form of packForms) await this.objects.remove(packKey(db.organisationId, id, form));
      await remove(db, 'evidence_packs', 'id', ids);
    },
    'policy-clashes': (db, ids) => remove(db, 'policy_clashes', 'id', ids),
  };
}

async function remove(db: Transaction, table: string, column: string, ids: readonly string[]): Promise<void> {
  await db.rows(`DELETE FROM ${table} WHERE organisation_id = $1 AND ${column} = ANY ($2::uuid[])`, [
    db.organisationId,
    ids,
  ]);
}

/** Before when things are old, where the kind is set and was not looked through in the last 20 hours. Claimed by one alone. */
async function beginDay(db: Transaction, kind: RetentionKindName): Promise<string | undefined> {
  const [due] = await db.rows<{ before: Date }>(
    `UPDATE retention_settings SET ran_at = now(), removed = 0
     WHERE organisation_id = $1 AND kind = $2 AND months IS NOT NULL
       AND coalesce(ran_at, '-infinity') < now() - interval '20 hours'
     RETURNING now() - make_interval(months => months) AS before`,
    [db.organisationId, kind],
  );
  return due?.before.toISOString();
}

async function endDay(db: Transaction, kind: RetentionKindName, removed: number): Promise<void> {
  if (removed === 0) return;
  await db.rows('UPDATE retention_settings SET removed = $3 WHERE organisation_id = $1 AND kind = $2', [
    db.organisationId,
    kind,
    removed,
  ]);
  await writeAudit(db, {
    actor: 'doorstep',
    action: 'retention.remove',
    subject: `organisation:${db.organisationId}`,
    detail: { kind, removed },
  });
}
