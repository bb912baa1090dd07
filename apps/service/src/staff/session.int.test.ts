import type { ConsoleSession } from '@doorstep/contracts/http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { BrowserJar } from '../../test/browser-jar.js';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { actsOf } from '../access/index.js';
import { MakeFirstLink } from './index.js';

let service: StartedService;
let landlord: Landlord;
let jar: BrowserJar;
const inside = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
/** For what the service itself may never do. */
async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}
const makeLink = async () => (await service.app.get(MakeFirstLink).run('doorstep', landlord.id)).address;
const signIn = async (by = jar) => by.ask<ConsoleSession>('POST', '/admin/v1/sign-in/link', { link: await makeLink() });

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'rowan');
});
afterAll(() => service.close());
beforeEach(() => {
  jar = new BrowserJar(service);
});

describe('a one-time link', () => {
  it('signs somebody in once, with a cookie that no script and no other site can use', async () => {
    const link = await makeLink();
    const { status, body, headers } = await jar.ask<ConsoleSession>('POST', '/admin/v1/sign-in/link', { link });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Administrator',
      roles: ['administrator'],
      acts: actsOf(['administrator']),
      whoElseMay: { 'asks.change': ['lead'], 'replies.give': ['lead', 'officer'] },
      organisation: { id: landlord.id, slug: 'rowan' },
      locale: 'en-GB',
      signedInBy: 'link',
    });
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^doorstep-session=cs_[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(body)).not.toContain('cs_');
    expect((await jar.ask('GET', '/admin/v1/session')).body).toEqual({ ...body, expiresAt: expect.any(String) });
    const again = await new BrowserJar(service).ask('POST', '/admin/v1/sign-in/link', { link });
    expect([again.status, again.body.code]).toEqual([401, 'link-refused']);
  });

  it('stops working when another is made, when it is too old and when a character differs', async () => {
    const first = await makeLink();
    const second = await makeLink();
    const other = second.slice(0, -2) + (second.at(-2) === 'A' ? 'B' : 'A') + second.at(-1);
    for (const link of [first, other, 'https://elsewhere.example/', second.replace('si_', 'cs_')])
      expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link })).body.code).toBe('link-refused');
    await inside(`UPDATE sign_in_links SET used_at = now() WHERE used_at IS NULL`);
    expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link: second })).body.code).toBe('link-refused');
    expect(jar.kept).toEqual([]);
  });

  it('is not used by a page of somebody else’s', async () => {
    const link = await makeLink();
    for (const headers of [
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example', 'sec-fetch-site': '' },
      { origin: '', 'sec-fetch-site': '' },
      { origin: 'null', 'sec-fetch-site': '' },
    ])
      expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link }, headers)).body.code).toBe('another-page');
    expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link })).status).toBe(200);
  });
});

