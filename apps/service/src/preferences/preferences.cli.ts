import type { PreferenceRequest } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import { callerOf, date, ofPerson, type CommandLine, type Common } from '../platform/command-line/command-line.js';
import type { AtPerson } from '../records/index.js';
import { EndPreference } from './end-preference.js';
import { ListPreferences } from './list-preferences.js';
import { SetPreference } from './set-preference.js';
import { ShowWayToReach } from './show-way-to-reach.js';

type OfPerson = { person: string } & Common;

/** `preferences show|set|end`. */
export function addPreferenceCommands(program: Command, cli: CommandLine): void {
  const preferences = program.command('preferences').description('how people want to be reached, told and asked');
  ofPerson(preferences, 'show', 'what a person said about it; looking is in the audit').action(
    cli.ofLandlord(async (app, organisationId, options: OfPerson) => {
      const at = atPerson(organisationId, options);
      const wayToReach = await app.get(ShowWayToReach).run(at);
      const list = await app.get(ListPreferences).run(at);
      const way = wayToReach.isRestricted ? 'for a lead to see' : (wayToReach.way ?? 'they never said');
      return {
        document: { wayToReach, ...list },
        lines: [
          `Way to reach them: ${way}${again(wayToReach)}`,
          ...list.items.map(
            (one) =>
              `${one.id}  ${one.kind}  ${one.theme ?? 'everything'}  since ${date(one.since)}${one.until === null ? '' : ` until ${date(one.until)}`}${again(one)}`,
          ),
        ],
      };
    }),
  );
  ofPerson(preferences, 'set', 'keep a wish of their household')
    .requiredOption('--kind <kind>', 'do-not-ask, tell-me, ask-more, work-with-me or pause')
    .option('--theme <theme>', 'about this only; without it, about everything')
    .option('--until <instant>', 'the end of a pause')
    .option('--review-after <date>', 'when to ask again')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { kind: string; theme?: string; until?: string; reviewAfter?: string } & OfPerson,
        ) => {
          const { kind, theme, until, reviewAfter } = options;
          // What was written wrongly is said by the verb.
          const wish = { kind, theme, until, reviewAfter } as PreferenceRequest;
          const kept = await app.get(SetPreference).run(atPerson(organisationId, options), wish);
          return { document: kept, lines: [`Kept, from now on: ${kept.preferenceId}`] };
        },
      ),
    );
  ofPerson(preferences, 'end', 'end a wish of their household, because they said so')
    .argument('<id>', 'the preference, as preferences show prints it')
    .action(
      cli.ofLandlord(async (app, organisationId, options: OfPerson, id: string) => {
        await app.get(EndPreference).run(atPerson(organisationId, options), id);
        return { document: { id }, lines: ['Ended.'] };
      }),
    );
}

function atPerson(organisationId: string, { person }: OfPerson): AtPerson {
  return { ...callerOf(organisationId), person };
}

function again({ isStale }: { readonly isStale: boolean }): string {
  return isStale ? '  (said long ago: ask again)' : '';
}
