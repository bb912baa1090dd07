import { connectors } from '@doorstep/connectors';
import type { ConnectionShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import type { Connection } from './connection.entity.js';
import { fieldsOf } from './list-systems.js';
import { findConnection } from './open-connection.js';

/** Shorter secrets are mostly chosen by people, and four characters would give too much of one away. */
const longEnough = 16;

/** A connection as it is set, with when each secret was saved and by whom, and no secret. */
@Injectable()
export class ShowConnection {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string): Promise<ConnectionShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const row = await findConnection(db, named);
      const names = await staffNames(db);
      return {
        id: row.id,
        name: row.name,
        title: row.title,
        connector: row.connector,
        configuration: row.configuration,
        secrets: Object.entries(row.sealedSecrets).map(([field, sealed]) => this.secretOf(row, field, sealed, names)),
        allowedAddresses: row.allowedAddresses,
        allowedAddressesVersion: row.allowedAddressesVersion,
        pausedAt: row.pausedAt?.toISOString() ?? null,
        refusedAt: row.refusedAt?.toISOString() ?? null,
      };
    });
  }

  private secretOf(
    row: Connection,
    field: string,
    sealed: string,
    names: ReadonlyMap<string, string>,
  ): ConnectionShown['secrets'][number] {
    const settings = fieldsOf(connectors.get(row.connector)?.spec.configuration ?? {});
    const { by = '', at = row.createdAt.toISOString(), formerUntil = null } = row.secretChanges[field] ?? {};
    const secret = this.sealer.open(sealed, { organisationId: row.organisationId, connectionId: row.id, field });
    return {
      field,
      label: settings.find(({ name }) => name === field)?.label ?? field,
      savedAt: at,
      savedBy: names.get(by) ?? null,
      endsIn: secret.length >= longEnough ? secret.slice(-4) : null,
      formerUntil: formerUntil !== null && formerUntil > new Date().toISOString() ? formerUntil : null,
    };
  }
}

async function staffNames(db: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ actor: string; name: string }>(
    `SELECT 'staff:' || id AS actor, name FROM staff WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return new Map(rows.map(({ actor, name }) => [actor, name]));
}
