import { createTestDatabase, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Database } from '../database/database.js';
import { openMetrics } from '../telemetry/metrics.js';
import type { JobQueue } from './queue.js';
import { Relay } from './relay.js';
import { wakeRelay } from './wake-relay.js';

interface Sent {
  readonly organisationId: string;
  readonly contactIds: readonly string[];
  readonly priority: number;
}

/** Stands where the queue does and keeps what it is given, so that only the relay's own choices are seen. */
function listingQueue(): { queue: JobQueue; sent: Sent[]; onSent: { call: () => void } } {
  const sent: Sent[] = [];
  const onSent = { call: () => undefined as void };
  const add = async (name: string, work: readonly { payload: Omit<Sent, 'priority'>; priority: number }[]) => {
    if (name !== 'prompting.decide-contacts') return;
    sent.push(...work.map(({ payload, priority }) => ({ ...payload, priority })));
    if (work.length > 0) onSent.call();
  };
  return { queue: { add } as unknown as JobQueue, sent, onSent };
}

describe('the relay', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let owner: pg.Pool;
  const large = uuidv7();
  const small = uuidv7();

  const notices = (organisationId: string, count: number) =>
    owner.query(
      `INSERT INTO outbox (organisation_id, topic, subject_id) SELECT $1, 'contact', gen_random_uuid() FROM generate_series(1, $2)`,
      [organisationId, count],
    );
  const done = (ids: readonly string[]) =>
    owner.query('UPDATE outbox SET done_at = now() WHERE subject_id = ANY ($1::uuid[])', [ids]);

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await Database.open(testDatabase.url, [], 4);
    owner = new pg.Pool({ connectionString: testDatabase.url, max: 2 });
    await owner.query(
      `INSERT INTO organisations (id, slug, name) VALUES ($1, 'large', 'Large'), ($2, 'small', 'Small')`,
      [large, small],
    );
  });
  afterAll(async () => {
    await owner.end();
    await database.close();
    await testDatabase.drop();
  });

  it('tells of what is due and waits, and not of what is due later', async () => {
    await owner.query(
      `INSERT INTO outbox (organisation_id, topic, subject_id, created_at, due_at) VALUES
         ($1, 'preference-review', gen_random_uuid(), now() - interval '90 days', now() + interval '90 days'),
         ($1, 'telling', gen_random_uuid(), now() - interval '90 days', now() - interval '60 seconds')`,
      [small],
    );
    const metrics = await openMetrics(database).metrics();
    await owner.query('DELETE FROM outbox');
    expect(metrics).toMatch(/^doorstep_outbox_waiting 1$/m);
    expect(metrics).toMatch(/^doorstep_outbox_oldest_seconds 6\d(\.\d+)?$/m);
  });

  it('keeps a landlord with thousands waiting from filling the queue, and lets one with few go first', async () => {
    await notices(large, 3_000);
    await notices(small, 1);
    const { queue, sent } = listingQueue();
    const relay = new Relay(database, queue, () => undefined);
    await relay.once();
    const of = (organisationId: string) => sent.filter((job) => job.organisationId === organisationId);
    expect(of(large).flatMap((job) => job.contactIds)).toHaveLength(20);
    expect(of(small).map((job) => [job.contactIds.length, job.priority])).toEqual([[1, 1]]);
    expect(of(large).map((job) => job.priority)).toEqual([1, 2]);

    await relay.once();
    expect(of(large)).toHaveLength(2);
    await done(of(large)[0]!.contactIds);
    await relay.once();
    expect(of(large)).toHaveLength(3);
    expect(new Set(sent.flatMap((job) => job.contactIds)).size).toBe(sent.flatMap((job) => job.contactIds).length);
  });

  it('sends again what was sent long ago and is not done', async () => {
    await owner.query('UPDATE outbox SET done_at = now() WHERE done_at IS NULL');
    await notices(small, 2);
    const { queue, sent } = listingQueue();
    const relay = new Relay(database, queue, () => undefined);
    await relay.once();
    await relay.once();
    expect(sent).toHaveLength(1);
    await owner.query(`UPDATE outbox SET sent_at = now() - interval '31 seconds' WHERE done_at IS NULL`);
    await relay.once();
    expect(sent.map((job) => job.contactIds.length)).toEqual([2, 2]);
  });

  it('looks at once when it is woken, and begins with what an earlier process left', async () => {
    await owner.query('UPDATE outbox SET done_at = now() WHERE done_at IS NULL');
    await notices(small, 1);
    await owner.query('UPDATE outbox SET sent_at = now() WHERE done_at IS NULL');
    const { queue, sent, onSent } = listingQueue();
    const next = () => new Promise<void>((heard) => (onSent.call = heard));
    const relay = new Relay(database, queue, () => undefined);
    const first = next();
    await relay.start(3_600_000);
    await first;
    expect(sent).toHaveLength(1);
    const second = next();
    await notices(small, 1);
    await database.inOrganisation(small, (db) => wakeRelay(db));
    await second;
    expect(sent).toHaveLength(2);
    await relay.stop();
  });
});
