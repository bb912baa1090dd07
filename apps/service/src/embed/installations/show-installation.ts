import type { InstallationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { findInstallation } from './find-installation.js';
import { showInstallations } from './list-installations.js';

/** Shows one host that the panel is set up for. */
@Injectable()
export class ShowInstallation {
  constructor(private readonly database: Database) {}

  /** `installation` is its name or its code. Throws `Problem`. */
  async run(organisationId: string, installation: string): Promise<InstallationShown> {
    return this.database.inOrganisation(
      organisationId,
      async (db) => (await showInstallations(db, [await findInstallation(db, installation)]))[0]!,
    );
  }
}
