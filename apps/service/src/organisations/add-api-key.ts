import { roles } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { writeOnce } from '../platform/write-once.js';
import { makeCredential } from './credential.js';

const input = z.object({ name: z.string().trim().min(1).max(100), role: z.enum(roles) });

/** Makes a further API key, for a landlord's system or for one team's. It is shown this once. */
@Injectable()
export class AddApiKey {
  constructor(private readonly database: Database) {}

  /** For what asks once and sees the answer. */
  async run(actor: string, organisationId: string, raw: unknown): Promise<{ id: string; apiKey: string }> {
    return this.add(actor, organisationId, uuidv7(), raw);
  }

  /**
   * `key` is the Idempotency-Key. Sent again it makes no second API key, and the first cannot be shown again: throws
   * `Problem` that says so.
   */
  async once(
    actor: string,
    organisationId: string,
    key: string | undefined,
    raw: unknown,
  ): Promise<{ id: string; apiKey: string }> {
    const { idempotencyKey } = writeOnce(key, raw);
    return this.add(actor, organisationId, uuidv5(`api-key ${idempotencyKey}`, organisationId), raw);
  }

  private async add(
    actor: string,
    organisationId: string,
    id: string,
    raw: unknown,
  ): Promise<{ id: string; apiKey: string }> {
    const { name, role } = parseInput(input, raw);
    const key = makeCredential('dk', organisationId, id);
    await this.database.inOrganisation(organisationId, async (db) => {
      const [added] = await db.rows<{ id: string }>(
        `INSERT INTO api_keys (organisation_id, id, name, role, secret_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, id) DO NOTHING RETURNING id`,
        [organisationId, id, name, role, key.secretHash],
      );
      if (!added)
        throw new Problem(
          'conflict',
          'api-key-made',
          'This key was made by an earlier try, and was shown then alone. Revoke it and make another.',
        );
      await writeAudit(db, { actor, action: 'api-key.add', subject: `api-key:${id}`, detail: { role } });
    });
    return { id, apiKey: key.text };
  }
}
