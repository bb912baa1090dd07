import { describe, expect, it } from '@jest/globals';

import { asset, collect, configured, type Landlord, only, PageServer, range, tenure } from '../../test/page-server.js';
import type { ConnectorContext, Message } from '../contract.js';

import { hackney } from './hackney.js';

const order = (n: number) => ({ reference: n, priorityCode: 4, status: 'In Progress', propertyReference: `p${n}` });
const landlord: Landlord = { assets: range(37, asset), tenures: range(9, tenure), workOrders: range(9, order) };

/** Hashes by key, as a store keeps them. */
type Known = Map<string, string | undefined>;

async function read(
  known: Known,
  stream: string,
  rows: Landlord = landlord,
  other: Partial<ConnectorContext> = {},
): Promise<Message[]> {
  const unchanged: ConnectorContext['unchanged'] = async (asked) =>
    new Set(asked.filter(({ key, hash }) => known.get(key) === hash).map(({ key }) => key));
  const context = { ...new PageServer(rows).context, unchanged, ...other };
  const messages = await collect(hackney.read(configured(), stream, undefined, context));
  for (const { key, rowHash } of only(messages, 'RECORD')) known.set(key, rowHash);
  return messages;
}

const told = (messages: readonly Message[]) => only(messages, 'RECORD').map(({ key }) => key);
const seen = (messages: readonly Message[]) => only(messages, 'SEEN').flatMap(({ keys }) => keys);

describe.each([
  ['assets', 37],
  ['tenures', 9],
  ['workOrders', 9],
])('%s that came just so before', (stream, total) => {
  it('are seen and not understood again', async () => {
    const known: Known = new Map();
    expect(told(await read(known, stream))).toHaveLength(total);
    const again = await read(known, stream);
    expect(told(again)).toEqual([]);
    expect(only(again, 'SEEN').every(({ areRead }) => areRead === true)).toBe(true);
    expect(seen(again).sort()).toEqual([...known.keys()].sort());
    expect(again.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });
});

it('a key that a page before told otherwise is told again, although the store knows it so', async () => {
  const known: Known = new Map();
  const assets = range(20, asset);
  await read(known, 'assets', { assets });
  const moved = { ...asset(3), assetAddress: { addressLine1: '2 Other Street', postCode: 'ZZ1 1ZZ' } };
  const twice = [...assets.slice(0, 2), moved, ...assets.slice(3, 12), asset(3), ...assets.slice(12)];
  expect(told(await read(known, 'assets', { assets: twice }))).toEqual(['asset-3', 'asset-3']);
});

describe('a row is understood anew', () => {
  const first = (change: object): Landlord => {
    const [one, ...others] = landlord.assets!;
    return { ...landlord, assets: [{ ...one, ...change }, ...others] };
  };

  it('when a field changed that is taken, however deep; not when another did', async () => {
    const known: Known = new Map();
    await read(known, 'assets');
    expect(told(await read(known, 'assets', first({ nationalInsuranceNumber: 'QQ123456C' })))).toEqual([]);
    const moved = first({ assetAddress: { addressLine1: '2 Other Street', postCode: 'ZZ1 1ZZ' } });
    expect(told(await read(known, 'assets', moved))).toEqual([String(landlord.assets![0]!['id'])]);
  });

  it('when the landlord says that its values mean something else', async () => {
    const known: Known = new Map();
    await read(known, 'assets');
    const mapping = { ...hackney.defaultMapping, schemes: { Dwelling: 'sheltered' as const } };
    expect(told(await read(known, 'assets', landlord, { mapping }))).toHaveLength(37);
  });

  it('each time, while its code is unknown or what it says hangs on the day', async () => {
    const known: Known = new Map();
    const odd = { ...tenure(1), id: 'odd', tenureType: { code: 'unheard of' } };
    const ending = { ...tenure(2), id: 'ending', endOfTenureDate: '2026-11-26T00:00:00Z' };
    const over = { ...tenure(3), id: 'over', endOfTenureDate: '2026-11-24T00:00:00Z' };
    const tenures = { tenures: [odd, ending, over] };
    await read(known, 'tenures', tenures);
    expect(told(await read(known, 'tenures', tenures))).toEqual(['odd', 'ending']);
    const later = await read(known, 'tenures', tenures, { now: () => new Date('2026-11-27T12:00:00Z') });
    expect(only(later, 'RECORD').map(({ key, record }) => [key, 'isActive' in record && record.isActive])).toEqual([
      ['odd', true],
      ['ending', false],
    ]);
  });
});
