import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { ApiKey } from './api-key.entity.js';
import { makeCredential } from './credential.js';
import { Organisation } from './organisation.entity.js';

const input = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens, for instance elm-homes'),
  name: z.string().trim().min(1).max(200),
  /** Whom prompts are shown to: everyone, or nobody until a first team goes live. */
  showsPromptsTo: z.enum(['everyone', 'live-teams']).default('everyone'),
});

export interface AddedOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Shown this once. */
  readonly apiKey: string;
}

/** Adds a landlord and its first API key. Throws `Problem` when the short name is taken. */
@Injectable()
export class AddOrganisation {
  constructor(private readonly database: Database) {}

  async run(actor: string, raw: z.input<typeof input>): Promise<AddedOrganisation> {
    const { slug, name, showsPromptsTo } = parseInput(input, raw);
    const id = uuidv7();
    const keyId = uuidv7();
    const key = makeCredential('dk', id, keyId);
    try {
      await this.database.inOrganisation(id, async (db) => {
        await db.manager.insert(Organisation, { id, slug, name, showsPromptsTo });
        await db.manager.insert(ApiKey, {
          organisationId: id,
          id: keyId,
          name: 'First key',
          secretHash: key.secretHash,
        });
        await writeAudit(db, { actor, action: 'organisation.add', subject: `organisation:${id}` });
      });
    } catch (error) {
      if ((error as { driverError?: { constraint?: string } }).driverError?.constraint === 'uq_organisations_slug') {
        throw new Problem(
          'conflict',
          'organisation-exists',
          `There is an organisation called ${slug} already. Choose another short name.`,
        );
      }
      throw error;
    }
    return { id, slug, name, apiKey: key.text };
  }
}
