import type { Command } from 'commander';
import { FindOrganisation } from '../organisations/index.js';
import {
  actor,
  command,
  limited,
  limitOf,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { FinishTask } from './finish-task.js';
import { ListTasks } from './list-tasks.js';

const roles = ['system'];

/** `tasks list|done`. */
export function addTaskCommands(program: Command, cli: CommandLine): void {
  const tasks = program.command('tasks').description('what staff are to do');
  limited(scoped(command(tasks, 'list', 'soonest first'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id: organisationId } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListTasks).run({ organisationId, actor, roles }, limitOf(options));
      return {
        document: list,
        lines: [
          ...list.items.map(
            (one) => `${one.dueOn}  ${one.id}  ${one.kind}  ${one.person ?? one.household ?? ''}  ${one.owner ?? ''}`,
          ),
          `${list.total} in all.`,
        ],
      };
    }),
  );
  scoped(command(tasks, 'done', 'keep that a task was done'))
    .argument('<id>', 'the task, as tasks list prints it')
    .action(
      cli.run(async (app, options: Common, id: string) => {
        const { id: organisationId } = await app.get(FindOrganisation).run(options.organisation);
        await app.get(FinishTask).run({ organisationId, actor, roles }, id);
        return { document: { id }, lines: ['Done.'] };
      }),
    );
}
