import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { Option, type Command } from 'commander';
import { ConfigProblem } from '../config/config.js';
import { EngineProblem } from '../engine/index.js';
import type { Caller } from '../http/caller.guard.js';
import { Problem } from '../problem.js';

/** Who the audit says did it. */
export const actor = 'command-line';

/** Whoever is at the command line, for verbs that ask: as a system of the landlord's own. */
export function callerOf(organisationId: string): Caller {
  return { organisationId, actor, roles: ['system'] };
}

/** What a command prints: the document for `--json`, and lines for people. */
export interface Answer {
  readonly document: object;
  readonly lines: readonly string[];
  readonly failed?: boolean;
}

/** Options that every command takes. */
export interface Common {
  readonly json?: boolean;
  readonly organisation?: string;
}

/** Opens the service for one command, and closes it. */
export type OpenService = (work: (app: INestApplicationContext) => Promise<void>) => Promise<void>;

/** Finds the id of the landlord of that short name, or of the only one. Throws `Problem`. */
export type FindLandlord = (app: INestApplicationContext, shortName?: string) => Promise<string>;

/** Runs commands over the same verbs as the API. */
export class CommandLine {
  constructor(
    private readonly open: OpenService,
    private readonly findLandlord: FindLandlord,
  ) {}

  /** The action of a command for the landlord that `--organisation` names, or the only one there is. */
  ofLandlord<Options extends Common>(
    work: (
      app: INestApplicationContext,
      organisationId: string,
      options: Options,
      ...words: string[]
    ) => Promise<Answer>,
  ) {
    return this.run<Options>(async (app, options, ...words) =>
      work(app, await this.findLandlord(app, options.organisation), options, ...words),
    );
  }

  /** The action of a command: does the work, prints its answer, and sets the exit code: 0 done, 1 failed, 2 wrong words. */
  run<Options extends Common>(
    work: (app: INestApplicationContext, options: Options, ...words: string[]) => Promise<Answer>,
  ) {
    return async (...given: unknown[]): Promise<void> => {
      const options = given.at(-2) as Options;
      const words = given.slice(0, -2) as string[];
      await inPlainWords(() =>
        this.open(async (app) => {
          printAnswer(await work(app, options, ...words), options.json === true);
        }),
      );
    };
  }
}

/** Does something for a command, and says in one line what cannot be done. */
export async function inPlainWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isMeant = error instanceof Problem || error instanceof ConfigProblem || error instanceof EngineProblem;
    // What was thrown in plain words, such as a REDIS_URL that does not answer, was written to be read.
    if (!isMeant && (error as Error).name !== 'Error') throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = error instanceof Problem && error.kind === 'bad-input' ? 2 : 1;
  }
}

/** Prints the document or the lines; an answer that says it failed sets the exit code. */
export function printAnswer(answer: Answer, asJson: boolean): void {
  const lines = asJson ? [JSON.stringify(answer.document, null, 2)] : answer.lines;
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (answer.failed) process.exitCode = 1;
}

/** A command that can print one JSON document. */
export function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'print one JSON document and nothing else')
    .exitOverride();
}

/** Takes --organisation. */
export function scoped(one: Command): Command {
  return one.addOption(new Option('--organisation <short-name>', 'which landlord, where there is more than one'));
}

/** A command about one person. */
export function ofPerson(parent: Command, name: string, description: string): Command {
  return scoped(command(parent, name, description)).requiredOption(
    '--person <ref>',
    'the person’s reference in the housing system',
  );
}

/** Takes --limit. */
export function limited(one: Command): Command {
  return one.option('--limit <number>', 'at most so many', '50');
}

/** Throws `Problem` for a limit that is no number of lines. */
export function limitOf({ limit }: { limit: string }): number {
  const number = Number(limit);
  if (!Number.isInteger(number) || number < 1 || number > 100_000)
    throw new Problem('bad-input', 'limit', '--limit: write a whole number from 1 to 100000.');
  return number;
}

/** The answer of a command that lists: the lines of each item, then how many there are in all. */
export function listed<Item>(
  list: { readonly items: readonly Item[]; readonly total: number },
  linesOf: (item: Item) => string | readonly string[],
): Answer {
  return { document: list, lines: [...list.items.flatMap(linesOf), `${list.total} in all.`] };
}

/** Reads a JSON file that somebody named. Throws `Problem`. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const missing = (error as { code?: string }).code === 'ENOENT';
    throw new Problem('bad-input', 'file', missing ? `There is no file ${file}.` : `${file} is not JSON.`);
  }
}

/** Reads the items of a JSON file that somebody named. Throws `Problem`. */
export function readItems(file: string): readonly unknown[] {
  const parsed = readJson(file);
  const items = Array.isArray(parsed) ? parsed : (parsed as { items?: unknown } | null)?.items;
  if (!Array.isArray(items)) throw new Problem('bad-input', 'file', `${file}: write { "items": [ … ] }.`);
  return items;
}

/** `YYYY-MM-DD`. */
export function date(instant: string | Date): string {
  return new Date(instant).toISOString().slice(0, 10);
}
