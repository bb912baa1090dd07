import type { Command } from 'commander';
import {
  callerOf,
  command,
  limited,
  limitOf,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { FinishTask } from './finish-task.js';
import { ListTasks } from './list-tasks.js';

/** `tasks list|done`. */
export function addTaskCommands(program: Command, cli: CommandLine): void {
  const tasks = program.command('tasks').description('what staff are to do');
  limited(scoped(command(tasks, 'list', 'soonest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListTasks).run(callerOf(organisationId), limitOf(options));
      return listed(
        list,
        (one) => `${one.dueOn}  ${one.id}  ${one.kind}  ${one.person ?? one.household ?? ''}  ${one.owner ?? ''}`,
      );
    }),
  );
  scoped(command(tasks, 'done', 'keep that a task was done'))
    .argument('<id>', 'the task, as tasks list prints it')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, id: string) => {
        await app.get(FinishTask).run(callerOf(organisationId), id);
        return { document: { id }, lines: ['Done.'] };
      }),
    );
}
