import type { Command } from 'commander';
import {
  actor,
  command,
  type CommandLine,
  type Common,
  type FindLandlord,
} from '../platform/command-line/command-line.js';
import { AddOrganisation } from './add-organisation.js';
import { FindOrganisation } from './find-organisation.js';

/** The landlord that a command is for. */
export const findLandlord: FindLandlord = async (app, shortName) => {
  const { id } = await app.get(FindOrganisation).run(shortName);
  return id;
};

/** `organisation add`. */
export function addOrganisationCommands(program: Command, cli: CommandLine): void {
  const organisation = program.command('organisation').description('landlords in this installation');
  command(organisation, 'add', 'add a landlord; prints its API key, this once')
    .requiredOption('--slug <short-name>', 'lower-case letters, digits and hyphens')
    .requiredOption('--name <name>', 'as people write it')
    .action(
      cli.run(async (app, options: { slug: string; name: string } & Common) => {
        const added = await app.get(AddOrganisation).run(actor, options);
        return {
          document: added,
          lines: [`Added ${added.name} (${added.slug}).`, `API key, shown this once: ${added.apiKey}`],
        };
      }),
    );
}