describe('a session', () => {
  it('lets its roles through the one guard, on /api too, and what it does is theirs', async () => {
    const { body } = await signIn();
    expect((await jar.ask('GET', '/api/v1/connections')).status).toBe(200);
    expect((await jar.ask('GET', '/api/v1/voices')).status).toBe(403);
    const changed = await jar.ask('PUT', '/api/v1/suppression-settings', {
      level: 'organisation',
      code: null,
      lengths: {},
      version: 0,
    });
    expect(changed).toMatchObject({ status: 200, body: { changedBy: body.name } });
  });

  it('writes nothing that another site had the browser send', async () => {
    await signIn();
    const write = (headers: Record<string, string>) => jar.ask('PATCH', '/admin/v1/session', { locale: 'cy' }, headers);
    for (const headers of [
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: '', 'sec-fetch-site': '' },
    ])
      expect(await write(headers)).toMatchObject({ status: 403, body: { code: 'another-page' } });
    expect((await jar.ask<ConsoleSession>('GET', '/admin/v1/session')).body.locale).toBe('en-GB');
    expect((await write({})).body).toMatchObject({ locale: 'cy' });
  });

  it('is over when its person signs out, was removed or did nothing for an hour, and after half a day', async () => {
    const ends: [string, () => Promise<unknown>][] = [
      ['signed out', () => new BrowserJarCopy(jar).ask('POST', '/admin/v1/sign-out')],
      ['idle', () => inside(`UPDATE console_sessions SET used_at = now() - interval '61 minutes'`)],
      ['half a day later', () => asOwner('UPDATE console_sessions SET expires_at = now()')],
      ['removed', () => inside(`UPDATE staff SET removed_at = now()`)],
    ];
    for (const [, end] of ends) {
      await signIn();
      expect((await jar.ask('GET', '/admin/v1/session')).status).toBe(200);
      await end();
      expect(await jar.ask('GET', '/admin/v1/session')).toMatchObject({ status: 401, body: { code: 'session-over' } });
    }
  });

  it('has its role taken away at once', async () => {
    await signIn();
    const voices = async () => (await jar.ask('GET', '/api/v1/voices')).status;
    const acts = async () => (await jar.ask<ConsoleSession>('GET', '/admin/v1/session')).body.acts;
    await inside(`UPDATE staff SET roles = ARRAY['officer'] WHERE removed_at IS NULL`);
    expect([await voices(), await acts()]).toEqual([200, actsOf(['officer'])]);
    await inside(`UPDATE staff SET roles = ARRAY['administrator'] WHERE removed_at IS NULL`);
    expect([await voices(), await acts()]).toEqual([403, actsOf(['administrator'])]);
  });

  it('is not there without its cookie, nor for an API key', async () => {
    expect((await jar.ask('GET', '/admin/v1/session')).status).toBe(401);
    const byKey = { authorization: `Bearer ${landlord.apiKey}` };
    expect((await jar.ask('GET', '/admin/v1/session', undefined, byKey)).status).toBe(401);
    expect((await jar.ask('PATCH', '/admin/v1/session', { locale: 'cy' }, byKey)).status).toBe(403);
    expect((await jar.ask('GET', '/api/v1/connections', undefined, byKey)).status).toBe(200);
  });

  it('and who began and ended it are in the audit, and no name is', async () => {
    const { body } = await signIn();
    await jar.ask('POST', '/admin/v1/sign-out');
    const entries = await inside<{ action: string; subject: string; detail: object }>(
      `SELECT action, subject, detail FROM audit_entries WHERE actor = $1 ORDER BY id`,
      [`staff:${body.staffId}`],
    );
    expect(entries.at(-2)).toEqual({
      action: 'console.sign-in',
      subject: `staff:${body.staffId}`,
      detail: { by: 'link' },
    });
    expect(entries.at(-1)).toMatchObject({ action: 'console.sign-out', subject: `staff:${body.staffId}` });
    expect(JSON.stringify(entries)).not.toContain('Administrator');
  });
});

/** The same browser, of which one window keeps what it had. */
class BrowserJarCopy extends BrowserJar {
  constructor(of: BrowserJar) {
    super(service);
    this.take(of);
  }
}

describe('over TLS', () => {
  it('the cookie goes to this very host alone, and to nothing else in the clear', async () => {
    const safe = await startService({ publicOrigin: 'https://doorstep.elm-homes.example' });
    try {
      const { id } = await addLandlord(safe, 'elm');
      const { address: link } = await safe.app.get(MakeFirstLink).run('doorstep', id);
      const from = { origin: 'https://doorstep.elm-homes.example' };
      const browser = new BrowserJar(safe);
      expect((await browser.ask('POST', '/admin/v1/sign-in/link', { link })).status).toBe(403);
      const { headers } = await browser.ask('POST', '/admin/v1/sign-in/link', { link }, from);
      expect(headers.getSetCookie()[0]).toMatch(
        /^__Host-doorstep-session=cs_[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect((await browser.ask('GET', '/admin/v1/session')).status).toBe(200);
    } finally {
      await safe.close();
    }
  });
});

describe('signing in over and over in vain', () => {
  it('has to wait, and says so', async () => {
    const answers = [];
    for (let n = 0; n < 61; n += 1)
      answers.push(await jar.ask('POST', '/admin/v1/sign-in/link', { link: 'si_nothing' }));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    expect((await (await fetch(`${service.url}/metrics`)).text()).includes('reason="console-link"')).toBe(true);
  });
});
