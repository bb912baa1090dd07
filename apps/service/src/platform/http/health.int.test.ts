import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fastify from 'fastify';
import pg from 'pg';
import { startService, type StartedService } from '../../../test/start-service.js';
import { openFrontDoor } from './front-door.js';

let service: StartedService;
let owner: pg.Client;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  owner.on('error', () => undefined);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

async function ready(): Promise<unknown[]> {
  const answer = await fetch(`${service.url}/health/ready`);
  const { code, detail } = (await answer.json()) as { code?: string; detail?: string };
  return [answer.status, code, detail];
}

/** Changes the database, and ends the service's sessions, which would keep what they began with. */
async function turn(to: string): Promise<void> {
  await owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ${to}', current_database()); END $$`);
  await owner.query(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

it('is ready while the database takes writes, says why when it does not, and is ready again by itself', async () => {
  const signature = (
    await owner.query<{ f: string }>(
      `SELECT p.oid::regprocedure AS f FROM pg_proc p WHERE proname = 'pg_logical_emit_message' AND proargtypes[2] = 'text'::regtype`,
    )
  ).rows[0]!.f;
  // A write is really tried: where that is refused, it is not ready.
  await owner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
  expect(await ready()).toEqual([503, 'database', expect.any(String)]);
  await owner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO PUBLIC`);
  expect(await ready()).toEqual([200, undefined, undefined]);
  // Not at every look: it was done just now.
  await owner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
  expect(await ready()).toEqual([200, undefined, undefined]);
  await owner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO PUBLIC`);

  const filesOf = async () =>
    (
      await owner.query<{ n: number }>(
        'SELECT temp_files::int AS n FROM pg_stat_database WHERE datname = current_database()',
      )
    ).rows[0]!.n;
  const before = await filesOf();
  await turn('SET default_transaction_read_only = on');
  // One for the look that was granted, told when its session ended; none for the one right after.
  expect((await filesOf()) - before).toBe(1);
  expect(await ready()).toEqual([503, 'database-read-only', expect.stringContaining('takes no writes')]);
  await owner.query('SET default_transaction_read_only = off');
  await turn('RESET default_transaction_read_only');
  expect((await ready())[0]).toBe(200);
});

it.each([
  ['53100', 'database-full'],
  ['58030', 'database-full'],
  ['57P03', 'database'],
])('says what it met: %s is %s', async (met, code) => {
  jest.spyOn(service.platform.database, 'dispatch').mockRejectedValueOnce(Object.assign(new Error(), { code: met }));
  expect(await ready()).toEqual([503, code, expect.stringMatching(/\.$/)]);
});

it.each([true, false])(
  'the origin alone tells what this is, and leads a browser to a console: there is one, %s',
  async (hasConsole) => {
    const server = fastify();
    openFrontDoor(server, hasConsole);
    const url = await server.listen({ port: 0 });
    try {
      const seen = await fetch(url, { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' });
      const page = await seen.text();
      expect([seen.status, seen.headers.get('location')]).toEqual(hasConsole ? [302, '/console'] : [200, null]);
      if (!hasConsole) expect(page).toContain('<h1>Doorstep</h1>');
      const told = (await (await fetch(url)).json()) as object;
      expect(told).toMatchObject({ name: 'Doorstep', interface: '/openapi.json' });
      expect('console' in told).toBe(hasConsole);
    } finally {
      await server.close();
    }
  },
);

it('the origin alone is answered by the service', async () => {
  expect(await (await fetch(service.url)).json()).toMatchObject({ name: 'Doorstep', health: '/health/ready' });
});
