import type { Command } from 'commander';
import {
  actor,
  command,
  limited,
  limitOf,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { ConfirmMissing } from './confirm-missing.js';
import { GroupHeld } from './group-held.js';
import { ListHeld } from './list-held.js';
import { RunSync } from './run-sync.js';
import { TreatAsEmpty } from './treat-as-empty.js';

/** `held list|reasons|retry|treat-as-empty|hold-again|confirm`. */
export function addHeldCommands(program: Command, cli: CommandLine): void {
  const held = program.command('held').description('rows that could not be understood and wait');
  limited(scoped(command(held, 'list', 'newest first')))
    .option('--raw', 'with the raw form of each row, which may tell of people; looking is in the audit')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { limit: string; raw?: boolean } & Common) => {
        const verb = app.get(ListHeld);
        const list =
          options.raw === true
            ? await verb.runWithRaw(actor, organisationId, limitOf(options))
            : await verb.run(organisationId, limitOf(options));
        return listed(list, (one) => `${one.stream} ${one.key}  ${one.message}`);
      }),
    );
  scoped(command(held, 'reasons', 'why rows are held, most rows first')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const { items, total } = await app.get(GroupHeld).run(organisationId);
      return {
        document: { items, total },
        lines: [
          ...items.flatMap((one) => [
            `${one.rows}  ${one.connection} ${one.stream}  ${one.message}`,
            ...(one.mayBeEmpty && !one.isEmptied
              ? [
                  `   They can come in without it: held treat-as-empty ${one.connection} ${one.stream} ${one.field} ${one.code}`,
                ]
              : []),
          ]),
          `${total} rows in all.`,
        ],
      };
    }),
  );
  scoped(command(held, 'retry', 'try what is held of a connection again now; each run does so by itself'))
    .argument('<connection>', 'the connection')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string) => {
        const report = await app.get(RunSync).run(actor, organisationId, name, false, new AbortController().signal);
        const { total } = await app.get(GroupHeld).run(organisationId);
        return {
          document: { ...report, held: total },
          lines: [total === 0 ? 'Nothing is held any more.' : `${total} rows are still held. See: held reasons.`],
          failed: report.status !== 'complete',
        };
      }),
    );
  ofField(held, 'treat-as-empty', 'say that a field is empty where it cannot be understood').action(
    cli.ofLandlord(async (app, organisationId, _: Common, ...of: FieldNamed) => {
      const request = fieldOf(of);
      const { rows } = await app.get(TreatAsEmpty).run(actor, organisationId, request, true);
      return {
        document: { ...request, rows },
        lines: [
          `${rows} rows come in without it when they are read again. To do so now: held retry ${request.connection}`,
        ],
      };
    }),
  );
  ofField(held, 'hold-again', 'take that back').action(
    cli.ofLandlord(async (app, organisationId, _: Common, ...of: FieldNamed) => {
      const request = fieldOf(of);
      await app.get(TreatAsEmpty).run(actor, organisationId, request, false);
      return {
        document: request,
        lines: [`The next full read holds its rows again: sync ${request.connection} --full`],
      };
    }),
  );
  scoped(command(held, 'confirm', 'say that the many records missing from a stream really are gone'))
    .argument('<connection>', 'the connection')
    .argument('<stream>', 'the stream, as held reasons prints it')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string, stream: string) => {
        await app.get(ConfirmMissing).run(actor, organisationId, name, stream);
        return {
          document: { connection: name, stream },
          lines: [`The next read of ${stream} from its start removes them, once: sync ${name} --full`],
        };
      }),
    );
}

type FieldNamed = [connection: string, stream: string, field: string, code: string];

function ofField(held: Command, name: string, description: string): Command {
  return scoped(command(held, name, description))
    .argument('<connection>', 'the connection')
    .argument('<stream>', 'the stream, as held reasons prints it')
    .argument('<field>', 'the field')
    .argument('<code>', 'what is wrong with it');
}

function fieldOf([connection, stream, field, code]: FieldNamed) {
  return { connection, stream, field, code };
}
