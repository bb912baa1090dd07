import { connectors } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import type { SecretChange } from './connection.entity.js';
import { configured, holdConnection } from './open-connection.js';
import { secretFields } from './settings-of.js';

/** How long the secret before is kept, in case the new one is refused. */
const formerHours = 24;

/**
 * Puts another key or password in place of one. The one before is kept, sealed, for a day: a system that refuses the new
 * one meanwhile gets it back. A system that refused us is asked again at once.
 */
@Injectable()
export class ChangeSecret {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` when the connector has no such secret, or could not use it. */
  async run(actor: string, organisationId: string, named: string, field: string, secret: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const row = await holdConnection(db, named);
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
      if (connector) configured(connector, { ...row.configuration, ...Object.fromEntries(others), [field]: secret });
      await db.rows(
        `UPDATE connections SET sealed_secrets = sealed_secrets || jsonb_build_object($3::text, $4::text),
           secret_changes = secret_changes || jsonb_build_object($3::text, $5::jsonb),
           refused_at = NULL, next_sync_at = CASE WHEN paused_at IS NULL THEN now() ELSE next_sync_at END
         WHERE organisation_id = $1 AND id = $2`,
        [
          organisationId,
          row.id,
          field,
          this.sealer.seal(secret, boundTo(field)),
          JSON.stringify(savedNow(actor, row.sealedSecrets[field])),
        ],
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

/** A secret saved at this moment, in place of `former` (sealed), where there was one. */
export function savedNow(actor: string, former: string | null = null): SecretChange {
  const at = new Date();
  const until = new Date(at.getTime() + formerHours * 3_600_000).toISOString();
  return { by: actor, at: at.toISOString(), former, formerUntil: former === null ? null : until };
}
