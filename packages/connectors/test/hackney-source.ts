import { createHmac, randomUUID } from 'node:crypto';

import { startHousingSim } from '../../../tools/housing-sim/src/index.js';
import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';

import { plainClient } from './plain-client.js';

const faults: readonly Fault[] = [
  { name: 'malformedJson', effect: 'breaks' },
  { name: 'htmlWith200', effect: 'breaks' },
  { name: 'truncatedBody', effect: 'breaks' },
  { name: 'status500', effect: 'breaks' },
  { name: 'status429', effect: 'rations' },
  { name: 'emptyPageWith200', effect: 'empties' },
  { name: 'dropRows', effect: 'empties' },
  { name: 'hugeField', effect: 'spoils' },
  { name: 'duplicateRows', effect: 'repeats' },
  { name: 'unknownCode', effect: 'unknown-code' },
  { name: 'oldDate', effect: 'disturbs' },
  { name: 'reshuffle', effect: 'disturbs', streams: ['workOrders'] },
];

/** What lasts until it is mended; everything else strikes one answer. */
const lasting: Readonly<Record<string, boolean | number>> = { emptyPageWith200: true, dropRows: 80, reshuffle: true };

const paths: Readonly<Record<string, string>> = {
  assets: '/api/v1/search/assets/all',
  tenures: '/api/v1/search/tenures/all',
  persons: '/api/v1/search/persons/all',
  processes: '/api/v1/search/processes',
  workOrders: '/api/v2/workOrders',
};

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Manage My Home and Repairs Hub, simulated, with a landlord of 45 homes. */
export async function startHackneySource(): Promise<ConformanceSource> {
  const sim = await startHousingSim({
    port: 0,
    homes: 45,
    seed: 5,
    apiKey: 'the-key-of-hackney',
    today: '2026-11-25',
  });
  const { landlord } = sim;
  let made = 0;
  const [first] = landlord.processes.all();
  // So small a landlord has few cases.
  for (let more = 0; more < 24; more++)
    landlord.processes.put({ ...first!, id: `10000000-0000-4000-8000-0000000000${10 + more}` });
  // Three pages of orders: the host gives 50 on each, whatever is asked.
  const orders = [...landlord.workOrders.all()];
  for (let more = 0; orders.length + more <= 100; more++)
    landlord.workOrders.put({ ...orders[more % orders.length]!, reference: 90_000_000 + more });
  const control = async (method: string, path: string, body?: unknown): Promise<Row> => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${sim.url}/_sim/${path}`, { method, ...json });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}.`);
    return (answer.status === 204 ? {} : await answer.json()) as Row;
  };
  const shelf = (stream: string) => landlord[stream as 'assets' | 'persons' | 'tenures' | 'processes'];
  const someRow = (stream: string): Row => {
    const rows = shelf(stream).all() as unknown as readonly Row[];
    return rows[(made * 7) % rows.length]!;
  };
  const put = (stream: string, id: string, body: unknown) => control('PUT', `records/${stream}/${id}`, body);
  const text: Readonly<Record<string, (row: Row) => object>> = {
    assets: (row) => ({ assetAddress: { ...(row['assetAddress'] as object), addressLine1: `${made} New Row` } }),
    tenures: () => ({ startOfTenureDate: `2024-03-${String(1 + (made % 28)).padStart(2, '0')}T00:00:00Z` }),
    persons: () => ({ surname: `Renamed ${made}` }),
    processes: (row) => ({ currentState: { ...(row['currentState'] as object), state: `Changed${made}` } }),
  };

  return {
    configuration: { housingUrl: sim.url, apiKey: 'the-key-of-hackney', pageSize: 15 },
    wrongCredentials: { housingUrl: sim.url, apiKey: 'another-key', pageSize: 15 },
    ports: plainClient,
    faults,
    keys: async (stream) =>
      stream === 'workOrders'
        ? [...landlord.workOrders.all()].map(({ reference }) => String(reference))
        : shelf(stream)
            .all()
            .map(({ id }) => id),
    change: async (stream) => {
      made++;
      if (stream !== 'workOrders') {
        const row = someRow(stream);
        await put(stream, row.id, text[stream]!(row));
        return row.id;
      }
      const order = [...landlord.workOrders.all()].find(({ statusCode }) => statusCode === 80 || statusCode === 120)!;
      await control('POST', `workOrders/${order.reference}/status`, { status: 70 });
      return String(order.reference);
    },
    add: async (stream) => {
      made++;
      if (stream === 'workOrders') {
        const order = await control('POST', 'workOrders', { propertyReference: landlord.assets.all()[0]!.assetId });
        return String(order['reference']);
      }
      const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
      await put(stream, id, someRow(stream));
      return id;
    },
    remove: async (stream) => {
      made++;
      if (stream === 'workOrders') {
        const [order] = [...landlord.workOrders.all()].slice(-1);
        await control('DELETE', `workOrders/${order!.reference}`);
        return String(order!.reference);
      }
      const { id } = someRow(stream);
      await control('DELETE', `records/${stream}/${id}`);
      return id;
    },
    strike: async (fault, stream) => {
      await control('POST', 'faults', { path: paths[stream], [fault]: lasting[fault] ?? 1 });
    },
    mend: async () => {
      await control('DELETE', 'faults');
    },
    setWallClock: async (wall) => {
      const { id } = someRow('processes');
      await put('processes', id, {
        previousStates: [],
        currentState: { ...(someRow('processes')['currentState'] as object), createdAt: wall, updatedAt: null },
      });
      return { stream: 'processes', key: id, field: 'openedAt', zone: 'UTC' };
    },
    deliver: async (secret, now) => {
      const { id } = someRow('persons');
      const body = JSON.stringify({ id: randomUUID(), eventType: 'PersonUpdatedEvent', entityId: id, eventData: null });
      const time = String(Math.floor(now.getTime() / 1000));
      const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
        .update(`d-1.${time}.${body}`)
        .digest('base64');
      return {
        delivery: {
          rawBody: new TextEncoder().encode(body),
          headers: { 'webhook-id': 'd-1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` },
        },
        stream: 'persons',
        key: id,
      };
    },
    close: () => sim.close(),
  };
}
