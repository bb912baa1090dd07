import { Inject, Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';
import { householdOf, type StaffAtRecord } from '../records/index.js';
import type { PhotoOfEntry } from './take-photo-piece.js';

/** Who looks, and which of the photos they may see. */
interface Looking {
  readonly organisationId: string;
  readonly roles: readonly string[];
  readonly actor: string;
  /** Where the photo is stored; undefined where it is not for them, or has not arrived. */
  readonly find: (db: Transaction) => Promise<string | null | undefined>;
}

/** A photo that was kept, as a JPEG. Looking at it is in the audit. */
@Injectable()
export class ShowPhoto {
  constructor(
    private readonly database: Database,
    @Inject(objectStore) private readonly objects: ObjectStore,
  ) {}

  /** Throws `Problem`: 403 for a role that may not read what was said, 404 while it has not arrived. */
  async run({ organisationId, roles, actor }: Caller, photo: PhotoOfEntry): Promise<Buffer> {
    return this.show(photo, { organisationId, roles, actor, find: (db) => storedAs(db, photo) });
  }

  /** The same for staff at a record: only what belongs to a note that its household has in sight there. */
  async atRecord(staff: StaffAtRecord, photo: PhotoOfEntry): Promise<Buffer> {
    const { organisationId, roles, staffId } = staff;
    const find = async (db: Transaction) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      return (await isInSight(db, photo.entryId, owner?.householdId ?? null, staffId))
        ? storedAs(db, photo)
        : undefined;
    };
    return this.show(photo, { organisationId, roles, actor: `staff:${staffId}`, find });
  }

  private async show({ entryId }: PhotoOfEntry, { organisationId, roles, actor, find }: Looking): Promise<Buffer> {
    refuseUnless(roles, 'voices.read');
    const stored = await this.database.inOrganisation(organisationId, async (db) => {
      const found = await find(db);
      await writeAudit(db, { actor, action: 'visit.photo', subject: `visit-entry:${entryId}` });
      return found;
    });
    const bytes = typeof stored === 'string' ? await this.objects.get(stored) : undefined;
    if (!bytes) throw new Problem('not-known', 'photo-unknown', 'There is no such photo here, or it is on its way.');
    return bytes;
  }
}

async function storedAs(db: Transaction, { entryId, photoId }: PhotoOfEntry): Promise<string | null | undefined> {
  const [photo] = await db.rows<{ storedAs: string | null }>(
    `SELECT stored_as AS "storedAs" FROM visit_photos WHERE organisation_id = $1 AND id = $2 AND entry_id = $3`,
    [db.organisationId, photoId, entryId],
  );
  return photo?.storedAs;
}

/** Whether a visit belongs to a note of this household that was not taken back and is not about somebody else. */
async function isInSight(
  db: Transaction,
  entryId: string,
  householdId: string | null,
  staffId: string,
): Promise<boolean> {
  const [note] = await db.rows(
    `SELECT FROM visit_entries e JOIN voices v ON v.organisation_id = $1 AND v.id = e.voice_id
     WHERE e.organisation_id = $1 AND e.id = $2 AND v.household_id = $3
       AND v.withdrawn_at IS NULL AND (NOT v.is_about_another OR v.taken_by = $4)`,
    [db.organisationId, entryId, householdId, staffId],
  );
  return note !== undefined;
}
