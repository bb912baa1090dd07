import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { run } from '../../test/running.js';
import { readPublishedLandlord } from './published.js';

const own = mkdtempSync(join(tmpdir(), 'housing-sim-'));
afterAll(() => rmSync(own, { recursive: true }));

describe('published records', () => {
  it('are read from Elasticsearch bulk files: an index line, then a document', () => {
    mkdirSync(join(own, 'hackney-housing-search'));
    for (const name of ['persons', 'tenures', 'assets']) {
      const line = (id: string) => `{"index":{"_index":"${name}","_id":"${id}"}}\n{"id":"${id}","householdMembers":[]}`;
      writeFileSync(join(own, 'hackney-housing-search', `${name}.json`), `${line(`${name}-1`)}\n${line(`${name}-2`)}`);
    }
    expect(
      readPublishedLandlord(own)
        .persons.all()
        .map((person) => person.id),
    ).toEqual(['persons-1', 'persons-2']);
  });

  it('are refused where the folder is not there', () => {
    expect(() => readPublishedLandlord('/nowhere')).toThrow(/ENOENT.*persons\.json/);
  });
});

const folder =
  process.env.DOORSTEP_FIXTURES ?? fileURLToPath(new URL('../../../../../shared/fixtures', import.meta.url));
const isThere = existsSync(join(folder, 'hackney-housing-search'));

(isThere ? describe : describe.skip)(`Hackney's published records (needs ${folder})`, () => {
  it('are served whole: 2,541 people, 1,000 tenures, 1,000 assets, and no work', async () => {
    const sim = await run({ fixtures: folder });
    expect(sim.landlord.counts()).toMatchObject({
      persons: 2541,
      tenures: 1000,
      assets: 1000,
      workOrders: 0,
      processes: 0,
    });

    const tenures = new Set<string>();
    let cursor = '';
    for (;;) {
      const page = (await sim.get(`/api/v1/search/tenures/all?searchText=**&page=1&pageSize=300${cursor}`)) as {
        results: { tenures: { id: string }[] };
        lastHitId: string;
        lastHitTenureStartDate: string;
      };
      if (page.results.tenures.length === 0) break;
      for (const { id } of page.results.tenures) tenures.add(id);
      cursor = `&lastHitId=${page.lastHitId}&lastHitTenureStartDate=${page.lastHitTenureStartDate}`;
    }
    expect(tenures.size).toBe(1000);
    expect(await sim.get('/api/v2/workOrders')).toEqual([]);
    const residents = (await sim.get('/_sim/residents?limit=3')) as { items: unknown[] };
    expect(residents.items).toHaveLength(3);
    expect((await sim.ask('/api/v1/contactDetails?targetId=x')).status).toBe(404);
    await sim.close();
  });
});
