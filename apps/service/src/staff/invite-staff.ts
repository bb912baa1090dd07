import { inviteStaff, type StaffInvited } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { writeOnce } from '../platform/write-once.js';
import { addStaff } from './add-staff.js';
import { readStaff } from './list-staff.js';
import { makeLink } from './make-sign-in-link.js';

/** Adds somebody and makes the link that signs them in, once. It is shown this once. */
@Injectable()
export class InviteStaff {
  constructor(private readonly database: Database) {}

  /** `key` is the Idempotency-Key: sent again, it is the same person, with a new link in place of the first. Throws `Problem`. */
  async run(actor: string, organisationId: string, key: string | undefined, raw: unknown): Promise<StaffInvited> {
    const invited = parseInput(inviteStaff, raw);
    const { idempotencyKey } = writeOnce(key, invited);
    const id = uuidv5(`staff ${idempotencyKey}`, organisationId);
    return this.database.inOrganisation(organisationId, async (db) => {
      const isNew = await addStaff(db, actor, id, invited);
      const [known] = await readStaff(db, id);
      if (!isNew && known!.name !== invited.name)
        throw new Problem(
          'reused-key',
          'idempotency-key-reused',
          'This Idempotency-Key was used for another entry. Send a new one.',
        );
      const { address, expiresAt } = await makeLink(db, actor, id);
      const [staff] = await readStaff(db, id);
      return { staff: staff!, address, expiresAt };
    });
  }
}
