import type { PolicyClashRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { WriteOnce } from '../platform/write-once.js';
import { householdOf, recordUnknown, type StaffAtRecord } from '../records/index.js';
import { keepPolicyClash } from './keep-policy-clash.js';

/** Staff at a record say that a policy does not fit. The record says which place it is about, and nothing else of it is kept. */
@Injectable()
export class SayPolicyClash {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. There is nothing to point at afterwards, so nothing is answered. */
  async run(staff: StaffAtRecord, clash: PolicyClashRequest, once: WriteOnce): Promise<void> {
    refuseUnless(staff.roles, 'voices.write');
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner) throw recordUnknown();
      const [home] = await db.rows<{ id: string | null }>(
        'SELECT home_id AS id FROM tenancies WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, owner.householdId],
      );
      await keepPolicyClash(db, home?.id ?? null, clash, once);
    });
  }
}
