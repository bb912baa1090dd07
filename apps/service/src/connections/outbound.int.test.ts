import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { AllowAddresses } from './allow-addresses.js';
import { ChangeSecret } from './change-secret.js';
import { OpenConnection } from './open-connection.js';
import { SetPace } from './set-pace.js';
import { SetWebhookSecret } from './webhook-secrets.js';

const never = new AbortController().signal;

let house: SyncFromSim;
beforeAll(async () => {
  house = await syncFromSim({ homes: 10 });
});
afterAll(() => house.close());

const audit = async (action: string) =>
  (await house.sql<{ detail: object }>('SELECT detail FROM audit_entries WHERE action = $1', [action])).map(
    ({ detail }) => detail,
  );

describe('which private addresses a connection may reach', () => {
  it('is for an administrator to say, and kept with who said it', async () => {
    const allow = house.app.get(AllowAddresses);
    await allow.run('test', house.organisationId, 'housing', [], 0);
    expect(await house.sync()).toMatchObject({ status: 'incomplete', total: { read: 0 } });
    await allow.run('test', house.organisationId, 'housing', ['127.0.0.1/32'], null);
    expect(await house.sync()).toMatchObject({ status: 'complete' });
    expect(await audit('connection.allow')).toEqual([{ allowed: '' }, { allowed: '127.0.0.1/32' }]);
    await expect(allow.run('other', house.organisationId, 'housing', [], 1)).rejects.toMatchObject({
      code: 'addresses-changed',
      current: { version: 2, allowedAddresses: ['127.0.0.1/32'], changedBy: 'test', changedAt: expect.any(String) },
    });
    await expect(allow.run('test', house.organisationId, 'housing', ['localhost'], null)).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('how fast a connection may ask', () => {
  it('is a whole number a minute, or what its connector says', async () => {
    const pace = house.app.get(SetPace);
    await pace.run('test', house.organisationId, 'housing', 90_000);
    const opened = await house.app.get(OpenConnection).run(house.organisationId, 'housing', never);
    await opened.close();
    expect(opened.row.requestsPerMinute).toBe(90_000);
    await pace.run('test', house.organisationId, 'housing', null);
    for (const wrong of [0, 1.5, Number.NaN, 100_001])
      await expect(pace.run('test', house.organisationId, 'housing', wrong)).rejects.toMatchObject({ code: 'pace' });
    expect(await audit('connection.pace')).toEqual([{ requestsPerMinute: 90_000 }, { requestsPerMinute: 'default' }]);
  });
});

describe('a secret', () => {
  it('that the system refuses gives way to the one before it, and the next run goes on', async () => {
    await house.app.get(ChangeSecret).run('test', house.organisationId, 'housing', 'apiKey', 'nobody-knows-this-one');
    expect(await house.sync()).toMatchObject({ status: 'incomplete' });
    expect(await house.sql('SELECT next_sync_at <= now() AS due, refused_at FROM connections')).toEqual([
      { due: true, refused_at: null },
    ]);
    expect(await house.sync()).toMatchObject({ status: 'complete' });
    expect(await audit('connection.secret-back')).toEqual([{ field: 'apiKey' }]);
  });

  it('stands nowhere in the database as it is, and opens for its own connection and field alone', async () => {
    await house.app.get(ChangeSecret).run('test', house.organisationId, 'housing', 'apiKey', 'canary-of-the-key');
    await house.app.get(SetWebhookSecret).run('test', house.organisationId, 'housing', 'canary-of-the-webhook');
    const tables = await house.sql<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables) {
      const rows = await house.sql(`SELECT FROM ${name} t WHERE t::text LIKE '%canary-of-the%'`);
      expect([name, rows.length]).toEqual([name, 0]);
    }
    const opened = await house.app.get(OpenConnection).run(house.organisationId, 'housing', never);
    await opened.close();
    expect(opened.configuration).toMatchObject({ apiKey: 'canary-of-the-key' });
    await house.sql(
      `UPDATE connections SET sealed_secrets = jsonb_build_object('apiKey', sealed_webhook_secrets[1]) WHERE name = 'housing'`,
    );
    await expect(house.app.get(OpenConnection).run(house.organisationId, 'housing', never)).rejects.toThrow(
      'does not open',
    );
  });
});
