import { connectors } from '@doorstep/connectors';
import type { ConnectionSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { isCidr } from '../platform/http/address-policy.js';
import { Problem, parseInput } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { savedNow } from './change-secret.js';
import { Connection } from './connection.entity.js';
import { summaryOf } from './list-connections.js';
import { configured } from './open-connection.js';
import { secretFields } from './settings-of.js';

const input = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens, for instance housing'),
  title: z.string().trim().min(1).max(100).optional(),
  connector: z.string(),
  configuration: z.record(z.string(), z.unknown()),
  allowedAddresses: z
    .array(z.string().refine(isCidr, 'write an address and its mask bits, for instance 10.20.0.0/16'))
    .default([]),
  syncEveryMinutes: z
    .number('write whole minutes from 1 to 1440')
    .int('write whole minutes from 1 to 1440')
    .min(1, 'write whole minutes from 1 to 1440')
    .max(1440, 'write whole minutes from 1 to 1440')
    .default(15),
});

/** Adds a connection to a housing system. Its secret fields are sealed before anything is written. */
@Injectable()
export class AddConnection {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `once`: with it, the same sent again answers what it made the first time. */
  async run(
    actor: string,
    organisationId: string,
    raw: z.input<typeof input>,
    once: WriteOnce | null = null,
  ): Promise<ConnectionSummary> {
    const given = parseInput(input, raw);
    const connector = connectors.get(given.connector);
    if (!connector) {
      throw new Problem(
        'bad-input',
        'connector-unknown',
        `There is no connector called ${given.connector}. There are: ${[...connectors.keys()].join(', ')}.`,
      );
    }
    configured(connector, given.configuration);
    const id = uuidv7();
    const { open, sealed } = this.splitSecrets(
      organisationId,
      id,
      secretFields(connector.spec.configuration),
      given.configuration,
    );
    const row = {
      organisationId,
      id,
      name: given.name,
      title: given.title ?? connector.spec.title,
      connector: given.connector,
      configuration: open,
      sealedSecrets: sealed,
      valueMapping: connector.defaultMapping,
      allowedAddresses: given.allowedAddresses,
      syncEveryMinutes: given.syncEveryMinutes,
      secretChanges: Object.fromEntries(Object.keys(sealed).map((field) => [field, savedNow(actor)])),
      addedWith: once?.idempotencyKey ?? null,
      addedHash: once?.requestHash ?? null,
    };
    try {
      const before = await this.database.inOrganisation(organisationId, async (db) => {
        const known = once === null ? null : await addedBefore(db, once);
        if (known !== null) return known;
        await db.manager.insert(Connection, row as never);
        await writeAudit(db, {
          actor,
          action: 'connection.add',
          subject: `connection:${id}`,
          detail: { connector: given.connector, allowed: given.allowedAddresses.join(' ') },
        });
        return null;
      });
      if (before !== null) return before;
    } catch (error) {
      if ((error as { driverError?: { constraint?: string } }).driverError?.constraint === 'uq_connections_name') {
        throw new Problem(
          'conflict',
          'connection-exists',
          `There is a connection called ${given.name} already. Choose another name.`,
        );
      }
      throw error;
    }
    return { id, name: row.name, title: row.title, connector: row.connector, lastCompleteAt: null };
  }

  private splitSecrets(
    organisationId: string,
    connectionId: string,
    secrets: ReadonlySet<string>,
    configuration: Readonly<Record<string, unknown>>,
  ): { open: Record<string, unknown>; sealed: Record<string, string> } {
    const open: Record<string, unknown> = {};
    const sealed: Record<string, string> = {};
    for (const [field, value] of Object.entries(configuration)) {
      if (secrets.has(field)) sealed[field] = this.sealer.seal(String(value), { organisationId, connectionId, field });
      else open[field] = value;
    }
    return { open, sealed };
  }
}

/** What a key already made. Throws `Problem` where it made something else. */
async function addedBefore(db: Transaction, once: WriteOnce): Promise<ConnectionSummary | null> {
  await takeTurn(db, 'connections', once);
  const row = await db.manager.findOneBy(Connection, {
    organisationId: db.organisationId,
    addedWith: once.idempotencyKey,
  });
  if (row === null) return null;
  refuseReuse({ request_hash: row.addedHash ?? Buffer.alloc(0) }, once);
  return summaryOf(row);
}
