import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { writeAudit } from '../../audit/index.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { Problem, parseInput } from '../../platform/problem.js';
import { Sealer } from '../../platform/secrets/seal.js';
import type { RecordSystems } from '../../records/index.js';
import { hostKeyInput, noKeys, publicKeyInput, withKey } from '../tokens/host-key.js';
import { Installation, installationCode } from './installation.entity.js';
import { panelRoles } from '../tokens/judge-claims.js';
import { readRecordSystems } from './list-record-systems.js';

const systemInUse = z.string().trim().min(1).max(200);

/** What an installation is told of its host. */
export const hostInput = z.object({
  name: z.string().trim().min(1).max(100),
  allowedOrigins: z.array(z.string().refine(isOrigin, 'write an origin, for instance https://crm.example')).min(1),
  /** The host's roles under our names; empty: it uses our names. */
  roleMap: z.record(z.string().min(1).max(100), z.enum(panelRoles, `write one of ours: ${panelRoles.join(', ')}`)),
  /** Which system gives out the ids of each kind of record. */
  recordSystems: z.object({ person: systemInUse, tenancy: systemInUse, home: systemInUse }),
});

const input = hostInput.extend({
  publicKeys: z.array(publicKeyInput).max(2).default([]),
  /** Further keys of any kind; without any, the installation takes one-time links alone. */
  keys: z.array(hostKeyInput).max(4).default([]),
  roleMap: hostInput.shape.roleMap.default({}),
  /** Left out: the one that most of the records here are from. */
  recordSystems: hostInput.shape.recordSystems.optional(),
});

/** Sets the panel up for one host CRM. Answers the code that the host puts in its page. */
@Injectable()
export class AddInstallation {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem`. */
  async run(
    actor: string,
    organisationId: string,
    raw: z.input<typeof input>,
  ): Promise<{ id: string; installation: string }> {
    const { publicKeys, keys, recordSystems, ...given } = parseInput(input, raw);
    const id = uuidv7();
    let row = { ...given, ...noKeys, organisationId, id };
    for (const key of [...publicKeys.map((one) => ({ ...one, kind: 'public' as const })), ...keys])
      row = { ...row, ...(await withKey(row, key, this.sealer)) };
    await this.database.inOrganisation(organisationId, async (db) => {
      if (await db.manager.existsBy(Installation, { organisationId, name: given.name }))
        throw new Problem('conflict', 'installation-exists', `There is an installation called ${given.name} already.`);
      const systems = recordSystems ?? (await systemsInUse(db));
      await db.manager.insert(Installation, { ...row, recordSystems: systems, changedBy: actor } as never);
      await writeAudit(db, { actor, action: 'installation.add', subject: `installation:${id}` });
    });
    return { id, installation: installationCode(organisationId, id) };
  }
}

/** Which system gave out most ids of each kind. Throws `Problem` before anything was brought in. */
async function systemsInUse(db: Transaction): Promise<RecordSystems> {
  const found = await readRecordSystems(db);
  const [person, tenancy, home] = [found.person[0], found.tenancy[0], found.home[0]];
  if (!person || !tenancy || !home)
    throw new Problem(
      'bad-input',
      'record-systems',
      'Say which system gives out the ids of people, tenancies and homes, or bring them in with a sync first.',
    );
  return { person: person.system, tenancy: tenancy.system, home: home.system };
}

/** Exactly what a browser writes in its Origin header. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
