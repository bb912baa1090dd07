import type { InstallationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { Installation, installationCode } from './installation.entity.js';
import { namesOf } from '../names-of.js';

/** Lists the hosts that the panel is set up for, by name. */
@Injectable()
export class ListInstallations {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: InstallationShown[]; total: number }> {
    const shown = await this.database.inOrganisation(organisationId, async (db) =>
      showInstallations(db, await db.manager.findBy(Installation, { organisationId })),
    );
    const items = shown.sort((a, b) => a.name.localeCompare(b.name));
    return { items, total: items.length };
  }
}

/** Installations as they may be shown: what their keys are called and for, never what is sealed. */
export async function showInstallations(db: Transaction, found: readonly Installation[]): Promise<InstallationShown[]> {
  const names = await namesOf(
    db,
    found.map(({ changedBy }) => changedBy),
  );
  return found.map((one) => ({
    name: one.name,
    installation: installationCode(one.organisationId, one.id),
    allowedOrigins: one.allowedOrigins,
    keys: [
      ...one.publicKeys.map(({ kid, alg }) => ({ kid, alg })),
      ...one.sealedKeys.map(({ kid }) => ({ kid, alg: 'HS256' })),
      ...(one.keySetUrl === null ? [] : [{ kid: 'key-set', alg: 'ES256, RS256 or EdDSA' }]),
      ...(one.canvasOrganisation === null ? [] : [{ kid: 'canvas', alg: 'HMACSHA256' }]),
    ],
    keySetUrl: one.keySetUrl,
    canvasOrganisation: one.canvasOrganisation,
    roleMap: one.roleMap,
    recordSystems: { ...one.recordSystems },
    version: one.version,
    changedBy: names.get(one.changedBy) ?? one.changedBy,
    changedAt: one.changedAt.toISOString(),
    lastSeen: one.lastSeenAt === null ? null : { origin: one.lastSeenOrigin, at: one.lastSeenAt.toISOString() },
  }));
}
