import type { ContactMappingShown } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  actor,
  command,
  date,
  readJson,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { AddConnection } from './add-connection.js';
import { ChangeContactMapping } from './change-contact-mapping.js';
import { CheckConnection } from './check-connection.js';
import { ListConnections } from './list-connections.js';
import { addSecretCommands } from './secrets.cli.js';
import { SetNotes } from './set-notes.js';
import { ShowContactMapping } from './show-contact-mapping.js';

/** `connection add|check|notes|list`, `connection secret …`, `connection mapping show|change`. */
export function addConnectionCommands(program: Command, cli: CommandLine): void {
  const connection = program.command('connection').description('housing systems of a landlord');
  scoped(command(connection, 'add', 'connect a housing system'))
    .argument('<name>', 'short name of the connection, for instance housing')
    .option('--connector <connector>', 'which system it is', 'hackney')
    .option('--title <title>', 'what staff call the system')
    .requiredOption('--set <field=value...>', 'settings of the connector, for instance housingUrl=https://… apiKey=…')
    .option('--allow-address <cidr...>', 'private addresses it may reach, for instance 127.0.0.1/32', [])
    .option('--every <minutes>', 'how often to sync', '15')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { connector: string; title?: string; set: string[]; allowAddress: string[]; every: string } & Common,
          name: string,
        ) => {
          const added = await app.get(AddConnection).run(actor, organisationId, {
            name,
            connector: options.connector,
            configuration: Object.fromEntries(options.set.map(setting)),
            allowedAddresses: options.allowAddress,
            syncEveryMinutes: Number(options.every),
            ...(options.title === undefined ? {} : { title: options.title }),
          });
          return {
            document: added,
            lines: [
              `Connected ${added.title} as ${added.name}. Try it with: npm run doorstep -- connection check ${added.name}`,
            ],
          };
        },
      ),
    );
  scoped(command(connection, 'check', 'try a connection, read-only'))
    .argument('<name>', 'the connection')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string) => {
        const items = [];
        for await (const check of app.get(CheckConnection).run(organisationId, name, AbortSignal.timeout(120_000)))
          items.push(check);
        return {
          document: { items, total: items.length },
          lines: items.map((one) => `${one.ok ? '✓' : '✗'} ${one.name}: ${one.detail}`),
          failed: items.some((one) => !one.ok),
        };
      }),
    );
  scoped(command(connection, 'notes', 'say in the host that a resident was heard, without a word of theirs: on or off'))
    .argument('<name>', 'the connection')
    .argument('<on-or-off>', 'on, or off')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string, onOrOff: string) => {
        if (onOrOff !== 'on' && onOrOff !== 'off') throw new Problem('bad-input', 'notes', 'Write on or off.');
        await app.get(SetNotes).run(actor, organisationId, name, onOrOff === 'on');
        return {
          document: { connection: name, writesNotes: onOrOff === 'on' },
          lines: [`Notes in the host are ${onOrOff}.`],
        };
      }),
    );
  addSecretCommands(connection, cli);
  scoped(command(connection, 'list', 'list connections')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const items = await app.get(ListConnections).run(organisationId);
      return {
        document: { items, total: items.length },
        lines: items.map(
          (one) => `${one.name}  ${one.title} (${one.connector})  last complete: ${one.lastCompleteAt ?? 'never'}`,
        ),
      };
    }),
  );

  const mapping = connection.command('mapping').description('which everyday contact each event of the system is');
  scoped(command(mapping, 'show', 'the rows, in order: the first that fits wins'))
    .argument('<name>', 'the connection')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string) => {
        const shown = await app.get(ShowContactMapping).run(organisationId, name);
        return { document: shown, lines: [...shown.rows.map((row) => JSON.stringify(row)), mappingVersion(shown)] };
      }),
    );
  scoped(command(mapping, 'change', 'put another table in place of it, for contacts from the next sync on'))
    .argument('<name>', 'the connection')
    .requiredOption('--file <file>', 'JSON: { "version": …, "rows": [ … ] }, as mapping show --json prints it')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common, name: string) => {
        const { version, rows } = Object(readJson(options.file)) as { version?: unknown; rows?: unknown };
        const shown = await app.get(ChangeContactMapping).run(actor, organisationId, name, { version, rows });
        return { document: shown, lines: [`${shown.rows.length} rows. ${mappingVersion(shown)}`] };
      }),
    );
}

function mappingVersion({ version, changedBy, changedAt }: ContactMappingShown): string {
  return changedAt === null ? 'As shipped (version 0).' : `Version ${version}, by ${changedBy} on ${date(changedAt)}.`;
}

function setting(text: string): [string, string | number] {
  const at = text.indexOf('=');
  if (at < 1) throw new Problem('bad-input', 'setting', `--set ${text}: write field=value.`);
  const value = text.slice(at + 1);
  return [text.slice(0, at), /^\d{1,9}$/.test(value) && text.startsWith('pageSize=') ? Number(value) : value];
}
