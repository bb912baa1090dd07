import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  limited,
  listed,
  limitOf,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { ListOwed } from './list-owed.js';
import { ListTellings } from './list-tellings.js';
import { ListTopics } from './list-topics.js';

/** `replies owed|list` and `topics list`. */
export function addReplyCommands(program: Command, cli: CommandLine): void {
  const replies = program.command('replies').description('what comes back to those who spoke');
  limited(scoped(command(replies, 'owed', 'voices that are owed a reply, oldest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListOwed).run(callerOf(organisationId), { limit: limitOf(options) });
      return {
        document: list,
        lines: [
          ...list.items.map(
            (one) => `${date(one.since)}  ${one.days} days  ${one.topic?.title ?? 'no topic'}  “${one.words}”`,
          ),
          `${list.total} voices of ${list.people} people.`,
        ],
      };
    }),
  );
  limited(scoped(command(replies, 'list', 'who waits to be told what came of it, oldest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app
        .get(ListTellings)
        .run(callerOf(organisationId), { limit: limitOf(options), state: 'waiting' });
      return listed(
        list,
        (one) => `${date(one.madeAt)}  ${one.id}  ${one.way}${one.lastProblem === null ? '' : `  ${one.lastProblem}`}`,
      );
    }),
  );
  const topics = program.command('topics').description('voices that are about one thing');
  limited(scoped(command(topics, 'list', 'those that wait longest for a decision first')))
    .option('--older-than <days>', 'only those that have waited longer, undecided')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { limit: string; olderThan?: string } & Common) => {
        const list = await app.get(ListTopics).run(callerOf(organisationId), {
          limit: limitOf(options),
          ...(options.olderThan === undefined ? {} : { olderThan: limitOf({ limit: options.olderThan }) }),
        });
        return listed(
          list,
          (one) =>
            `${one.id}  ${one.result ?? `open for ${one.openDays} days`}  ${one.people} people, ${one.owed} owed  ${one.title}`,
        );
      }),
    );
}
