import { connectors, type Connector, type ConnectorContext } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { paceOf } from '../platform/http/pace.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { Connection } from './connection.entity.js';

/** Requests a minute to a system that names no limit. */
const fast = 60_000;

/** A connection ready to be read: secrets opened, the guarded client in place. Close it when done. */
export interface OpenedConnection {
  readonly row: Connection;
  readonly connector: Connector;
  readonly configuration: unknown;
  readonly context: ConnectorContext;
  close(): Promise<void>;
}

@Injectable()
export class OpenConnection {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string, signal: AbortSignal): Promise<OpenedConnection> {
    const row = await this.database.inOrganisation(organisationId, (db) => findConnection(db, named));
    const connector = connectors.get(row.connector);
    if (!connector)
      throw new Problem('unavailable', 'connector-unknown', `This version has no connector called ${row.connector}.`);
    const secrets = Object.entries(row.sealedSecrets).map(([field, sealed]) => [
      field,
      this.sealer.open(sealed, { organisationId, connectionId: row.id, field }),
    ]);
    const pace = paceOf(row.id, row.requestsPerMinute ?? connector.spec.requestsPerMinute ?? fast);
    const client = guardedClient(row.allowedAddresses, signal, undefined, pace);
    return {
      row,
      connector,
      configuration: connector.configure({ ...row.configuration, ...Object.fromEntries(secrets) }),
      context: {
        get: client.get,
        send: client.send,
        sql: null,
        files: null,
        now: () => new Date(),
        mapping: row.valueMapping,
        signal,
        kept: new Map(),
      },
      close: () => client.close(),
    };
  }
}

/** By short name or id. Throws `Problem`. */
export async function findConnection(db: Transaction, named: string): Promise<Connection> {
  const isId = /^[0-9a-f-]{36}$/.test(named);
  const row = await db.manager.findOneBy(Connection, {
    organisationId: db.organisationId,
    ...(isId ? { id: named } : { name: named }),
  });
  if (!row) throw new Problem('not-known', 'connection-unknown', `There is no connection called ${named}.`);
  return row;
}
