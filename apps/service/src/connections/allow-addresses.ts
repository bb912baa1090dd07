import type { AddressesAllowed } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { nameOf } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { isCidr } from '../platform/http/address-policy.js';
import { parseInput, Problem } from '../platform/problem.js';
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

  /**
   * `version` is the one that was read, null on top of whatever stands. Throws `Problem`: when another change came in
   * between, with who made it.
   */
  async run(
    actor: string,
    organisationId: string,
    named: string,
    raw: readonly string[],
    version: number | null,
  ): Promise<void> {
    const allowed = parseInput(cidrs, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      const changed = await db.rows(
        `UPDATE connections SET allowed_addresses = $3, allowed_addresses_version = allowed_addresses_version + 1,
           allowed_addresses_changed_by = $4, allowed_addresses_changed_at = now()
         WHERE organisation_id = $1 AND id = $2 AND allowed_addresses_version = coalesce($5, allowed_addresses_version)
         RETURNING id`,
        [organisationId, id, allowed, actor, version],
      );
      if (changed.length === 0) throw await changedMeanwhile(db, id);
      const detail = { allowed: allowed.join(' ') };
      await writeAudit(db, { actor, action: 'connection.allow', subject: `connection:${id}`, detail });
    });
  }
}

async function changedMeanwhile(db: Transaction, id: string): Promise<Problem> {
  const [stored] = await db.rows<AddressesAllowed>(
    `SELECT allowed_addresses_version AS version, allowed_addresses AS "allowedAddresses",
       ${nameOf('connections.allowed_addresses_changed_by')} AS "changedBy",
       ${instant('allowed_addresses_changed_at')} AS "changedAt"
     FROM connections WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id],
  );
  const says = 'Somebody else changed these addresses since you read them. Read them again and put your change on top.';
  return new Problem('conflict', 'addresses-changed', says, stored);
}
