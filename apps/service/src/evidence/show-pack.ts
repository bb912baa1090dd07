import type { PackShown } from '@doorstep/contracts/http';
import { Inject, Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';

export const packForms = ['html', 'csv', 'pdf'] as const;
export type PackForm = (typeof packForms)[number];

/** Where a pack is kept in the object store. */
export const packKey = (organisationId: string, packId: string, form: PackForm) =>
  `evidence/${organisationId}/${packId}/${form}`;

/** Shows how far a pack is, and the pack itself once it is made. */
@Injectable()
export class ShowPack {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** Throws `Problem`. */
  async run(caller: Caller, id: string): Promise<PackShown> {
    refuseUnless(caller.roles, 'evidence.read');
    return this.database.inOrganisation(caller.organisationId, (db) => readPack(db, id));
  }

  /** The bytes. Throws `Problem`: 403 for who may not read what residents said, 409 while it is being made. */
  async file(caller: Caller, id: string, form: PackForm): Promise<Buffer> {
    refuseUnless(caller.roles, 'evidence.read');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      const pack = await readPack(db, id);
      if (!pack.isPublication) refuseUnless(caller.roles, 'voices.read');
      if (pack.state !== 'made')
        throw new Problem('conflict', 'pack-not-made', 'This pack is still being made. Look again in a minute.');
      await writeAudit(db, { actor: caller.actor, action: 'evidence.read', subject: `evidence:${id}` });
    });
    const bytes = await this.objects.get(packKey(caller.organisationId, id, form));
    if (!bytes) throw new Problem('not-known', 'pack-unknown', 'This pack is no longer kept. Ask for a new one.');
    return bytes;
  }
}

/** Packs as they are shown, for a landlord in $1; goes on with `AND` and an order. */
export const packsShown = `
  SELECT p.id, p.kind, p.ask_id AS ask, a.question, p.year, p.is_publication AS "isPublication", p.state, p.step,
    p.steps_done AS "stepsDone", p.steps_in_all AS "stepsInAll", ${instant('p.as_of')} AS "asOf",
    encode(p.content_hash, 'hex') AS "contentHash"
  FROM evidence_packs p LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = p.ask_id
  WHERE p.organisation_id = $1`;

/** Throws `Problem` where there is none. */
export async function readPack(db: Transaction, id: string): Promise<PackShown> {
  const [pack] = await db.rows<PackShown>(`${packsShown} AND p.id = $2`, [db.organisationId, id]);
  if (!pack) throw new Problem('not-known', 'pack-unknown', 'There is no such pack here.');
  return pack;
}
