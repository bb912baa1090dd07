import type { Command } from 'commander';
import {
  actor,
  command,
  date,
  limitOf,
  limited,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { ExplainHousehold, type ExplainedRecord } from './explain-household.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';
import { ReplayDecisions } from './replay-decisions.js';

/** `decisions list|explain|replay`, `prompts list`. */
export function addDecisionCommands(program: Command, cli: CommandLine): void {
  const decisions = program.command('decisions').description('what was decided about each contact');
  limited(scoped(command(decisions, 'list', 'newest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListDecisions).run(organisationId, limitOf(options));
      return listed(
        list,
        (one) =>
          `${date(one.contact.occurredAt)}  ${one.contact.type ?? one.contact.source}  ${one.prompt?.say ?? `no prompt: ${one.whyNot?.code}`}`,
      );
    }),
  );

  scoped(command(decisions, 'explain', 'why a household was, or was not, asked; looking is in the audit'))
    .option('--person <ref>', 'the person’s reference in the housing system')
    .option('--tenancy <ref>', 'or the tenancy’s')
    .option('--home <ref>', 'or the home’s')
    .option('--from <date>', 'first day; without it, a year before the last')
    .option('--to <date>', 'last day; without it, today')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: Partial<Record<'person' | 'tenancy' | 'home' | 'from' | 'to', string>> & Common,
        ) => {
          const { from, to } = options;
          const explained = await app.get(ExplainHousehold).run(actor, organisationId, recordOf(options), { from, to });
          return {
            document: explained,
            lines: [
              explained.answer,
              ...explained.items.flatMap((one) => [
                one.answer,
                ...(one.decision?.looked ?? [])
                  .filter(({ stopped }) => stopped)
                  .map(({ words, seen }) => `    ${words}. ${seen.join('; ')}`),
                ...one.outcomes.map(
                  (came) => `    ${date(came.saidAt)}  ${came.heard ?? `${came.outcome}: ${came.reason}`}`,
                ),
              ]),
            ],
          };
        },
      ),
    );
  scoped(command(decisions, 'replay', 'decide again as this build would, and list what differs; changes nothing'))
    .option('--limit <number>', 'the newest so many; without it, all')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { limit?: string } & Common) => {
        const limit = options.limit === undefined ? null : limitOf({ limit: options.limit });
        const replay = await app.get(ReplayDecisions).run(organisationId, limit);
        return {
          document: replay,
          lines: [
            ...replay.items.map(
              (one) =>
                `${date(one.decidedAt)}  ${one.contactId}  was ${one.was}; is ${one.is}  (library ${one.libraryVersion})`,
            ),
            ...replay.librariesGone.map(
              (one) => `Library ${one.version} is gone: ${one.decisions} were decided with the one in use instead.`,
            ),
            `${replay.replayed} decided again, ${replay.total} differ.`,
          ],
          failed: replay.total > 0,
        };
      }),
    );

  const prompts = program.command('prompts').description('questions for staff');
  limited(scoped(command(prompts, 'list', 'prompts for the household of one person')))
    .requiredOption('--person <ref>', 'the person’s reference in the housing system')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { person: string; limit: string } & Common) => {
        const list = await app.get(ListPrompts).run(organisationId, options.person, limitOf(options));
        return listed(list, (one) => [
          `${one.code} (${one.state})  ${one.say}`,
          ...one.reasons.map((why) => `    ${why.text} From ${why.source}.`),
        ]);
      }),
    );
}

function recordOf(options: Partial<Record<'person' | 'tenancy' | 'home', string>>): ExplainedRecord {
  const [type, ...more] = (['person', 'tenancy', 'home'] as const).filter((one) => options[one] !== undefined);
  const reference = type && options[type];
  if (type === undefined || reference === undefined || more.length > 0)
    throw new Problem('bad-input', 'record', 'Write one of --person, --tenancy and --home.');
  return { type, reference };
}
