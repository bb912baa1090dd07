import { Inject, Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';
import type { PhotoOfEntry } from './take-photo-piece.js';

/** A photo that was kept, as a JPEG. Looking at it is in the audit. */
@Injectable()
export class ShowPhoto {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** Throws `Problem`: 403 for a role that may not read what was said, 404 while it has not arrived. */
  async run(caller: Caller, { entryId, photoId }: PhotoOfEntry): Promise<Buffer> {
    refuseUnless(caller.roles, 'voices.read');
    const storedAs = await this.database.inOrganisation(caller.organisationId, async (db) => {
      const [photo] = await db.rows<{ storedAs: string | null }>(
        `SELECT stored_as AS "storedAs" FROM visit_photos WHERE organisation_id = $1 AND id = $2 AND entry_id = $3`,
        [db.organisationId, photoId, entryId],
      );
      await writeAudit(db, { actor: caller.actor, action: 'visit.photo', subject: `visit-entry:${entryId}` });
      return photo?.storedAs ?? null;
    });
    const bytes = storedAs === null ? undefined : await this.objects.get(storedAs);
    if (!bytes) throw new Problem('not-known', 'photo-unknown', 'There is no such photo here, or it is on its way.');
    return bytes;
  }
}
