import { connectors, type Connector, type ConnectorContext } from '@doorstep/connectors';
import { Inject, Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { filesPort, landlordFolder } from '../platform/files/index.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { paceOf } from '../platform/http/pace.js';
import { deliveredFiles } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openSql } from '../platform/sql/open-sql.js';
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
    @Inject(deliveredFiles) private readonly filesRoot: string | null,
  ) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string, signal: AbortSignal): Promise<OpenedConnection> {
    const { row, slug } = await this.database.inOrganisation(organisationId, async (db) => {
      const [landlord] = await db.rows<{ slug: string }>('SELECT slug FROM organisations WHERE id = $1', [
        organisationId,
      ]);
      return { row: await findConnection(db, named), slug: landlord?.slug };
    });
    const connector = connectors.get(row.connector);
    if (!connector)
      throw new Problem('unavailable', 'connector-unknown', `This version has no connector called ${row.connector}.`);
    const secrets = Object.entries(row.sealedSecrets).map(([field, sealed]) => [
      field,
      this.sealer.open(sealed, { organisationId, connectionId: row.id, field }),
    ]);
    const pace = paceOf(row.id, row.requestsPerMinute ?? connector.spec.requestsPerMinute ?? fast);
    const client = guardedClient(row.allowedAddresses, signal, undefined, pace);
    const configuration = connector.configure({ ...row.configuration, ...Object.fromEntries(secrets) });
    const target = connector.reaches?.sql?.(configuration);
    const sql = target ? openSql(target, row.allowedAddresses, signal) : null;
    const place = connector.reaches?.files?.(configuration);
    const root = landlordFolder(this.filesRoot, slug);
    const files = place ? filesPort(place, { root, addresses: row.allowedAddresses }, signal) : null;
    return {
      row,
      connector,
      configuration,
      context: {
        get: client.get,
        send: client.send,
        sql: sql?.port ?? null,
        files,
        now: () => new Date(),
        mapping: row.valueMapping,
        signal,
        kept: new Map(),
      },
      close: async () => {
        await Promise.all([client.close(), sql?.close(), files?.close()]);
      },
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
