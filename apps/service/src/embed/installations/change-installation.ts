import type { ChangeInstallationRequest, InstallationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { writeAudit } from '../../audit/index.js';
import { Database } from '../../platform/database/database.js';
import { parseInput, Problem } from '../../platform/problem.js';
import { hostInput } from './add-installation.js';
import { findInstallation } from './find-installation.js';
import { Installation } from './installation.entity.js';
import { showInstallations } from './list-installations.js';

const input = hostInput.partial().extend({ version: z.number().int() });

/** Changes what an installation is told of its host: its name, where its pages are, its roles and ids. */
@Injectable()
export class ChangeInstallation {
  constructor(private readonly database: Database) {}

  /**
   * `installation` is its name or its code. Throws `Problem`: for a name in use, and when somebody else changed it
   * meanwhile, with what stands now as `current`.
   */
  async run(
    actor: string,
    organisationId: string,
    installation: string,
    raw: ChangeInstallationRequest,
  ): Promise<InstallationShown> {
    const { version, ...change } = parseInput(input, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findInstallation(db, installation);
      await db.rows('SELECT id FROM installations WHERE organisation_id = $1 AND id = $2 FOR UPDATE', [
        organisationId,
        id,
      ]);
      const now = await db.manager.findOneByOrFail(Installation, { organisationId, id });
      if (now.version !== version) throw changedMeanwhile((await showInstallations(db, [now]))[0]!);
      const { name } = change;
      if (name !== undefined && name !== now.name)
        if (await db.manager.existsBy(Installation, { organisationId, name }))
          throw new Problem('conflict', 'installation-exists', `There is an installation called ${name} already.`);
      const changed = { ...change, version: version + 1, changedBy: actor, changedAt: new Date() };
      await db.manager.update(Installation, { organisationId, id }, changed as never);
      const detail = { changed: Object.keys(change).join(' ') };
      await writeAudit(db, { actor, action: 'installation.change', subject: `installation:${id}`, detail });
      return (await showInstallations(db, [Object.assign(now, changed)]))[0]!;
    });
  }
}

function changedMeanwhile(current: InstallationShown): Problem {
  return new Problem(
    'conflict',
    'installation-changed',
    'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
    current,
  );
}
