import { describe, expect, it } from '@jest/globals';

import { ledgerConnector, startLedger } from '../../test/ledger.js';
import type { CheckResult } from '../contract.js';

import { Bench, dice } from './bench.js';
import { checkLive } from './check-live.js';

async function check(strike?: string, key = 'the-key-of-the-ledger'): Promise<CheckResult[]> {
  const source = await startLedger();
  const bench = new Bench(ledgerConnector('delta-token'), source, dice(1), { ...source.configuration, key });
  if (strike !== undefined) await source.strike(strike, 'people');
  const results: CheckResult[] = [];
  for await (const result of checkLive(bench.connector, bench.configuration, bench.context)) results.push(result);
  return results;
}

describe('a system that a landlord really runs', () => {
  it('is read a page at a time and told in numbers', async () => {
    expect(await check()).toEqual([
      { name: 'Key accepted', ok: true, detail: expect.any(String) },
      { name: 'First page of people', ok: true, detail: '8 records understood, 0 rows held.' },
    ]);
  });

  it('is said to hold rows and codes that are not understood, without a value', async () => {
    expect((await check('nameless'))[1]).toMatchObject({ ok: true, detail: '7 records understood, 1 rows held.' });
    const [, found] = await check('lodger');
    expect(found).toMatchObject({ ok: false, detail: '1 records were different when they were read again at once.' });
  });

  it('is said to be broken where a page is', async () => {
    expect((await check('html'))[1]).toMatchObject({ ok: false, detail: expect.stringContaining('not JSON') });
  });

  it('is not read where it refuses the key', async () => {
    const results = await check(undefined, 'another-key');
    expect(results.map(({ ok }) => ok)).toEqual([false]);
  });
});
