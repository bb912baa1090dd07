import type { AlertRecord } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { OpenConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** How old a reading may be, in minutes: to decide on, and to keep showing a prompt that was decided before. */
export const freshFor = { deciding: 15, standing: 6 * 60 };

interface PersonToRead {
  readonly id: string;
  readonly connection_id: string;
  readonly reference_id: string;
}

/**
 * Reads the alerts of everyone in the given households, unless read within `freshForMinutes`. Hackney answers alerts person by
 * person only, so they are asked for where they matter: before a decision. What cannot be read leaves no reading, and
 * without one nothing is asked (row 30 of the suppression table).
 */
@Injectable()
export class ReadAlerts {
  constructor(
    private readonly database: Database,
    private readonly openConnection: OpenConnection,
  ) {}

  async run(
    organisationId: string,
    tenancyIds: readonly string[],
    signal: AbortSignal,
    freshForMinutes: number = freshFor.deciding,
  ): Promise<void> {
    const people = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<PersonToRead>(
        `SELECT DISTINCT p.id, p.connection_id, p.reference_id
         FROM tenancy_parties y JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id
         LEFT JOIN alert_readings a ON a.organisation_id = $1 AND a.person_id = p.id
         WHERE y.organisation_id = $1 AND y.tenancy_id = ANY ($2::uuid[]) AND p.deleted_at IS NULL
           AND (a.read_at IS NULL OR a.read_at < now() - make_interval(mins => $3))`,
        [organisationId, tenancyIds, freshForMinutes],
      ),
    );
    for (const connectionId of new Set(people.map((one) => one.connection_id))) {
      const theirs = people.filter((one) => one.connection_id === connectionId);
      await this.readFrom(organisationId, connectionId, theirs, signal);
    }
  }

  private async readFrom(
    organisationId: string,
    connectionId: string,
    people: readonly PersonToRead[],
    signal: AbortSignal,
  ): Promise<void> {
    const connection = await this.openConnection.run(organisationId, connectionId, signal);
    try {
      const stream = connection.connector.spec.streams.find(
        (one) => one.entity === 'alert' && one.access === 'hydrate',
      );
      if (!stream) {
        await this.database.inOrganisation(organisationId, (db) => writeAlerts(db, people, []));
        return;
      }
      const alerts: AlertRecord[] = [];
      const unread = new Set<string>();
      const keys = people.map((one) => one.reference_id);
      for await (const message of connection.connector.hydrate(
        connection.configuration,
        stream.name,
        keys,
        connection.context,
      )) {
        if (message.type === 'RECORD' && message.record.entity === 'alert') alerts.push(message.record);
        if (message.type === 'PROBLEM') {
          if (message.key === null) return;
          unread.add(message.key);
        }
      }
      const read = people.filter((one) => !unread.has(one.reference_id));
      await this.database.inOrganisation(organisationId, (db) => writeAlerts(db, read, alerts));
    } finally {
      await connection.close();
    }
  }
}

/** Puts what was read in place of what was known of these people. */
export async function writeAlerts(
  db: Transaction,
  people: readonly PersonToRead[],
  alerts: readonly AlertRecord[],
): Promise<void> {
  const ids = people.map((one) => one.id);
  const byReference = new Map(people.map((one) => [one.reference_id, one.id]));
  const rows = alerts.flatMap((one) => {
    const personId = byReference.get(one.personReference.id);
    return personId === undefined
      ? []
      : [{ ...one, personId, id: one.reference.id, allocatedBy: one.reference.allocatedBy }];
  });
  await db.rows('DELETE FROM alerts WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[])', [
    db.organisationId,
    ids,
  ]);
  await db.rows(
    `INSERT INTO alerts (organisation_id, person_id, reference_id, allocated_by, code, code_source, start_date, end_date, is_active)
     SELECT DISTINCT ON (r."personId", r.id) $1, r."personId", r.id, r."allocatedBy", r.code, r."codeSource", r."startDate", r."endDate", r."isActive"
     FROM jsonb_to_recordset($2::jsonb) AS r (id text, "personId" uuid, "allocatedBy" text, code text, "codeSource" text,
       "startDate" date, "endDate" date, "isActive" boolean)`,
    [db.organisationId, JSON.stringify(rows)],
  );
  await db.rows(
    `INSERT INTO alert_readings (organisation_id, person_id, read_at) SELECT $1, unnest($2::uuid[]), now()
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET read_at = excluded.read_at`,
    [db.organisationId, ids],
  );
}
