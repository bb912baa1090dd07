import type { Command } from 'commander';
import { ListUnmapped, TakeContacts } from './contacts/index.js';
import {
  actor,
  command,
  date,
  limitOf,
  limited,
  listed,
  readItems,
  scoped,
  type CommandLine,
  type Common,
} from './platform/command-line/command-line.js';
import { DecideContacts } from './prompting/index.js';
import { RunSync } from './sync/index.js';

/** `sync`: brings in, and decides what comes of it; deciding is a room that neither of the two may know. */
export function addSyncCommand(program: Command, cli: CommandLine): void {
  scoped(command(program, 'sync', 'bring in what changed, and decide the contacts that come of it'))
    .argument('<connection>', 'the connection')
    .option('--full', 'read every stream from its start')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { full?: boolean } & Common, name: string) => {
        const signal = new AbortController().signal;
        const report = await app
          .get(RunSync)
          .run(actor, organisationId, name, options.full === true, signal, (stream, counts) => {
            if (process.stderr.isTTY) process.stderr.write(`\r${stream}: ${counts.read} read\u001b[K`);
          });
        if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
        const decided = await app.get(DecideContacts).runAll(organisationId, signal);
        const { total } = report;
        return {
          document: { ...report, ...decided },
          lines: [
            ...Object.entries(report.streams).map(
              ([stream, c]) =>
                `${stream}: ${c.read} read, ${c.inserted} inserted, ${c.updated} updated, ${c.deleted} deleted, ${c.held} held`,
            ),
            `${total.inserted} inserted, ${total.updated} updated, ${total.contacts} contacts, ${decided.prompts} prompts.`,
            ...(report.problem === null ? [] : [report.problem]),
          ],
          failed: report.status !== 'complete',
        };
      }),
    );
}

/** `contacts add|unmapped`. */
export function addContactCommands(program: Command, cli: CommandLine): void {
  const contacts = program.command('contacts').description('everyday contacts');
  scoped(command(contacts, 'add', 'add contacts that a system tells, all of them or none'))
    .requiredOption('--file <file>', 'JSON: { "items": [ { reference, type, occurredAt, person | tenancy | home } ] }')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        const taken = await app.get(TakeContacts).run(actor, organisationId, readItems(options.file));
        const decided = await app.get(DecideContacts).runAll(organisationId, new AbortController().signal);
        return {
          document: { ...taken, ...decided },
          lines: [`${taken.added} added, ${taken.known} known before, ${decided.prompts} prompts.`],
        };
      }),
    );

  limited(scoped(command(contacts, 'unmapped', 'what no row of a contact mapping knows, most frequent first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListUnmapped).run(organisationId, limitOf(options));
      return listed(
        list,
        (one) => `${one.contacts}  ${one.source}  (${one.connection ?? 'no connection'}, last ${date(one.lastSeenAt)})`,
      );
    }),
  );
}
