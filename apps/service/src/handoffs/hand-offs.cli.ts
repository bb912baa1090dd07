import { readFileSync } from 'node:fs';
import type {
  AcknowledgeRequest,
  HandOffsQuery,
  RouteSettingRequest,
  RouteWordsRequest,
} from '@doorstep/contracts/http';
import { matchRoutes, shippedRouteModel, type OwnPhrase } from '@doorstep/domain';
import type { Command } from 'commander';
import { ListAlarms } from '../alarms/index.js';
import {
  actor,
  command,
  date,
  inPlainWords,
  limited,
  limitOf,
  listed,
  printAnswer,
  scoped,
  type Answer,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { AcknowledgeHandOff } from './acknowledge-hand-off.js';
import { AddRouteWords } from './add-route-words.js';
import { CloseHandOff } from './close-hand-off.js';
import { EndRouteWords } from './end-route-words.js';
import { ListHandOffs } from './list-hand-offs.js';
import { ListRoutes } from './list-routes.js';
import { ListRouteWords } from './list-route-words.js';
import { SetRoute } from './set-route.js';

/** `routes`, `hand-offs` and `alarms`. */
export function addHandOffCommands(program: Command, cli: CommandLine): void {
  addRoutes(program, cli);
  addHandOffs(program, cli);
  const alarms = program.command('alarms').description('what somebody has to look at');
  limited(scoped(command(alarms, 'list', 'newest first')))
    .option('--unseen', 'only those that nobody has looked at')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { limit: string; unseen?: boolean } & Common) => {
        const list = await app.get(ListAlarms).run(organisationId, limitOf(options), options.unseen === true);
        return listed(list, (one) => `${date(one.raisedAt)}  ${one.kind} ${one.level}  ${one.says}`);
      }),
    );
}

type RoutesOptions = { file?: string; jsonl?: boolean } & Common;

function addRoutes(program: Command, cli: CommandLine): void {
  const routes = scoped(command(program, 'routes', 'which hand-offs would be offered for what somebody said'))
    .option('--file <jsonl>', 'texts, one {"id": …, "text": …} a line; without --organisation no database is needed')
    .option('--jsonl', 'print one {"id": …, "routes": […]} a line, in the same order');
  // What stands after list, set or words is theirs, though they take options of the same name.
  routes.enablePositionalOptions();
  routes.action(async (options: RoutesOptions, given: Command) => {
    if (options.organisation === undefined)
      return inPlainWords(async () => printAnswer(routesOf(options, []), options.json === true));
    return cli.ofLandlord(async (app, organisationId, _: RoutesOptions) => {
      return routesOf(options, await app.get(ListRouteWords).run(organisationId));
    })(options, given);
  });
  scoped(command(routes, 'list', 'every hand-off and how it goes')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const items = await app.get(ListRoutes).run(organisationId);
      return {
        document: { items, total: items.length },
        lines: items.map(
          (one) =>
            `${one.route}  ${one.way}${one.isReady ? '' : ' (nothing goes out)'}  ${one.connection ?? one.email ?? one.phone ?? ''}`,
        ),
      };
    }),
  );
  scoped(command(routes, 'set', 'set how a hand-off goes, in place of what was set before'))
    .argument('<route>', 'for instance hazard')
    .requiredOption('--way <way>', 'host, email or by-hand')
    .option('--connection <name>', 'the connection, for way host')
    .option('--email <address>', 'where it goes, for way email')
    .option('--phone <number>', 'your own number for it')
    .option('--what-to-do <words>', 'what staff have to do')
    .option('--escalate-to <address>', 'who hears when nobody acknowledges it')
    .option('--minutes <number>', 'within how many minutes it should be acknowledged')
    .action(
      cli.ofLandlord(async (app, organisationId, { ...options }: SetOptions & Common, route: string) => {
        const set = await app.get(SetRoute).run(actor, organisationId, route, {
          way: options.way as RouteSettingRequest['way'],
          connection: options.connection ?? null,
          email: options.email ?? null,
          phone: options.phone ?? null,
          whatToDo: options.whatToDo ?? null,
          escalateTo: options.escalateTo ?? null,
          acknowledgeMinutes: options.minutes === undefined ? null : Number(options.minutes),
        });
        return { document: set, lines: [`${set.route} goes ${set.way}.`] };
      }),
    );
  addWords(routes, cli);
}

interface SetOptions {
  readonly way: string;
  readonly connection?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly whatToDo?: string;
  readonly escalateTo?: string;
  readonly minutes?: string;
}

