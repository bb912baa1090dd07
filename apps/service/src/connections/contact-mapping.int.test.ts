import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { ListUnmapped } from '../contacts/index.js';
import { ChangeContactMapping, ShowContactMapping } from './index.js';

let house: SyncFromSim;
let orders = 0;

beforeAll(async () => {
  house = await syncFromSim({ homes: 80 });
  await house.sync();
});
afterAll(() => house.close());

const show = () => house.app.get(ShowContactMapping).run(house.organisationId, 'housing');
const change = (version: number, rows: readonly object[], actor = 'test') =>
  house.app.get(ChangeContactMapping).run(actor, house.organisationId, 'housing', { version, rows });
const contacts = () =>
  house.sql<{ reference_id: string; type_code: string | null }>(
    'SELECT reference_id, type_code FROM contacts ORDER BY reference_id',
  );

/** Finishes a carpentry order in the housing system, brings it in, and answers the type of the contact that came of it. */
async function finishOrder(): Promise<string | null> {
  const { workOrders, assets } = house.sim.landlord;
  const home = [...assets.all()].find((one) => one.assetType === 'Dwelling')!;
  const reference = workOrders.nextReference;
  const raisedMs = Date.now() - 3_600_000 - (orders += 1);
  workOrders.put({
    reference,
    raisedMs,
    property: '',
    propertyPostCode: '',
    propertyReference: home.assetId,
    owner: 'Repairs Direct',
    description: 'Ease the kitchen door',
    tradeCode: 'CP',
    tradeDescription: 'Carpentry - CP',
    priority: { code: 4, label: '5 [N] NORMAL', targetDays: 28, doneDays: [0, 1] } as never,
    isFollowOn: false,
    needsFollowOn: false,
    statusCode: 50,
    closedMs: raisedMs + 60_000,
    appointment: null,
  });
  await house.sync();
  const rows = await house.sql<{ type_code: string | null }>('SELECT type_code FROM contacts WHERE reference_id = $1', [
    `${reference}:repair-completed`,
  ]);
  expect(rows).toHaveLength(1);
  return rows[0]!.type_code;
}

describe('the contact mapping of a connection', () => {
  it('begins as shipped, and what no row knows is counted', async () => {
    expect(await show()).toMatchObject({ version: 0, changedBy: null, changedAt: null });
    expect(await finishOrder()).toBe('RPR-VIS');
  });

  it('changes what the next contact is taken for, and nothing before', async () => {
    const before = await contacts();
    const changed = await change(0, [{ on: 'repair-ended', phase: 'completed', typeCode: 'RPR-FUP' }]);
    expect(changed).toMatchObject({ version: 1, changedBy: 'test' });
    expect(await show()).toEqual(changed);
    expect(await finishOrder()).toBe('RPR-FUP');
    const after = new Map((await contacts()).map((one) => [one.reference_id, one.type_code]));
    expect(before.filter((one) => after.get(one.reference_id) !== one.type_code)).toEqual([]);
    const [audited] = await house.sql(
      `SELECT actor, detail FROM audit_entries WHERE action = 'connection.contact-mapping'`,
    );
    expect(audited).toEqual({ actor: 'test', detail: { version: 1, rows: 1 } });
  });

  it('guesses nothing: what no row takes is listed, with how often and since when', async () => {
    const list = () => house.app.get(ListUnmapped).run(house.organisationId, 500);
    const source = 'repair phase=completed trade=CP';
    const times = async () => (await list()).items.find((one) => one.source === source)?.contacts ?? 0;
    const before = await times();
    await change(1, [{ on: 'tenancy-ended', typeCode: 'TEN-END' }]);
    expect(await finishOrder()).toBeNull();
    expect(await finishOrder()).toBeNull();
    expect(await times()).toBe(before + 2);
    const { items, total } = await list();
    expect(items).toContainEqual({ source, connection: 'housing', contacts: before + 2, lastSeenAt: expect.any(Date) });
    expect(items).toHaveLength(total);
    const [counted] = await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM contacts WHERE type_code IS NULL`);
    expect(items.reduce((sum, one) => sum + one.contacts, 0)).toBe(counted!.n);
  });

  it('is not written over: who comes second is told who was first, and when', async () => {
    const rows = [{ on: 'tenancy-ended', typeCode: 'TEN-END' }];
    const { version } = await show();
    const both = await Promise.allSettled([change(version, rows, 'first'), change(version, rows, 'second')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { changedBy, changedAt } = await show();
    await expect(change(version, rows)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(`${changedBy} changed it at ${changedAt}`),
    });
  });

  it.each([
    ['a type that does not exist', [{ on: 'tenancy-ended', typeCode: 'TEN-XXX' }], 'Row 1: there is no contact type'],
    [
      'a row that is never reached',
      [
        { on: 'tenancy-started', typeCode: 'TEN-SGN' },
        { on: 'tenancy-started', isMutualExchange: true, typeCode: 'TEN-MUX' },
      ],
      'Row 2 is never reached',
    ],
    ['a condition that does not exist', [{ on: 'tenancy-ended', typeCode: 'TEN-END', colour: 'red' }], 'rows.0'],
  ])('is refused with %s', async (_, rows, sentence) => {
    const { version } = await show();
    await expect(change(version, rows)).rejects.toMatchObject({
      kind: 'bad-input',
      message: expect.stringContaining(sentence),
    });
    expect((await show()).version).toBe(version);
  });
});
