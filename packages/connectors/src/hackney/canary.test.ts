import { describe, expect, it } from '@jest/globals';

import {
  asset,
  collect,
  configured,
  type Landlord,
  PageServer,
  person,
  type Row,
  tenure,
  workOrder,
} from '../../test/page-server.js';

import { hackney } from './hackney.js';

const CANARY = 'canary-7f3a';
/** What a field that nothing reads is called is told, where such fields are named and nowhere else. */
const NAME = `${CANARY}-name`;

/** Plants the canary beside every field of a row, at every depth, and under names that must never be taken. */
function plant(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plant);
  if (typeof value !== 'object' || value === null) return value;
  const planted = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plant(inner)]));
  const forbidden = [
    'nationalInsuranceNo',
    'bankAccount',
    'visa',
    'description2',
    'callerNumber',
    'reason',
    'assureReference',
  ];
  return { ...planted, ...Object.fromEntries(forbidden.map((name) => [name, { deep: CANARY }])), [NAME]: CANARY };
}

const appointment = { date: '2026-06-10', start: '12:00', note: CANARY, description: CANARY, reason: CANARY };
const member = { id: 'person-1', fullName: 'Sample Person', personTenureType: CANARY };
const rows = {
  assets: [
    {
      ...asset(1),
      assetLocation: { parentAssets: [{ id: 'e', type: 'Estate', name: CANARY }] },
      tenure: { id: CANARY },
    },
  ],
  tenures: [{ ...tenure(1), householdMembers: [member], notices: [{}], charges: { rent: CANARY } }],
  persons: [
    { ...person(1), tenures: [{ id: 't', assetFullAddress: CANARY }], placeOfBirth: CANARY, preferredSurname: CANARY },
  ],
  processes: [
    {
      id: 'c',
      processName: 'complaint',
      relatedEntities: [{ id: 'p', targetType: 'person', description: CANARY }],
      currentState: { state: 'Started', processData: CANARY },
    },
  ],
  workOrders: [workOrder(1, { property: CANARY, callerName: CANARY })],
};

/** The same rows, each spoiled so that it is held and its raw form is shown. */
const spoiled = (list: readonly Row[]): Row[] =>
  list.map((row) => ({ ...row, id: { deep: CANARY }, reference: { deep: CANARY }, assetType: { deep: CANARY } }));

function landlordOf(change: (list: readonly Row[]) => readonly Row[]): Landlord {
  const lists = Object.entries(rows).map(([name, list]) => [name, change(list).map(plant)]);
  return {
    ...(Object.fromEntries(lists) as Landlord),
    details: { '1': plant({ appointment }) as Row, '2': plant({ appointment: { note: CANARY } }) as Row },
    alerts: {
      p: plant({ alerts: [{ alertId: 'a', alertCode: 'CV', description: CANARY, personName: CANARY }] }) as Row,
      q: plant({ alerts: [{ description: CANARY, personName: CANARY }] }) as Row,
    },
  };
}

describe('a field that is not on the allow-list never appears in a message', () => {
  it.each([
    ['rows that are read', landlordOf((list) => list)],
    ['rows that are held', landlordOf(spoiled)],
  ])('of %s', async (_which, landlord) => {
    const { context } = new PageServer(landlord);
    const config = configured();
    const streams = Object.keys(rows).map((stream) => hackney.read(config, stream, undefined, context));
    const messages = [
      ...(await Promise.all(streams.map(collect))).flat(),
      ...(await collect(hackney.hydrate(config, 'appointments', ['1', '2'], context))),
      ...(await collect(hackney.hydrate(config, 'cautionaryAlerts', ['p', 'q'], context))),
    ];
    expect(
      messages.filter((message) => message.type === 'RECORD' || message.type === 'PROBLEM').length,
    ).toBeGreaterThan(8);
    const said = messages.map((one) =>
      one.type === 'STATE' ? { ...one, fieldsLeft: one.fieldsLeft?.filter((name) => name !== NAME) } : one,
    );
    expect(JSON.stringify(said)).not.toContain(CANARY);
  });
});
