import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  limited,
  limitOf,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { ListWriteBacks } from './list-write-backs.js';
import { RetryWriteBack } from './retry-write-back.js';

/** `write-backs list|retry`. */
export function addWriteBackCommands(program: Command, cli: CommandLine): void {
  const writeBacks = program.command('write-backs').description('what is to be written into the host');
  limited(scoped(command(writeBacks, 'list', 'what does not stand there yet, oldest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListWriteBacks).run(callerOf(organisationId), limitOf(options));
      return listed(list, (one) =>
        `${date(one.madeAt)}  ${one.id}  ${one.kind} for ${one.about} ${one.reference ?? ''}: ${one.state}, ${one.tries} tries. ${one.lastProblem ?? ''}`.trimEnd(),
      );
    }),
  );
  scoped(command(writeBacks, 'retry', 'try one at once'))
    .argument('<id>', 'the write-back')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, id: string) => {
        if (!/^[0-9a-f-]{36}$/.test(id))
          throw new Problem('bad-input', 'id', 'Write the id of a write-back, as the list shows it.');
        await app.get(RetryWriteBack).run(callerOf(organisationId), id);
        return { document: { id }, lines: [`${id} is tried at once.`] };
      }),
    );
}
