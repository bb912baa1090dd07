import { hackney, type RaiseRequest } from '@doorstep/connectors';
import { listOf, writeBackSummary } from '@doorstep/contracts/http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { Connection } from '../connections/index.js';
import { acknowledgeHandOff, RaiseHandOff, SendHandOffs, SetRoute } from '../handoffs/index.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { writeOnce } from '../platform/write-once.js';
import { FinishTask, ListTasks } from '../tasks/index.js';
import { ListWriteBacks, queueWriteBack, RetryWriteBack, SendWriteBacks } from './index.js';

const notesPath = 'POST /api/v2/notes';
const ordersPath = 'POST /api/v2/workOrders/schedule';
const canary = 'the wall behind the cot went black with mould';
const never = new AbortController().signal;

let world: SyncFromSim;
let home: { id: string; reference: string; property: string };
let household: { id: string; reference: string };
let turn = 0;

beforeAll(async () => {
  world = await syncFromSim({ homes: 12 });
  await world.sync();
  await set({ raiseContractor: 'C1', raiseTrade: 'PL', raiseRate: '20060020' });
  for (const route of ['hazard', 'asb', 'safeguarding'])
    await world.app.get(SetRoute).run('test', world.organisationId, route, { way: 'host', connection: 'housing' });
  [home] = (await world.sql(
    `SELECT h.id, h.reference_id AS reference, o.reference_id AS property FROM homes h
     JOIN other_references o ON o.entity_id = h.id AND o.allocated_by = 'hackney/property' WHERE h.kind = 'dwelling'
     ORDER BY h.id LIMIT 1`,
  )) as [typeof home];
  [household] = (await world.sql('SELECT id, reference_id AS reference FROM tenancies ORDER BY id LIMIT 1')) as [
    typeof household,
  ];
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const set = (settings: object) =>
  world.sql('UPDATE connections SET configuration = configuration || $1', [JSON.stringify(settings)]);
const caller = (roles: readonly string[] = ['system']) => ({
  organisationId: world.organisationId,
  actor: 'test',
  roles,
});
const stored = async (id: string) =>
  (
    await world.sql<{ state: string; tries: number; receipt: string | null; last_problem: string | null }>(
      'SELECT state, tries, receipt, last_problem FROM write_backs WHERE id = $1',
      [id],
    )
  )[0]!;
const send = (...ids: string[]) => world.app.get(SendWriteBacks).run(world.organisationId, ids, never);
/** As the clock would have it, once enough time has gone by. */
const due = (id: string) => world.sql('UPDATE outbox SET due_at = now() WHERE subject_id = $1', [id]);
const list = () => world.app.get(ListWriteBacks).run(caller(), 500);
const inSim = async (stream: string) =>
  (await (await fetch(`${world.sim.url}/_sim/dump/${stream}`)).json()) as Record<string, unknown>[];
const waiting = async (id: string) =>
  Number(
    (
      await world.sql<{ minutes: string }>(
        `SELECT round(extract(epoch FROM due_at - now()) / 60) AS minutes FROM outbox WHERE subject_id = $1 AND done_at IS NULL`,
        [id],
      )
    )[0]?.minutes ?? -1,
  );

/** A voice of the household, as listening keeps it, and a note about it that waits. */
async function noteWaits(): Promise<{ id: string; voiceId: string; written(): Promise<Record<string, unknown>[]> }> {
  const voiceId = uuidv7();
  await world.sql(
    `INSERT INTO voices (organisation_id, id, household_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, 'own', false, 'staff:1', '2026-11-25T11:20:00Z', $5, '\\x00')`,
    [world.organisationId, voiceId, household.id, canary, voiceId],
  );
  await world.platform.database.inOrganisation(world.organisationId, async (db) => {
    const write = { connectionId: world.connectionId, kind: 'note', recordType: 'tenancy', voiceId } as const;
    await queueWriteBack(db, { ...write, recordId: household.reference });
    await queueWriteBack(db, { ...write, recordId: household.reference });
  });
  const rows = await world.sql<{ id: string }>('SELECT id FROM write_backs WHERE voice_id = $1', [voiceId]);
  expect(rows).toHaveLength(1);
  const written = async () => (await inSim('notes')).filter((one) => String(one['description']).includes(voiceId));
  return { id: rows[0]!.id, voiceId, written };
}

/** A hand-off that was raised, and sent on its way into the host. */
async function caseWaits(route = 'hazard') {
  const request = {
    route: route as 'hazard',
    home: { id: home.reference, allocatedBy: 'hackney/asset' },
    words: canary,
    toldAt: '2026-11-25T11:20:00Z',
  };
  const { reference } = await world.app
    .get(RaiseHandOff)
    .run(caller(), request, writeOnce(`case-${turn++}-key`, request));
  const [{ id: handOffId }] = (await world.sql('SELECT id FROM hand_offs WHERE reference = $1', [reference])) as [
    { id: string },
  ];
  await world.app.get(SendHandOffs).run(world.organisationId, [handOffId], never);
  const [{ id }] = (await world.sql('SELECT id FROM write_backs WHERE hand_off_id = $1', [handOffId])) as [
    { id: string },
  ];
  const written = async () =>
    (await inSim('workOrders')).filter((one) => String(one['description']).includes(reference));
  return { id, handOffId, reference, written };
}

const kinds = { note: { path: notesPath, make: noteWaits }, raise: { path: ordersPath, make: caseWaits } };

describe.each(Object.entries(kinds))('a %s', (_kind, { path, make }) => {
  it.each([
    ['an error before it is kept', { status500: 1 }],
    ['an error after it was kept', { status500After: 1 }],
    ['a refused key', { status401: 1 }],
    ['being asked to slow down', { status429: 1 }],
    ['a connection that breaks before it is kept', { hangUp: 1 }],
    ['a connection that breaks after it was kept', { hangUpAfter: 1 }],
    ['a slow host', { slow: 200 }],
    ['no fault at all', {}],
  ])('is written once with %s', async (_what, fault) => {
    const { id, written } = await make();
    if (Object.keys(fault).length > 0) await world.fault(path, fault);
    await send(id);
    await due(id);
    await send(id);
    await send(id);
    expect(await written()).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent', last_problem: null });
    expect((await list()).items.map((one) => one.id)).not.toContain(id);
  });

  it('is written once by two workers, and by ten', async () => {
    const { id, written } = await make();
    await world.fault(path, { slow: 150 });
    await Promise.all(Array.from({ length: 10 }, () => send(id)));
    expect(await written()).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 1 });
  });

  it('is written once where we are killed between the host and our commit', async () => {
    const { id, written } = await make();
    // The host has it; then nothing of it can be kept, as when the process is gone.
    await world.sql(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`);
    await world.sql(`CREATE TRIGGER die BEFORE UPDATE OF sent_at ON write_backs FOR EACH ROW EXECUTE FUNCTION die()`);
    await expect(send(id)).rejects.toThrow('killed');
    await world.sql('DROP TRIGGER die ON write_backs');
    await world.sql('DROP FUNCTION die');
    expect(await stored(id)).toMatchObject({ state: 'waiting', tries: 1, receipt: null });
    expect(await written()).toHaveLength(1);
    // Nobody takes it up before the try would be over in any case.
    await send(id);
    expect(await stored(id)).toMatchObject({ state: 'waiting', tries: 1 });
    await due(id);
    await send(id);
    expect(await written()).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('waits an hour for a host that breaks every connection, is seen, and then goes', async () => {
    const { id, written } = await make();
    await world.fault(path, { hangUp: true });
    let minutes = 0;
    while (minutes < 60) {
      await send(id);
      minutes += await waiting(id);
      await due(id);
    }
    const seen = (await list()).items.find((one) => one.id === id)!;
    expect(listOf(writeBackSummary).parse({ items: [JSON.parse(JSON.stringify(seen))], total: 1 })).toBeDefined();
    expect(seen).toMatchObject({ state: 'waiting', tries: 6, connection: 'housing' });
    expect(seen.lastProblem).toMatch(/look before you write it in/);
    await world.clearFaults();
    await send(id);
    expect(await written()).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent' });
  });

  it('fails after eight tries, with an alarm and a task, and goes when somebody tries again', async () => {
    const { id, written } = await make();
    await world.fault(path, { status500: true });
    for (let tries = 0; tries < 10; tries++) {
      await send(id);
      await due(id);
    }
    expect(await stored(id)).toMatchObject({ state: 'failed', tries: 8 });
    const open = async () =>
      (await world.app.get(ListTasks).run(caller(), 500)).items.filter((one) => one.subject === `write-back:${id}`);
    expect(await open()).toMatchObject([{ kind: 'write-in-host' }]);
    expect(
      await world.sql(
        `SELECT a.kind FROM alarms a JOIN write_backs w ON w.id = $1
         WHERE a.subject IN ('write-back:' || w.id, 'hand-off:' || w.hand_off_id) AND a.kind = 'cannot-send'`,
        [id],
      ),
    ).toHaveLength(1);
    expect(await written()).toHaveLength(0);
    await world.clearFaults();
    await world.app.get(RetryWriteBack).run(caller(), id);
    await send(id);
    expect(await written()).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  it('that the host refuses goes to people at once', async () => {
    const { id } = await make();
    await world.sql(`UPDATE write_backs SET record_id = '' WHERE id = $1`, [id]);
    await send(id);
    expect(await stored(id)).toMatchObject({ state: 'failed', tries: 1 });
  });
});

describe('a note', () => {
  it('says that a resident was heard and never a word of theirs', async () => {
    const { id, voiceId, written } = await noteWaits();
    await send(id);
    expect(await written()).toMatchObject([
      {
        title: 'A resident was heard',
        description: `Something a resident said on 25 November 2026 is kept in Doorstep.\n\nDoorstep reference ${voiceId}`,
        targetType: 'tenure',
        targetId: household.reference,
      },
    ]);
    const notes = await inSim('notes');
    expect(await stored(id)).toMatchObject({
      receipt: notes.find((one) => String(one['description']).includes(voiceId))!['id'],
    });
    expect(JSON.stringify(notes)).not.toContain('cot');
  });

  it('is not written once its voice was taken back', async () => {
    const { id, voiceId, written } = await noteWaits();
    await world.sql('UPDATE voices SET withdrawn_at = now() WHERE id = $1', [voiceId]);
    await send(id);
    expect(await written()).toEqual([]);
    expect(await stored(id)).toMatchObject({ state: 'not-needed' });
  });

  it('waits as long as the host asks', async () => {
    const { id } = await noteWaits();
    await world.fault(notesPath, { status429: 1, retryAfter: 1800 });
    await send(id);
    expect(await waiting(id)).toBe(30);
    await world.sql('UPDATE outbox SET done_at = now() WHERE subject_id = $1', [id]);
  });
});

describe('a case', () => {
  it('is raised with the words and the time they were said, and its number acknowledges the hand-off', async () => {
    const { id, handOffId, written } = await caseWaits();
    await send(id);
    const [order] = await written();
    expect(order).toMatchObject({
      propertyReference: home.property,
      isAwaabsDampAndMouldRepair: true,
      priorityCode: 10,
    });
    expect(order!['description']).toContain(canary);
    expect(order!['description']).toContain('25 November 2026 at 11:20');
    expect(await world.sql('SELECT acknowledged_by, host_reference FROM hand_offs WHERE id = $1', [handOffId])).toEqual(
      [{ acknowledged_by: expect.any(String), host_reference: String(order!['reference']) }],
    );
    expect(await world.sql('SELECT FROM hand_off_contents WHERE hand_off_id = $1', [handOffId])).toEqual([]);
  });

  it('that somebody has by now need not be raised', async () => {
    const { id, handOffId, written } = await caseWaits();
    const { database } = world.platform;
    await database.inOrganisation(world.organisationId, (db) => acknowledgeHandOff(db, handOffId, 'Repairs', null));
    await send(id);
    expect([await written(), (await stored(id)).state]).toEqual([[], 'not-needed']);
  });

  it('leaves its words nowhere here: not in the row, the outbox, the alarm, the task or the audit', async () => {
    const { id } = await caseWaits();
    await world.fault(ordersPath, { status500After: true });
    for (let tries = 0; tries < 9; tries++) {
      await send(id);
      await due(id);
    }
    for (const table of ['write_backs', 'outbox', 'alarms', 'staff_tasks', 'audit_entries', 'hand_off_contents'])
      expect(JSON.stringify(await world.sql(`SELECT * FROM ${table}`))).not.toContain('cot');
  });

  it('of a kind that the host has none for is written in by hand, today', async () => {
    const { id, handOffId } = await caseWaits('asb');
    await send(id);
    expect(await stored(id)).toMatchObject({ state: 'by-hand', tries: 0 });
    expect((await list()).items.find((one) => one.id === id)).toMatchObject({ state: 'by-hand', about: 'hand-off' });
    expect(await world.sql(`SELECT kind FROM alarms WHERE subject = $1`, [`hand-off:${handOffId}`])).toContainEqual({
      kind: 'cannot-send',
    });
    await expect(world.app.get(RetryWriteBack).run(caller(), id)).rejects.toMatchObject({ code: 'by-hand' });
  });

  it('that is restricted tells nobody whose it is, in no table and no list', async () => {
    const { id } = await caseWaits('safeguarding');
    await send(id);
    expect((await list()).items.find((one) => one.id === id)).toMatchObject({ state: 'by-hand', record: null });
    for (const row of await world.sql<object>('SELECT * FROM write_backs WHERE id = $1', [id]))
      expect(JSON.stringify(row)).not.toContain(home.reference);
    const [task] = await world.sql('SELECT household_id, person_id FROM staff_tasks WHERE subject = $1', [
      `write-back:${id}`,
    ]);
    expect(task).toEqual({ household_id: null, person_id: null });
  });

  it('that is restricted can have no note beside it, which would say whose it is', async () => {
    const { handOffId } = await caseWaits('safeguarding');
    await world.platform.database.inOrganisation(world.organisationId, (db) =>
      queueWriteBack(db, {
        connectionId: world.connectionId,
        kind: 'note',
        recordType: 'home',
        recordId: home.reference,
        handOffId,
      }),
    );
    expect(await world.sql('SELECT kind FROM write_backs WHERE hand_off_id = $1', [handOffId])).toEqual([
      { kind: 'raise' },
    ]);
  });
});

describe('a task', () => {
  it('is written in by hand where the host takes none, and is gone from the list when it was', async () => {
    const { voiceId } = await noteWaits();
    await world.platform.database.inOrganisation(world.organisationId, (db) =>
      queueWriteBack(db, {
        connectionId: world.connectionId,
        kind: 'task',
        recordType: 'tenancy',
        recordId: household.reference,
        voiceId,
      }),
    );
    const [{ id }] = (await world.sql(`SELECT id FROM write_backs WHERE voice_id = $1 AND kind = 'task'`, [
      voiceId,
    ])) as [{ id: string }];
    await send(id);
    const listed = async () => (await list()).items.find((one) => one.id === id);
    expect(await listed()).toMatchObject({ state: 'by-hand', lastProblem: expect.stringContaining('takes no tasks') });
    const { items } = await world.app.get(ListTasks).run(caller(), 500);
    await world.app.get(FinishTask).run(caller(), items.find((one) => one.subject === `write-back:${id}`)!.id);
    expect(await listed()).toBeUndefined();
    await expect(world.app.get(RetryWriteBack).run(caller(), id)).rejects.toMatchObject({ code: 'written-in' });
  });
});

describe('trying again', () => {
  it('is refused while a try may be in the air, and for what was written', async () => {
    const { id } = await noteWaits();
    await world.fault(notesPath, { slow: 300 });
    const sending = send(id);
    for (;;) if ((await stored(id)).tries === 1) break;
    await expect(world.app.get(RetryWriteBack).run(caller(), id)).rejects.toMatchObject({ code: 'being-sent' });
    await sending;
    await expect(world.app.get(RetryWriteBack).run(caller(), id)).rejects.toMatchObject({ code: 'nothing-to-send' });
    await expect(world.app.get(RetryWriteBack).run(caller(), uuidv7())).rejects.toMatchObject({ kind: 'not-known' });
  });

  it.each(['income', 'evaluator', 'operative', 'viewer'])('and looking are not for %s', async (role) => {
    await expect(world.app.get(ListWriteBacks).run(caller([role]), 50)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(world.app.get(RetryWriteBack).run(caller([role]), uuidv7())).rejects.toMatchObject({
      kind: 'not-allowed',
    });
  });
});

describe('a host that does not answer in time', () => {
  const quick = { silenceMs: 100, totalMs: 100, bytes: 1_000_000, attempts: 1 };
  let request: RaiseRequest;
  beforeEach(() => {
    request = {
      reference: `slow-${turn++}`,
      record: {
        type: 'home',
        id: home.reference,
        otherReferences: [{ id: home.property, allocatedBy: 'hackney/property' }],
      },
      title: 'A title',
      text: 'A text',
      toldAt: '2026-11-25T11:20:00Z',
      route: 'hazard',
      isEmergency: false,
      isDampOrMould: false,
    };
  });

  it.each([
    ['note', notesPath, { slow: 250 }],
    ['note', notesPath, { slowAfter: 250 }],
    ['raise', ordersPath, { slow: 250 }],
    ['raise', ordersPath, { slowAfter: 250 }],
  ] as const)('has a %s once all the same (%s, %j)', async (kind, path, fault) => {
    const row = await world.platform.database.inOrganisation(world.organisationId, (db) =>
      db.manager.findOneByOrFail(Connection, { organisationId: world.organisationId, id: world.connectionId }),
    );
    const config = hackney.configure({ ...row.configuration, apiKey: 'simulated-key' });
    const tryOnce = async (limits = quick) => {
      const client = guardedClient(['127.0.0.1/32'], never, limits);
      try {
        const context = {
          get: client.get,
          send: client.send,
          sql: null,
          files: null,
          now: () => new Date(),
          mapping: row.valueMapping,
          signal: never,
          kept: new Map(),
        };
        return await hackney.write![kind]!(config, request, context);
      } finally {
        await client.close();
      }
    };
    await world.fault(path, fault);
    await expect(tryOnce()).rejects.toMatchObject({ mayHaveArrived: true });
    await world.clearFaults();
    const marked = async () =>
      (await inSim(kind === 'note' ? 'notes' : 'workOrders')).filter((one) =>
        String(one['description']).includes(request.reference),
      );
    // A try comes a minute after the last at the soonest, when a host that is slower than our patience has it or not.
    for (;;) if ((await marked()).length === 1) break;
    await tryOnce({ ...quick, silenceMs: 5_000, totalMs: 5_000 });
    expect(await marked()).toHaveLength(1);
  });
});
