import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { freePort, scratchFolder } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eraseEngine } from './platform/engine/index.js';

const dist = fileURLToPath(new URL('../dist/programs/', import.meta.url));
const dataDir = scratchFolder('doorstep-cli-');
let sim: HousingSim;
let harbour: string;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, DOORSTEP_DATA_DIR: dataDir, DOORSTEP_DEMO: '0', ...more };
}

async function doorstep(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(dist, 'cli.js'), ...words], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** What a command says in JSON: one document and nothing else, or this throws. */
async function documentOf<Document>(...words: string[]): Promise<Document> {
  const { code, out, err } = await doorstep([...words, '--json']);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as Document;
}

interface List<Item = Record<string, unknown>> {
  readonly items: Item[];
  readonly total: number;
}

beforeAll(async () => {
  if (!existsSync(join(dist, 'cli.js'))) {
    throw new Error('The command line is not built: run npm test, or npx turbo run build.');
  }
  chmodSync(dataDir, 0o755);
  sim = await startHousingSim({ port: 0, homes: 30, seed: 5, apiKey: 'simulated-key' });
  const added = await documentOf<{ id: string }>('organisation', 'add', '--slug', 'harbour', '--name', 'Harbour Homes');
  expect(added).toMatchObject({ slug: 'harbour', apiKey: expect.stringMatching(/^dk_/) });
  harbour = added.id;
  const connected = await documentOf(
    ...['connection', 'add', 'housing', '--set', `housingUrl=${sim.url}`, 'apiKey=simulated-key', 'pageSize=50'],
    ...['--allow-address', '127.0.0.1/32'],
  );
  expect(JSON.stringify(connected)).not.toContain('simulated-key');
}, 180_000);
afterAll(async () => {
  await sim.close();
  eraseEngine(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

it('before the service runs, says one document on standard output', async () => {
  expect((await documentOf<List>('connection', 'check', 'housing')).items).toContainEqual(
    expect.objectContaining({ name: 'Repairs readable', ok: true }),
  );
  expect(await documentOf('sync', 'housing')).toMatchObject({ status: 'complete', problem: null });
}, 180_000);

it('ends well when whoever reads has read enough', async () => {
  const file = join(dataDir, 'many.jsonl');
  writeFileSync(file, Array.from({ length: 10_000 }, (_, id) => `{"id":${id},"text":""}\n`).join(''));
  const child = spawn(process.execPath, [join(dist, 'cli.js'), 'routes', '--file', file, '--jsonl'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'exit')) as [number | null];
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('does not start without the folder that it was told to read, and says what to do', async () => {
  const none = join(dataDir, 'nowhere');
  const child = spawn(process.execPath, [join(dist, 'main.js')], {
    env: environment({ PORT: String(await freePort()), DOORSTEP_FILES_ROOT: none }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, err.trimEnd().split('\n')]).toEqual([
    1,
    [expect.stringMatching(`^DOORSTEP_FILES_ROOT: ${none} is not there. Make that folder`)],
  ]);
}, 60_000);

describe('while the service runs on the same data', () => {
  let service: ChildProcess;
  let url: string;
  let said = '';
  beforeAll(async () => {
    const [connection] = (await documentOf<List<{ id: string }>>('connection', 'list')).items;
    const [folder, caseId] = [join(dataDir, 'objects', 'erasures', harbour), randomUUID()];
    const [today] = new Date().toISOString().split('T');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${today}-${caseId}`),
      JSON.stringify({
        ...{ caseId, personIds: [], receivedOn: today, dueOn: today },
        references: [{ connectionId: connection!.id, hash: 'a'.repeat(64) }],
      }),
    );
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const started = spawn(process.execPath, [join(dist, 'main.js')], {
      env: environment({ PORT: String(port) }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    service = started;
    await new Promise<void>((ready, failed) => {
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (text.includes('Ctrl-C')) ready();
      });
      started.once('exit', () => failed(new Error('The service did not start; its reason stands above.')));
    });
  }, 180_000);
  afterAll(async () => {
    service.kill('SIGTERM');
    if (service.exitCode === null) await once(service, 'exit');
  });

  it('erased again whom the journal knows and the database did not, before it answered anybody', () => {
    expect(said.indexOf('Erased again 1 of harbour')).toBeGreaterThanOrEqual(0);
    expect(said.indexOf('Erased again')).toBeLessThan(said.indexOf('Health'));
  });

  it('is the same landlord, and contacts are taken once', async () => {
    expect((await documentOf<List>('connection', 'list')).items).toMatchObject([{ name: 'housing' }]);
    const file = join(dataDir, 'contacts.json');
    const contact = {
      reference: { id: 'call-1', allocatedBy: 'switchboard' },
      type: 'TEL-GEN',
      occurredAt: new Date().toISOString(),
      home: { id: 'nowhere', allocatedBy: 'hackney/asset' },
    };
    writeFileSync(file, JSON.stringify({ items: [contact] }));
    expect(await documentOf('contacts', 'add', '--file', file)).toMatchObject({ added: 1, known: 0 });
    expect(await documentOf('contacts', 'add', '--file', file)).toMatchObject({ added: 0, known: 1 });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  }, 180_000);

  const wrong: [string, number, string[], RegExp, Record<string, string>][] = [
    ['wrong words', 2, ['connection', 'nonsense'], /nonsense/, {}],
    ['what the landlord does not have', 1, ['sync', 'abacus'], /abacus/, {}],
    ['a setting of the service nobody knows', 1, ['held', 'list'], /DOORSTEP_BOGUS/, { DOORSTEP_BOGUS: '1' }],
  ];
  it.each(wrong)('%s: the process ends with %i and one line on standard error', async (_, code, words, line, more) => {
    const { err, out, code: ended } = await doorstep(words, more);
    expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
    expect([out, ended]).toEqual(['', code]);
  });
});
