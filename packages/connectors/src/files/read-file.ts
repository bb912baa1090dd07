import { createHash } from 'node:crypto';

import * as z from 'zod';

import { type ConnectorContext, type FileEntry, type FilesPort, type Message, SourceProblem } from '../contract.js';
import { aboutStream } from '../reading/mapping.js';
import { translateRows } from '../reading/translate-row.js';

import { filesDefaults } from './codes.js';
import type { FilesConfig, StreamName } from './configuration.js';
import { contacts, homes, people, repairs, tenancies } from './map-rows.js';
import { type FileFacts, refused, rowsOf } from './parse-file.js';
import { type Layout, readLayout } from './read-layout.js';
import { readManifest } from './read-manifest.js';

type Translate = (
  rows: readonly unknown[],
  about: ReturnType<typeof aboutStream>,
  context: ConnectorContext,
) => Promise<readonly Message[]>;

const translating: Readonly<Record<StreamName, Translate>> = {
  homes: (rows, about, context) => translateRows(rows, homes, about, context),
  tenancies: (rows, about, context) => translateRows(rows, tenancies, about, context),
  people: (rows, about, context) => translateRows(rows, people, about, context),
  repairs: (rows, about, context) => translateRows(rows, repairs, about, context),
  contacts: (rows, about, context) => translateRows(rows, contacts, about, context),
};

const position = z.object({ v: z.literal(1), sha256: z.string().length(64), pages: z.int().min(0) });

/** What was found out about a file before anything of it is told. */
export interface Survey {
  readonly sha256: string;
  readonly rows: number;
  readonly layout: Layout;
  /** A hash for each page of rows: what is told later is what was looked at. */
  readonly pages: readonly string[];
  /** Keys that stand on two rows which say different things. */
  readonly torn: ReadonlySet<string>;
}

/**
 * Reads a file twice: once to see that all of it is as it should be, once to tell its rows. So a file that is cut off,
 * empty or laid out anew changes nothing at all, and no more of it than a page is kept in memory.
 */
export async function* readFile(
  config: FilesConfig,
  stream: StreamName,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  yield { type: 'STATUS', stream, status: 'STARTED' };
  try {
    if (config.delivers.has(stream)) {
      const files = filesOf(context);
      const survey = await surveyFile(config, stream, context);
      const from = position.safeParse(state).data;
      if (from !== undefined && from.sha256 !== survey.sha256) {
        yield { type: 'RESYNC_REQUIRED', stream, reason: 'gap' };
        yield { type: 'STATUS', stream, status: 'INCOMPLETE' };
        return;
      }
      yield* tellRows(files, config, stream, survey, from?.pages ?? 0, context);
    }
  } catch (error) {
    if (!context.signal.aborted) {
      if (!(error instanceof SourceProblem)) throw error;
      const { code, message, retryable } = error;
      yield { type: 'PROBLEM', stream, key: null, code, message, raw: null, retryable };
    }
    yield { type: 'STATUS', stream, status: 'INCOMPLETE' };
    return;
  }
  yield { type: 'STATUS', stream, status: 'COMPLETE' };
}

/**
 * Looks at a whole file. Throws `SourceProblem`: with `retryable` for one that is not there yet or is still being
 * written, without for one that is refused.
 */
export async function surveyFile(config: FilesConfig, stream: StreamName, context: ConnectorContext): Promise<Survey> {
  const files = filesOf(context);
  const path = config.files[stream];
  const before = await entryOf(files, path);
  const declared = config.manifest === null ? null : await readManifest(files, config.manifest, path, config);
  const isFresh = Math.abs(context.now().getTime() - Date.parse(before.modifiedAt)) < config.quietSeconds * 1000;
  if (declared === null && isFresh) throw stillWritten(path);

  const facts: FileFacts = { sha256: '', rows: 0, bytes: 0, endsWithLine: false };
  const survey = await look(files, config, stream, facts, context).catch((error: unknown) => {
    /* Half a file has rows cut through. Whoever is still writing it will come to the end. */
    if (declared !== null && isFresh && error instanceof SourceProblem && error.code === 'not-as-declared')
      throw stillWritten(path);
    throw error;
  });
  if (declared !== null && (facts.sha256 !== declared.sha256 || facts.rows !== declared.rows)) {
    if (isFresh) throw stillWritten(path);
    throw facts.rows === declared.rows
      ? refused(path, 'is not the one that the manifest names: its hash is another')
      : refused(path, `has ${facts.rows} rows where the manifest says ${declared.rows}`);
  }
  if (declared === null && !facts.endsWithLine) throw refused(path, 'ends in the middle of a line');
  if (facts.rows === 0) throw refused(path, 'has no rows');
  const after = await entryOf(files, path);
  if (facts.bytes !== after.bytes || before.modifiedAt !== after.modifiedAt) throw stillWritten(path);
  return { ...survey, sha256: facts.sha256, rows: facts.rows };
}