function addWords(routes: Command, cli: CommandLine): void {
  const words = routes.command('words').description('words of your own that offer a hand-off, or never do');
  scoped(command(words, 'add', 'add words'))
    .argument('<route>', 'for instance hazard')
    .argument('<phrase>', 'as people say it')
    .option('--never', 'never offer the hand-off where this is said')
    .action(
      cli.ofLandlord(
        async (app, organisationId, options: { never?: boolean } & Common, route: string, phrase: string) => {
          const kind = options.never === true ? 'never' : 'offers';
          const added = await app
            .get(AddRouteWords)
            .run(actor, organisationId, { route, phrase, kind } as RouteWordsRequest);
          return { document: added, lines: [`“${added.phrase}” ${added.kind} ${added.route}.`] };
        },
      ),
    );
  scoped(command(words, 'list', 'those that count now')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const items = await app.get(ListRouteWords).run(organisationId);
      return listed({ items, total: items.length }, (one) => `${one.id}  ${one.route} (${one.kind})  ${one.phrase}`);
    }),
  );
  scoped(command(words, 'end', 'let words count no more'))
    .argument('<id>', 'as the list shows it')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, words: string) => {
        await app.get(EndRouteWords).run(actor, organisationId, words);
        return { document: { id: words }, lines: ['They count no more.'] };
      }),
    );
}

function addHandOffs(program: Command, cli: CommandLine): void {
  const handOffs = program.command('hand-offs').description('what was handed to those who act on it');
  limited(scoped(command(handOffs, 'list', 'newest first')))
    .option('--state <state>', 'waiting (nobody has it yet), open, closed or all', 'all')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { limit: string; state: string } & Common) => {
        const state = (['waiting', 'open', 'closed', 'all'] as const).find((one) => one === options.state);
        if (!state) throw new Problem('bad-input', 'state', '--state: write waiting, open, closed or all.');
        const query: HandOffsQuery = { limit: limitOf(options), state };
        const list = await app.get(ListHandOffs).run(actor, organisationId, query);
        return listed(list, (one) => [
          `${one.reference}  ${date(one.toldAt)}  ${one.title} (${one.state})`,
          ...one.deadlines.map((due) => `    by ${due.by}: ${due.what}`),
        ]);
      }),
    );
  scoped(command(handOffs, 'acknowledge', 'the other side has it'))
    .argument('<reference>', 'as the list shows it')
    .requiredOption('--by <who>', 'who has it')
    .option('--host-reference <reference>', 'their own reference for it')
    .action(
      cli.ofLandlord(
        async (app, organisationId, options: { by: string; hostReference?: string } & Common, reference: string) => {
          const { by, hostReference } = options;
          const request: AcknowledgeRequest = { by, ...(hostReference === undefined ? {} : { hostReference }) };
          await app.get(AcknowledgeHandOff).run(actor, organisationId, reference, request);
          return { document: { reference }, lines: [`${by} has ${reference}.`] };
        },
      ),
    );
  scoped(command(handOffs, 'close', 'it was made safe, answered or done'))
    .argument('<reference>', 'as the list shows it')
    .requiredOption('--by <who>', 'who says so')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { by: string } & Common, reference: string) => {
        await app.get(CloseHandOff).run(actor, organisationId, reference, { by: options.by });
        return { document: { reference }, lines: [`${reference} is closed.`] };
      }),
    );
}

interface Said {
  readonly id: string | number;
  readonly text: string;
}

function routesOf({ file, jsonl }: RoutesOptions, own: readonly OwnPhrase[]): Answer {
  if (file === undefined)
    throw new Problem('bad-input', 'file', 'Name the texts with --file <jsonl>, or write list, set or words.');
  const items = readSaid(file).map(({ id, text }) => ({
    id,
    routes: matchRoutes(text, shippedRouteModel, own).map(({ route }) => route),
  }));
  return {
    document: { items, total: items.length },
    lines: items.map((one) =>
      jsonl === true ? JSON.stringify(one) : `${one.id}  ${one.routes.join(', ') || 'nothing'}`,
    ),
  };
}

function readSaid(file: string): Said[] {
  const lines = readText(file)
    .replace(/^\ufeff/, '')
    .split('\n');
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [saidOn(line, at + 1)]));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as { code?: string }).code === 'ENOENT';
    throw new Problem('bad-input', 'file', missing ? `There is no file ${file}.` : `${file} cannot be read.`);
  }
}

function saidOn(line: string, number: number): Said {
  const { id, text } = Object(parsed(line)) as { id?: unknown; text?: unknown };
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string')
    throw new Problem('conflict', 'line', `Line ${number}: write {"id": "…", "text": "…"} in one line.`);
  return { id, text };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
