import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import type { Connection } from './connection.entity.js';
import { holdConnection } from './open-connection.js';

/** What a webhook secret is sealed for, beside a connection's own fields. */
const field = 'webhook secret';

/** Secrets that a delivery may be signed with, newest first: two while one takes over from the other. */
export function openWebhookSecrets(sealer: Sealer, row: Connection): string[] {
  return row.sealedWebhookSecrets.map((sealed) =>
    sealer.open(sealed, { organisationId: row.organisationId, connectionId: row.id, field }),
  );
}

/** Sets the secret that a sender of webhooks signs with. The one before stays good until it is taken back, or the next. */
@Injectable()
export class SetWebhookSecret {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `secret` null: only the newest stays. Throws `Problem`. */
  async run(
    actor: string,
    organisationId: string,
    named: string,
    secret: string | null,
  ): Promise<{ readonly connectionId: string }> {
    if (secret !== null && (secret.length < 16 || secret.length > 500))
      throw new Problem('bad-input', 'webhook-secret', 'A webhook secret has 16 to 500 characters. Make a longer one.');
    return this.database.inOrganisation(organisationId, async (db) => {
      const row = await holdConnection(db, named);
      const sealed = secret === null ? [] : [this.sealer.seal(secret, { organisationId, connectionId: row.id, field })];
      const kept = [...sealed, ...row.sealedWebhookSecrets].slice(0, secret === null ? 1 : 2);
      await db.rows('UPDATE connections SET sealed_webhook_secrets = $3 WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        row.id,
        kept,
      ]);
      await writeAudit(db, {
        actor,
        action: 'connection.webhook-secret',
        subject: `connection:${row.id}`,
        detail: { secrets: kept.length },
      });
      return { connectionId: row.id };
    });
  }
}
