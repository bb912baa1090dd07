import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { readInstallation } from './find-installation.js';
import { readInstallationCode } from './installation.entity.js';

/** An origin that can stand in a policy: scheme, name and port, and nothing that would end it and begin another rule. */
const plainOrigin = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/;

/** Which pages may put the panel of an installation into a frame. */
@Injectable()
export class FindAllowedOrigins {
  constructor(private readonly database: Database) {}

  /**
   * @param code Whatever the address of the frame said; anybody may ask.
   * @returns Exact origins; undefined where no installation has that code.
   */
  async run(code: unknown): Promise<string[] | undefined> {
    const named = typeof code === 'string' ? readInstallationCode(code) : undefined;
    if (!named) return undefined;
    const found = await this.database.atOnce(named.organisationId, (db) => readInstallation(db, named.id));
    return found?.allowedOrigins.filter((origin) => plainOrigin.test(origin));
  }
}
