import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import { type FilesPort, SourceProblem } from '../contract.js';

import type { FilesConfig } from './configuration.js';

/** Far more than any landlord has; what is longer is not what it says it is. */
const mostBytes = 1024 * 1024 * 1024;
const mostBytesOfRow = 2 * 1024 * 1024;

/** What is known of a file when all of it went by. */
export interface FileFacts {
  /** Lower-case hex SHA-256 of its bytes. */
  sha256: string;
  /** Without those before the first record. */
  rows: number;
  bytes: number;
  endsWithLine: boolean;
}

/**
 * The rows of a file, those of the header too, cells as they stand there. Rows of another width, quotes that do not
 * close and bytes that are no characters throw `SourceProblem`: then nothing of the file can be believed.
 * `facts` is filled in by the time of the last row.
 */
export async function* rowsOf(
  files: FilesPort,
  path: string,
  { separator, encoding, headerRows }: Pick<FilesConfig, 'separator' | 'encoding' | 'headerRows'>,
  facts: FileFacts,
): AsyncGenerator<readonly string[]> {
  const text = Readable.from(textOf(files, path, encoding, facts));
  const parser = parse({ delimiter: separator, bom: true, skip_empty_lines: true, max_record_size: mostBytesOfRow });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let count = 0;
  try {
    for await (const row of parser as AsyncIterable<readonly string[]>) {
      count++;
      yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? unparsable(path, error) : error;
  } finally {
    text.destroy();
  }
  facts.rows = Math.max(0, count - headerRows);
}

async function* textOf(
  files: FilesPort,
  path: string,
  encoding: FilesConfig['encoding'],
  facts: FileFacts,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  /* The mark at the beginning is left for the parser, which knows what it is. */
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let isFirst = true;
  let last: number | undefined;
  const decoded = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw refused(path, `is not written in ${encoding}. Set encoding to what the export writes`);
    }
  };
  for await (const bytes of files.read(path, mostBytes)) {
    if (isFirst && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
      throw refused(path, 'is a workbook or an archive. Export it as CSV');
    isFirst = false;
    hash.update(bytes);
    facts.bytes += bytes.length;
    last = bytes.at(-1) ?? last;
    yield decoded(bytes);
  }
  yield decoded();
  facts.sha256 = hash.digest('hex');
  facts.endsWithLine = last === 0x0a || last === 0x0d;
}

/** A file that is not what it should be, as a whole. */
export function refused(path: string, why: string): SourceProblem {
  return new SourceProblem('not-as-declared', `Nothing of ${path} was taken: it ${why}.`, false);
}

function unparsable(path: string, { code }: CsvError): SourceProblem {
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' || code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return refused(path, 'has a row with more or fewer columns than the first');
  if (code === 'CSV_QUOTE_NOT_CLOSED') return refused(path, 'ends in the middle of a quoted field');
  return refused(path, 'has quotes where none can stand');
}
