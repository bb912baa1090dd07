import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command, CommanderError } from 'commander';
import { findLandlord } from '../organisations/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import { addHandOffCommands } from './hand-offs.cli.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-routes-'));
const file = join(folder, 'said.jsonl');
let out = '';
let err = '';

beforeEach(() => {
  [out, err] = ['', ''];
  process.exitCode = undefined;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in this process, without a service to open. Answers its exit code. */
async function routes(...words: string[]): Promise<number> {
  const program = new Command('doorstep').exitOverride();
  addHandOffCommands(
    program,
    new CommandLine(async () => {
      throw new Error('The service was opened.');
    }, findLandlord),
  );
  try {
    await program.parseAsync(['routes', ...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return 2;
    throw error;
  }
  return Number(process.exitCode ?? 0);
}

describe('routes --file', () => {
  it('answers a line for each text, in their order, and opens nothing', async () => {
    writeFileSync(
      file,
      '\ufeff{"id":"b","text":"there is black mould in the bedroom and it makes the kids cough"}\r\n{"id":7,"text":"thank you, all is well"}\n\n{"id":"a","text":""}',
    );
    expect(await routes('--file', file, '--jsonl')).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; routes: string[] });
    expect(lines.map(({ id }) => id)).toEqual(['b', 7, 'a']);
    expect(lines.map((line) => Object.keys(line))).toEqual([
      ['id', 'routes'],
      ['id', 'routes'],
      ['id', 'routes'],
    ]);
    expect(lines[0]!.routes).toContain('hazard');
    expect(lines[2]!.routes).toEqual([]);
    expect(err).toBe('');
  });

  it('answers no texts with no lines', async () => {
    writeFileSync(file, '\n');
    expect(await routes('--file', file, '--jsonl')).toBe(0);
    expect(out).toBe('');
  });

  it('prints one document with --json', async () => {
    writeFileSync(file, '{"id":"a","text":"hello"}\n');
    expect(await routes('--file', file, '--json')).toBe(0);
    expect(JSON.parse(out)).toEqual({ items: [{ id: 'a', routes: [] }], total: 1 });
  });

  it.each(['not json', '{"id":"b"}', '{"id":null,"text":"x"}', '{"text":"x"}', '["b","x"]', 'null'])(
    'says which line %s is, and prints nothing',
    async (line) => {
      writeFileSync(file, `{"id":"a","text":"hello"}\n${line}\n`);
      expect(await routes('--file', file, '--jsonl')).toBe(1);
      expect(err).toMatch(/^Line 2: write /);
      expect(out).toBe('');
    },
  );

  it('needs texts, and says so', async () => {
    expect(await routes('--file', join(folder, 'none.jsonl'), '--jsonl')).toBe(2);
    expect(await routes('--jsonl')).toBe(2);
    expect(err).toMatch(/^There is no file .*\nName the texts with --file/);
  });

  it('opens the service for a landlord’s own words, and for a list', async () => {
    writeFileSync(file, '{"id":"a","text":"hello"}\n');
    expect(await routes('--file', file, '--organisation', 'alder')).toBe(1);
    expect(await routes('list', '--json', '--organisation', 'alder')).toBe(1);
    expect(err).toBe('The service was opened.\nThe service was opened.\n');
    expect(await routes('lost')).toBe(2);
  });
});
