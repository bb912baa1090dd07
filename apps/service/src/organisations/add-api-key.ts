import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { roles } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { ApiKey } from './api-key.entity.js';
import { makeCredential } from './credential.js';

const input = z.object({ name: z.string().trim().min(1).max(100), role: z.enum(roles) });

/** Makes a further API key, for a landlord's system or for one team's. It is shown this once. */
@Injectable()
export class AddApiKey {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string, raw: unknown): Promise<{ id: string; apiKey: string }> {
    const { name, role } = parseInput(input, raw);
    const id = uuidv7();
    const key = makeCredential('dk', organisationId, id);
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.manager.insert(ApiKey, { organisationId, id, name, role, secretHash: key.secretHash });
      await writeAudit(db, { actor, action: 'api-key.add', subject: `api-key:${id}`, detail: { role } });
    });
    return { id, apiKey: key.text };
  }
}
