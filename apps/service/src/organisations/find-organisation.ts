import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

export interface FoundOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Finds the landlord a command means. For the command line and start-up only: no request can reach it. */
@Injectable()
export class FindOrganisation {
  constructor(private readonly database: Database) {}

  async all(): Promise<FoundOrganisation[]> {
    return this.database.dispatch<FoundOrganisation>('SELECT id, slug, name FROM organisations ORDER BY slug');
  }

  /** By short name; without one, the only one there is. Throws `Problem` when that is not one. */
  async run(slug: string | undefined): Promise<FoundOrganisation> {
    const all = await this.all();
    if (slug !== undefined) {
      const found = all.find((one) => one.slug === slug);
      if (found) return found;
      throw new Problem('not-known', 'organisation-unknown', `There is no organisation called ${slug}.`);
    }
    if (all.length === 1) return all[0]!;
    throw new Problem(
      'bad-input',
      'organisation-needed',
      all.length === 0
        ? 'There is no organisation yet. Add one with: npm run doorstep -- organisation add --slug <short-name> --name "<Name>".'
        : `Say which organisation with --organisation <short name>: ${all.map((one) => one.slug).join(', ')}.`,
    );
  }
}
