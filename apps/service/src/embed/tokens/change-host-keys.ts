import type { InstallationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../../audit/index.js';
import { Database } from '../../platform/database/database.js';
import { parseInput } from '../../platform/problem.js';
import { Sealer } from '../../platform/secrets/seal.js';
import { findInstallation } from '../installations/find-installation.js';
import { hostKeyInput, withKey, withoutKey, type HostKeyInput } from './host-key.js';
import { Installation } from '../installations/installation.entity.js';
import { showInstallations } from '../installations/list-installations.js';

/** Changes what a host is checked with: a new key beside the old one, and the old one away once the host uses the new. */
@Injectable()
export class ChangeHostKeys {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** `installation` is its name or its code. Throws `Problem`. */
  async add(
    actor: string,
    organisationId: string,
    installation: string,
    raw: HostKeyInput,
  ): Promise<InstallationShown> {
    const key = parseInput(hostKeyInput, raw);
    const detail = 'kid' in key ? key.kid : key.kind;
    return this.change(actor, organisationId, installation, 'installation.key-add', detail, (now) =>
      withKey(now, key, this.sealer),
    );
  }

  /** `name` is the key's, or `key-set` or `canvas`. What it signed is refused from then on. Throws `Problem`. */
  async remove(actor: string, organisationId: string, installation: string, name: string): Promise<InstallationShown> {
    return this.change(actor, organisationId, installation, 'installation.key-remove', name, async (now) =>
      withoutKey(now, name),
    );
  }

  private async change(
    actor: string,
    organisationId: string,
    named: string,
    action: string,
    key: string,
    to: (now: Installation) => ReturnType<typeof withKey>,
  ): Promise<InstallationShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findInstallation(db, named);
      // Two who change at once wait for each other, and the second sees what the first did.
      await db.rows('SELECT id FROM installations WHERE organisation_id = $1 AND id = $2 FOR UPDATE', [
        organisationId,
        id,
      ]);
      const now = await db.manager.findOneByOrFail(Installation, { organisationId, id });
      const changed = {
        ...(await to(now)),
        version: now.version + 1,
        changedBy: actor,
        changedAt: new Date(),
      };
      await db.manager.update(Installation, { organisationId, id }, changed as never);
      await writeAudit(db, { actor, action, subject: `installation:${id}`, detail: { key } });
      return (await showInstallations(db, [Object.assign(now, changed)]))[0]!;
    });
  }
}
