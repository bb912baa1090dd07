import { Injectable } from '@nestjs/common';
import { importJWK } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { Installation, installationCode, type HostKey } from './installation.entity.js';

const input = z.object({
  name: z.string().trim().min(1).max(100),
  allowedOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/]+$/, 'write an origin, for instance https://crm.example'))
    .min(1),
  publicKeys: z
    .array(
      z.object({
        kid: z.string().min(1).max(100),
        alg: z.enum(['ES256', 'RS256', 'EdDSA']),
        jwk: z
          .record(z.string(), z.unknown())
          .refine((jwk) => !('d' in jwk), 'paste the public key, not the private one'),
      }),
    )
    .min(1)
    .max(2),
  recordSystems: z.object({ person: z.string(), tenancy: z.string(), home: z.string() }),
});

/** Sets the panel up for one host CRM. Answers the code that the host puts in its page. */
@Injectable()
export class AddInstallation {
  constructor(private readonly database: Database) {}

  async run(
    actor: string,
    organisationId: string,
    raw: z.input<typeof input>,
  ): Promise<{ id: string; installation: string }> {
    const given = parseInput(input, raw);
    const publicKeys = given.publicKeys as HostKey[];
    for (const { kid, alg, jwk } of publicKeys) {
      await importJWK(jwk, alg).catch(() => {
        throw new Problem('bad-input', 'key', `The key ${kid} is not a public key for ${alg}.`);
      });
    }
    const id = uuidv7();
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.manager.insert(Installation, { ...given, publicKeys, organisationId, id } as never);
      await writeAudit(db, { actor, action: 'installation.add', subject: `installation:${id}` });
    });
    return { id, installation: installationCode(organisationId, id) };
  }
}
