import type { Command } from 'commander';
import { FindOrganisation } from '../organisations/index.js';
import { actor, command, scoped, type CommandLine, type Common } from '../platform/command-line/command-line.js';
import { ReplayErasures } from './replay-erasures.js';

/** `privacy replay-erasures`, for whoever restored a backup. */
export function addPrivacyCommands(program: Command, cli: CommandLine): void {
  const privacy = program.command('privacy').description('what holds for everybody who is on record');
  scoped(
    command(
      privacy,
      'replay-erasures',
      'erase again whom a restored backup brought back; of every landlord, unless one is named',
    ),
  ).action(
    cli.run(async (app, { organisation }: Common) => {
      const find = app.get(FindOrganisation);
      const landlords = organisation === undefined ? await find.all() : [await find.run(organisation)];
      const items = [];
      for (const { id, slug } of landlords)
        items.push({ organisation: slug, ...(await app.get(ReplayErasures).run(actor, id)) });
      return {
        document: { items, total: items.length },
        lines: items.flatMap(({ organisation: slug, carriedOut, unreadable }) => [
          `${slug}: ${carriedOut === 1 ? '1 erasure' : `${carriedOut} erasures`} carried out again`,
          ...unreadable.map((key) => `  ${key} cannot be read. Fetch it from a copy of the object store.`),
        ]),
        failed: items.some(({ unreadable }) => unreadable.length > 0),
      };
    }),
  );
}
