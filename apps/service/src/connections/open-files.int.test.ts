import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection, CheckConnection } from './index.js';

let root: string;
let service: StartedService;
let landlord: Landlord;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'doorstep-delivered-'));
  for (const slug of ['harbour', 'moorland']) {
    mkdirSync(join(root, slug, 'exports'), { recursive: true });
    const path = join(root, slug, 'exports', 'people.csv');
    writeFileSync(path, 'id,given_name,family_name\n1,Robin,Hart\n');
    utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'));
  }
  service = await startService({ filesRoot: root });
  landlord = await addLandlord(service, 'harbour');
});

afterAll(async () => {
  await service.close();
  rmSync(root, { recursive: true });
});

async function checked(name: string, path: string): Promise<{ ok: boolean; detail: string } | undefined> {
  const configuration = { place: 'folder', path, delivers: ['people'] };
  await service.app
    .get(AddConnection)
    .run('test', landlord.id, { name, connector: 'files', configuration, allowedAddresses: [] });
  const { signal } = new AbortController();
  for await (const result of service.app.get(CheckConnection).run(landlord.id, name, signal)) return result;
  return undefined;
}

describe('a connection to files of this machine', () => {
  it("reads below the landlord's own folder", async () => {
    expect(await checked('exports', 'exports')).toMatchObject({ ok: true, detail: '1 rows, 3 columns taken, 0 left.' });
  });

  it("does not reach a neighbour's", async () => {
    const found = await checked('neighbour', '../moorland/exports');
    expect(found?.ok).toBe(false);
    expect(found?.detail).toContain('outside');
  });
});
