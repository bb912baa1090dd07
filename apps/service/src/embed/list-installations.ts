import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Installation, installationCode } from './installation.entity.js';

/** An installation as it may be shown: what its keys are called and for, never a secret. */
export interface InstallationShown {
  readonly name: string;
  /** What the host puts in its page, and signs as `iss`. */
  readonly installation: string;
  readonly allowedOrigins: readonly string[];
  /** `key-set` and `canvas` stand for an address and a Salesforce organisation. */
  readonly keys: readonly { readonly kid: string; readonly alg: string }[];
  readonly keySetUrl: string | null;
  readonly canvasOrganisation: string | null;
  readonly roleMap: Readonly<Record<string, string>>;
  readonly recordSystems: Readonly<Record<string, string>>;
}

/** Lists the hosts that the panel is set up for, by name. */
@Injectable()
export class ListInstallations {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: InstallationShown[]; total: number }> {
    const found = await this.database.inOrganisation(organisationId, (db) =>
      db.manager.findBy(Installation, { organisationId }),
    );
    const items = found.map(showInstallation).sort((a, b) => a.name.localeCompare(b.name));
    return { items, total: items.length };
  }
}

/** Leaves out whatever is sealed. */
export function showInstallation(one: Installation): InstallationShown {
  return {
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
    recordSystems: one.recordSystems,
  };
}
