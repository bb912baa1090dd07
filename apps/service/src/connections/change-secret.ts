import { ConfigurationProblem, connectors } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { secretFields } from './add-connection.js';
import { findConnection } from './open-connection.js';

/** Puts another key or password in place of one. A system that refused us is asked again at once. */
@Injectable()
export class ChangeSecret {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` when the connector has no such secret, or could not use it. */
  async run(actor: string, organisationId: string, named: string, field: string, secret: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const row = await findConnection(db, named);
      const connector = connectors.get(row.connector);
      const fields = connector === undefined ? new Set<string>() : secretFields(connector.spec.configuration);
      if (!fields.has(field)) {
        const known = [...fields].join(', ');
        throw new Problem('bad-input', 'secret-unknown', `${row.name} has no secret ${field}. It has: ${known}.`);
      }
      const boundTo = (one: string) => ({ organisationId, connectionId: row.id, field: one });
      const others = Object.entries(row.sealedSecrets).map(([one, sealed]) => [
        one,
        this.sealer.open(sealed, boundTo(one)),
      ]);
      try {
        connector?.configure({ ...row.configuration, ...Object.fromEntries(others), [field]: secret });
      } catch (error) {
        if (error instanceof ConfigurationProblem) throw new Problem('bad-input', 'configuration', error.message);
        throw error;
      }
      await db.rows(
        `UPDATE connections SET sealed_secrets = sealed_secrets || jsonb_build_object($3::text, $4::text),
           refused_at = NULL, next_sync_at = now() WHERE organisation_id = $1 AND id = $2`,
        [organisationId, row.id, field, this.sealer.seal(secret, boundTo(field))],
      );
      await writeAudit(db, {
        actor,
        action: 'connection.secret',
        subject: `connection:${row.id}`,
        detail: { field },
      });
    });
  }
}