async function look(
  files: FilesPort,
  config: FilesConfig,
  stream: StreamName,
  facts: FileFacts,
  { mapping, signal }: ConnectorContext,
): Promise<Pick<Survey, 'layout' | 'pages' | 'torn'>> {
  let layout = config.nameRow === 0 ? readLayout(stream, null, config, mapping) : null;
  let number = 0;
  const pages: string[] = [];
  let page = createHash('sha256');
  let onPage = 0;
  const seen = new Map<string, number>();
  const torn = new Set<string>();
  for await (const row of rowsOf(files, config.files[stream], config, facts)) {
    signal.throwIfAborted();
    number++;
    if (number === config.nameRow) layout = readLayout(stream, row, config, mapping);
    if (number <= config.headerRows || layout === null) continue;
    const taken = takenOf(row, layout);
    page.update(taken);
    if (++onPage === config.pageSize) {
      pages.push(page.digest('hex'));
      page = createHash('sha256');
      onPage = 0;
    }
    const key = (row[layout.at.get('id') ?? 0] ?? '').trim();
    if (key === '') continue;
    const short = createHash('sha256').update(taken).digest().readUIntBE(0, 6);
    if ((seen.get(key) ?? short) !== short) torn.add(key);
    seen.set(key, short);
  }
  if (onPage > 0) pages.push(page.digest('hex'));
  if (layout === null) throw refused(config.files[stream], 'has fewer rows than headerRows says');
  return { layout, pages, torn };
}

async function* tellRows(
  files: FilesPort,
  config: FilesConfig,
  stream: StreamName,
  survey: Survey,
  told: number,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const facts: FileFacts = { sha256: '', rows: 0, bytes: 0, endsWithLine: false };
  let number = 0;
  let at = 0;
  let page: (readonly string[])[] = [];
  for await (const row of rowsOf(files, config.files[stream], config, facts)) {
    if (++number <= config.headerRows) continue;
    page.push(row);
    if (page.length < config.pageSize) continue;
    if (at++ >= told) yield* tellPage(page, at, config, stream, survey, context);
    page = [];
  }
  if (page.length > 0 && at++ >= told) yield* tellPage(page, at, config, stream, survey, context);
  if (at !== survey.pages.length) throw stillWritten(config.files[stream]);
}

async function* tellPage(
  page: readonly (readonly string[])[],
  number: number,
  config: FilesConfig,
  stream: StreamName,
  survey: Survey,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  context.signal.throwIfAborted();
  const hash = createHash('sha256');
  for (const row of page) hash.update(takenOf(row, survey.layout));
  if (hash.digest('hex') !== survey.pages[number - 1]) throw stillWritten(config.files[stream]);
  const about = aboutStream(stream, context, filesDefaults);
  let recordsSince = 0;
  const rows: unknown[] = [];
  for (const cells of page) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = Object.fromEntries([...survey.layout.at].map(([field, at]) => [field, cells[at] ?? '']));
    const key = (row['id'] ?? '').trim();
    if (survey.torn.has(key)) {
      const message = 'Two rows have this id and say different things.';
      yield { type: 'PROBLEM', stream, key, code: 'bad-record', message, raw: null, retryable: false };
      continue;
    }
    rows.push(row);
  }
  for (const said of await translating[stream](rows, about, context)) {
    if (said.type === 'RECORD') recordsSince++;
    yield said;
  }
  const state = { v: 1, sha256: survey.sha256, pages: number };
  yield { type: 'STATE', stream, state, recordsSince, fieldsLeft: survey.layout.left };
}

/** The cells that are taken of a row, as one text. */
function takenOf(row: readonly string[], { at }: Layout): string {
  return JSON.stringify([...at.values()].map((place) => row[place]));
}

export function filesOf({ files }: ConnectorContext): FilesPort {
  if (files === null) throw new RangeError('The connector files was opened without files.');
  return files;
}

async function entryOf(files: FilesPort, path: string): Promise<FileEntry> {
  const found = (await files.list()).find((entry) => entry.path === path);
  if (found === undefined)
    throw new SourceProblem('unreachable', `The file ${path} is not there. It is looked for at the next run.`, true);
  return found;
}

function stillWritten(path: string): SourceProblem {
  return new SourceProblem('not-as-declared', `${path} is still being written. It is left for the next run.`, true);
}
