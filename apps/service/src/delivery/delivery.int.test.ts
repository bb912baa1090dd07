import type { DeliveryCheck, DeliveryShown } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { mailCertificate, mailPassword, mailUser, startMailServer, type MailServer } from '../../test/mail-server.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { SendEmail, SendText } from './index.js';

let service: StartedService;
let landlord: Landlord;
let other: Landlord;
let mail: MailServer;
let owner: pg.Client;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
  mail = await startMailServer('tls');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await mail.close();
  await service.close();
});

const settings = (more: object = {}) => ({
  way: 'email',
  host: '127.0.0.1',
  port: mail.port,
  security: 'tls',
  user: mailUser,
  secret: mailPassword,
  fromAddress: 'hello@alder.example',
  fromName: 'Alder Homes',
  caCertificate: mailCertificate,
  allowedAddresses: ['127.0.0.1/32'],
  ...more,
});
const set = (body: object, as = landlord) =>
  post<DeliveryShown & { code?: string; current?: DeliveryShown }>(service, '/api/v1/delivery', body, {
    authorization: `Bearer ${as.apiKey}`,
  });
const check = async () =>
  (
    await post<{ items: DeliveryCheck[] }>(
      service,
      '/api/v1/delivery/email/check',
      {},
      {
        authorization: `Bearer ${landlord.apiKey}`,
      },
    )
  ).body.items.map(({ name, ok }) => `${name} ${ok}`);
const email = { to: 'resident@post.example', subject: 'Hello', text: 'Hello', messageId: 'alarm.1' };

describe('the settings of a way of sending', () => {
  it('are not there until they are set', async () => {
    await expect(service.app.get(SendEmail).run(landlord.id, email)).rejects.toMatchObject({ code: 'not-set' });
    const text = { to: '07700 900123', text: 'Hello', reference: 'alarm.1' };
    await expect(service.app.get(SendText).run(landlord.id, text, new AbortController().signal)).rejects.toMatchObject({
      code: 'not-set',
      became: 'refused',
    });
    expect(await check()).toEqual(['settings false']);
  });

  it('keep the secret sealed, and give it back to nobody', async () => {
    const { status, body } = await set(settings());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      way: 'email',
      host: '127.0.0.1',
      hasSecret: true,
      setBy: expect.stringMatching(/^api-key:/),
    });
    const listed = await get(service, '/api/v1/delivery', landlord.apiKey);
    const { rows } = await owner.query('SELECT * FROM delivery_settings');
    expect(JSON.stringify([body, listed.body, rows])).not.toContain('let me in');
    expect((await get<{ total: number }>(service, '/api/v1/delivery', other.apiKey)).body.total).toBe(0);
    expect(await service.app.get(SendEmail).run(landlord.id, email)).toEqual({ receipt: '<alarm.1@alder.example>' });
    expect(mail.mails.at(-1)?.subject).toBe('Hello');
  });

  it('are tried without sending anything, up to what is wrong', async () => {
    const before = mail.mails.length;
    expect(await check()).toEqual(['settings true', 'address true', 'connection true', 'sign-in true']);
    await set(settings({ secret: 'wrong' }));
    expect(await check()).toEqual(['settings true', 'address true', 'connection true', 'sign-in false']);
    await set(settings({ caCertificate: null }));
    expect(await check()).toEqual(['settings true', 'address true', 'connection false']);
    await set(settings({ allowedAddresses: [] }));
    expect(await check()).toEqual(['settings true', 'address false']);
    expect(mail.mails).toHaveLength(before);
  });

  it('keep the secret when it is left out, but never for another server', async () => {
    const { secret: _, ...rest } = settings();
    expect((await set(settings())).status).toBe(201);
    expect((await set({ ...rest, fromName: 'Alder' })).body).toMatchObject({ fromName: 'Alder', hasSecret: true });
    for (const more of [
      { host: 'localhost' },
      { port: 1 },
      { user: 'another' },
      { security: 'none' },
      { caCertificate: null },
    ])
      expect(await set({ ...rest, ...more })).toMatchObject({ status: 400, body: { code: 'secret-needed' } });
    expect(await set(rest, other)).toMatchObject({ status: 400, body: { code: 'secret-needed' } });
    expect((await set({ ...rest, user: null })).body).toMatchObject({ user: null, hasSecret: false });
  });

  it('are not put over what somebody else set meanwhile', async () => {
    const { body: seen } = await set(settings(), other);
    const was = seen.setAt;
    expect(await set(settings({ was: null }), other)).toMatchObject({
      status: 409,
      body: { code: 'delivery-changed' },
    });
    expect((await set(settings({ was, fromName: 'Theirs' }), other)).status).toBe(201);
    const mine = await set(settings({ was, fromName: 'Mine' }), other);
    expect(mine).toMatchObject({ status: 409, body: { code: 'delivery-changed', current: { fromName: 'Theirs' } } });
    expect(JSON.stringify(mine.body)).not.toContain(mailPassword);
  });

  it('are tried by one message to whoever tries them', async () => {
    const trial = (to: string, way = 'email') =>
      post(service, `/api/v1/delivery/${way}/trial`, { to }, { authorization: `Bearer ${landlord.apiKey}` });
    await set(settings());
    expect(await trial('priya@alder.example')).toMatchObject({ status: 200, body: { name: 'message', ok: true } });
    expect(mail.mails.at(-1)?.subject).toBe('A trial from Doorstep');
    expect(await trial('nobody')).toMatchObject({ status: 400 });
    expect(await trial('07700 900123', 'text')).toMatchObject({ status: 200, body: { ok: false } });
    const { rows } = await owner.query(`SELECT detail FROM audit_entries WHERE action = 'delivery.trial' ORDER BY at`);
    expect(rows).toEqual([{ detail: { ok: true } }, { detail: { ok: false } }]);
  });

  it.each([
    [{ port: 0 }],
    [{ security: 'ssl' }],
    [{ fromAddress: 'nobody' }],
    [{ fromName: 'One\r\nBcc: x@y.example' }],
    [{ allowedAddresses: ['10.0.0.0'] }],
    [{ way: 'pigeon' }],
  ])('are refused with %j', async (more) => {
    expect((await set(settings(more))).status).toBe(400);
  });
});
