import { ConfigurationProblem, connectors, type Connector, type ConnectorContext } from '@doorstep/connectors';
import type { ConnectionProposal } from '@doorstep/contracts/http';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database.js';
import { filesPort, landlordFolder } from '../platform/files/index.js';
import { isCidr } from '../platform/http/address-policy.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { paceOf } from '../platform/http/pace.js';
import { deliveredFiles } from '../platform/platform.module.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openSql } from '../platform/sql/open-sql.js';
import { secretFields } from './settings-of.js';
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
    return this.with(organisationId, named, {}, signal);
  }

  /** The same with other secrets in place of some, to try them before they are saved. */
  async with(
    organisationId: string,
    named: string,
    instead: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<OpenedConnection> {
    const row = await this.database.inOrganisation(organisationId, (db) => findConnection(db, named));
    const secrets = Object.entries(row.sealedSecrets).map(([field, sealed]) => [
      field,
      this.sealer.open(sealed, { organisationId, connectionId: row.id, field }),
    ]);
    return this.open(row, { ...row.configuration, ...Object.fromEntries(secrets), ...instead }, signal);
  }

  /** Settings that were never saved. Throws `Problem` when they cannot be used. */
  async proposed(organisationId: string, proposal: ConnectionProposal, signal: AbortSignal): Promise<OpenedConnection> {
    const { connector: name, configuration, allowedAddresses } = proposal;
    const connector = connectors.get(name);
    if (!connector)
      throw new Problem(
        'bad-input',
        'connector-unknown',
        `There is no connector called ${name}. Choose one of the list.`,
      );
    if (!allowedAddresses.every(isCidr))
      throw new Problem('bad-input', 'address', 'Write each address with its mask bits, for instance 10.20.0.0/16.');
    const secrets = secretFields(connector.spec.configuration);
    const row = Object.assign(new Connection(), {
      organisationId,
      id: `proposed ${organisationId}`,
      name: 'proposed',
      title: connector.spec.title,
      connector: name,
      configuration: Object.fromEntries(Object.entries(configuration).filter(([field]) => !secrets.has(field))),
      sealedSecrets: {},
      valueMapping: connector.defaultMapping,
      allowedAddresses,
      requestsPerMinute: null,
    });
    return this.open(row, configuration, signal);
  }

  private async open(
    row: Connection,
    settings: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<OpenedConnection> {
    const connector = connectors.get(row.connector);
    if (!connector)
      throw new Problem('unavailable', 'connector-unknown', `This version has no connector called ${row.connector}.`);
    const configuration = configured(connector, settings);
    const slug = await this.database.inOrganisation(row.organisationId, async (db) => {
      const [landlord] = await db.rows<{ slug: string }>('SELECT slug FROM organisations WHERE id = $1', [
        row.organisationId,
      ]);
      return landlord?.slug;
    });
    const pace = paceOf(row.id, row.requestsPerMinute ?? connector.spec.requestsPerMinute ?? fast);
    const client = guardedClient(row.allowedAddresses, signal, undefined, pace);
    const target = connector.reaches?.sql?.(configuration);
    const sql = target ? openSql(target, row.allowedAddresses, signal) : null;
    const place = connector.reaches?.files?.(configuration);
    const root = landlordFolder(this.filesRoot, slug);
    const files = place ? filesPort(place, { root, addresses: row.allowedAddresses }, signal, pace) : null;
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

/** Throws `Problem` with the connector's own sentence for settings that it cannot use. */
export function configured(connector: Connector, settings: Readonly<Record<string, unknown>>): unknown {
  try {
    return connector.configure(settings);
  } catch (error) {
    if (error instanceof ConfigurationProblem) throw new Problem('bad-input', 'configuration', error.message);
    throw error;
  }
}

/** By short name or id. Throws `Problem`. */
export async function findConnection(db: Transaction, named: string): Promise<Connection> {
  return find(db, named, false);
}

/** The same, and nobody else may change it before the transaction ends: for what is read, worked out and written back. */
export async function holdConnection(db: Transaction, named: string): Promise<Connection> {
  return find(db, named, true);
}

async function find(db: Transaction, named: string, isHeld: boolean): Promise<Connection> {
  const isId = /^[0-9a-f-]{36}$/.test(named);
  const row = await db.manager.findOne(Connection, {
    where: { organisationId: db.organisationId, removedAt: IsNull(), ...(isId ? { id: named } : { name: named }) },
    ...(isHeld ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
  if (!row) throw new Problem('not-known', 'connection-unknown', `There is no connection called ${named}.`);
  return row;
}
