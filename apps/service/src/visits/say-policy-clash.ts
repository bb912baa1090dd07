import type { VisitPolicyClash } from '@doorstep/contracts/visit';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { keepPolicyClash } from '../policy-reviews/index.js';
import type { WriteOnce } from '../platform/write-once.js';
import { CheckPhone } from './check-phone.js';
import { placeOfJob } from './place-of-job.js';

/** Whoever is at a door says that a policy does not fit. The job says which place it is about, and nothing else of it is kept. */
@Injectable()
export class SayPolicyClashAtDoor {
  constructor(
    private readonly database: Database,
    private readonly checkPhone: CheckPhone,
  ) {}

  /** Throws `Problem`. There is nothing to point at afterwards, so nothing is answered. */
  async run(authorization: string | undefined, { jobId, ...clash }: VisitPolicyClash, once: WriteOnce): Promise<void> {
    const { organisationId } = await this.checkPhone.onShift(authorization);
    await this.database.inOrganisation(organisationId, async (db) => {
      const place = await placeOfJob(db, jobId, new Date().toISOString());
      await keepPolicyClash(db, place?.homeId ?? null, clash, once);
    });
  }
}
