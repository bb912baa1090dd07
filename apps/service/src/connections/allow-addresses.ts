import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { isCidr } from '../platform/http/address-policy.js';
import { parseInput } from '../platform/problem.js';
import { findConnection } from './open-connection.js';

const cidrs = z
  .array(z.string().refine(isCidr, 'write an address and its mask bits, for instance 10.20.0.0/16'))
  .max(50, 'allow 50 at most');

/**
 * Names the private addresses that a connection may reach; all others inside the network stay closed to it. The whole
 * list at once. Who did it, and which, is in the audit.
 */
@Injectable()
export class AllowAddresses {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, named: string, raw: readonly string[]): Promise<void> {
    const allowed = parseInput(cidrs, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      await db.rows('UPDATE connections SET allowed_addresses = $3 WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        id,
        allowed,
      ]);
      const detail = { allowed: allowed.join(' ') };
      await writeAudit(db, { actor, action: 'connection.allow', subject: `connection:${id}`, detail });
    });
  }
}
