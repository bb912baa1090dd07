import type { ConsoleSession, SignInSettings, SignInSettingsShown } from '@doorstep/contracts/http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { BrowserJar } from '../../test/browser-jar.js';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startProvider, type StartedProvider } from '../../test/oidc-provider.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { MakeFirstLink } from './index.js';

let service: StartedService;
let provider: StartedProvider;
let elsewhere: StartedProvider;
let landlord: Landlord;
let other: Landlord;
let jar: BrowserJar;

const settingsAt = ({ issuer, clientId, clientSecret }: StartedProvider, version: number) => ({
  issuer,
  clientId,
  clientSecret,
  roleOfGroup: { 'leads-group': 'lead', 'officers-group': 'officer' },
  allowedAddresses: ['127.0.0.1/32'],
  version,
});

async function administratorOf(of: Landlord): Promise<BrowserJar> {
  const administrator = new BrowserJar(service);
  const { address: link } = await service.app.get(MakeFirstLink).run('doorstep', of.id);
  await administrator.ask('POST', '/admin/v1/sign-in/link', { link });
  return administrator;
}

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}

/** Goes to our address, to the provider and through its pages, as a browser does; answers the address it comes back with. */
async function begin(by: BrowserJar, at = provider, query = 'organisation=rowan'): Promise<string> {
  const begun = await by.ask('GET', `/admin/v1/sign-in?${query}`);
  const there = new BrowserJar({ url: at.issuer });
  let address = begun.headers.get('location')!;
  while (address.startsWith(at.issuer) || address.startsWith('/interaction') || address.startsWith('/auth')) {
    const { headers } = await there.ask('GET', address);
    address = headers.get('location')!;
  }
  return address;
}

const comeBack = async (by: BrowserJar, address: string) => (await by.ask('GET', address)).headers.get('location');
const signIn = async (by: BrowserJar, ...how: [StartedProvider?, string?]) => comeBack(by, await begin(by, ...how));
const problem = (code: string) => `/console/sign-in?problem=${code}`;

beforeAll(async () => {
  service = await startService();
  [provider, elsewhere] = await Promise.all([
    startProvider(`${service.url}/admin/v1/sign-in/back`),
    startProvider(`${service.url}/admin/v1/sign-in/back`),
  ]);
  landlord = await addLandlord(service, 'rowan');
  other = await addLandlord(service, 'alder');
  for (const at of [provider, elsewhere])
    at.accounts.set('priya', {
      claims: { name: 'Priya Shah', email: 'priya@rowan.example', groups: ['leads-group', 'unknown'] },
      amr: ['pwd', 'mfa'],
    });
});
afterAll(async () => {
  await Promise.all([service.close(), provider.close(), elsewhere.close()]);
});
beforeEach(() => {
  jar = new BrowserJar(service);
  provider.signsIn = 'priya';
});

describe('before a provider is set', () => {
  it('says that there is none, whichever landlord is named', async () => {
    for (const query of ['', '?organisation=rowan', '?organisation=nobody'])
      expect(await comeBack(jar, `/admin/v1/sign-in${query}`)).toBe(problem('no-provider'));
  });
});

describe('the settings', () => {
  it('are saved once the provider has answered, and their secret never comes back', async () => {
    const administrator = await administratorOf(landlord);
    const save = (change: object) => administrator.ask<SignInSettings>('PUT', '/admin/v1/sign-in-settings', change);
    const shown = () => administrator.ask<SignInSettingsShown>('GET', '/admin/v1/sign-in-settings');
    expect((await shown()).body).toEqual({
      settings: null,
      redirectAddress: `${service.url}/admin/v1/sign-in/back`,
    });
    const good = settingsAt(provider, 0);
    const wrong: [object, string][] = [
      [{ ...good, issuer: `${service.url}/console` }, 'provider-not-right'],
      [{ ...good, issuer: 'http://127.0.0.1:1' }, 'provider-unreachable'],
      [{ ...good, allowedAddresses: [] }, 'provider-unreachable'],
      [{ ...good, allowedAddresses: ['127.0.0.1'] }, 'address'],
      [{ ...good, clientSecret: undefined }, 'secret-needed'],
      [{ ...good, roleOfGroup: { anyone: 'system' } }, 'bad-input'],
    ];
    for (const [change, code] of wrong) expect((await save(change)).body).toMatchObject({ code });
    expect((await shown()).body.settings).toBeNull();
    const saved = await save(good);
    expect(saved).toMatchObject({
      status: 200,
      body: { version: 1, requiresMfa: true, secret: { endsIn: '9f2a', savedBy: 'Administrator' } },
    });
    const again = await save({ ...good, clientSecret: undefined, version: 1, groupsClaim: 'groups' });
    expect(again.body).toMatchObject({ version: 2, secret: saved.body.secret });
    expect(JSON.stringify([saved, again, await shown()])).not.toContain(provider.clientSecret);
    const late = await save({ ...good, version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'settings-changed', current: { version: 2 } } });
    expect((await save({ ...good, clientSecret: undefined, issuer: elsewhere.issuer, version: 2 })).body).toMatchObject(
      {
        code: 'secret-needed',
      },
    );
  });
});

describe('signing in with an account', () => {
  it('lets somebody in with the role of their group, to the page they wanted', async () => {
    const wanted = encodeURIComponent('/console/runs?state=held');
    expect(await signIn(jar, provider, `organisation=rowan&return=${wanted}`)).toBe('/console/runs?state=held');
    const { body } = await jar.ask<ConsoleSession>('GET', '/admin/v1/session');
    expect(body).toMatchObject({ name: 'Priya Shah', roles: ['lead'], signedInBy: 'provider' });
    expect(jar.kept).toEqual([expect.stringMatching(/^doorstep-session=cs_/)]);
    const again = new BrowserJar(service);
    await signIn(again);
    expect((await again.ask<ConsoleSession>('GET', '/admin/v1/session')).body.staffId).toBe(body.staffId);
  });

  it('needs no name of a landlord where one alone has a provider', async () => {
    expect(await signIn(jar, provider, '')).toBe('/console/');
  });

  it('brings a cookie that another site’s page sends along, for as long as it takes, and PKCE', async () => {
    const { headers } = await jar.ask('GET', '/admin/v1/sign-in?organisation=rowan');
    expect(headers.getSetCookie()[0]).toMatch(/^doorstep-sign-in=su_[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const asked = new URL(headers.get('location')!).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(40);
  });

  it('follows the groups: another role the next time, and none for who has none', async () => {
    const account = { claims: { name: 'Jo Bevan', groups: ['officers-group'] }, amr: ['mfa'] };
    provider.signsIn = 'jo';
    provider.accounts.set('jo', account);
    await signIn(jar);
    const roles = async () => (await jar.ask<ConsoleSession>('GET', '/admin/v1/session')).body.roles;
    expect(await roles()).toEqual(['officer']);
    provider.accounts.set('jo', {
      ...account,
      claims: { name: 'Jo Bevan', groups: ['leads-group', 'officers-group'] },
    });
    await signIn(jar);
    expect(await roles()).toEqual(['lead', 'officer']);
    const without = new BrowserJar(service);
    for (const groups of [['another'], [], 'another', undefined, { 'leads-group': true }]) {
      provider.accounts.set('jo', { ...account, claims: { name: 'Jo Bevan', groups } });
      expect(await signIn(without)).toBe(problem('no-role'));
    }
    expect(without.kept).toEqual([]);
  });

  it('says so when the provider left the groups out', async () => {
    provider.signsIn = 'many';
    provider.accounts.set('many', {
      claims: {
        name: 'Al Price',
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint: 'https://graph.example/getMemberObjects' } },
      },
      amr: ['mfa'],
    });
    expect(await signIn(jar)).toBe(problem('groups-left-out'));
  });

  it('wants the second factor that the provider tells of', async () => {
    provider.signsIn = 'weak';
    const claims = { name: 'Lee Moss', groups: ['leads-group'] };
    for (const amr of [undefined, ['pwd']]) {
      provider.accounts.set('weak', { claims, ...(amr === undefined ? {} : { amr }) });
      expect(await signIn(jar)).toBe(problem('no-mfa'));
    }
    await asOwner(`UPDATE sign_in_settings SET accepted_acr = '{c1}'`);
    provider.accounts.set('weak', { claims: { ...claims, acrs: ['c1'] }, amr: ['pwd'] });
    expect(await signIn(jar)).toBe('/console/');
    const asked = await jar.ask('GET', '/admin/v1/sign-in?organisation=rowan');
    expect(new URL(asked.headers.get('location')!).searchParams.get('claims')).toBe(
      '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}',
    );
    await asOwner(`UPDATE sign_in_settings SET accepted_acr = '{}', requires_mfa = false`);
    provider.accounts.set('weak', { claims, amr: ['pwd'] });
    expect(await signIn(jar)).toBe('/console/');
    await asOwner(`UPDATE sign_in_settings SET requires_mfa = true`);
  });

  it('keeps out whom an administrator removed', async () => {
    await signIn(jar);
    await asOwner(`UPDATE staff SET removed_at = now() WHERE subject = 'priya'`);
    expect(await signIn(new BrowserJar(service))).toBe(problem('removed'));
    expect((await jar.ask('GET', '/admin/v1/session')).status).toBe(401);
    await asOwner(`UPDATE staff SET removed_at = NULL WHERE subject = 'priya'`);
  });
});

describe('a way back that is not right', () => {
  const changed = (address: string, name: string, value: string) => {
    const url = new URL(address);
    url.searchParams.set(name, value);
    return url.href;
  };
  /** `back` is handed the address that the provider sent the browser to. */
  const cases: [string, string, (back: string) => Promise<string> | string][] = [
    ['another state', 'provider-refused', (back) => changed(back, 'state', 'a'.repeat(43))],
    ['no state', 'provider-refused', (back) => back.replace(/&state=[^&]+/, '')],
    ['another code', 'provider-refused', (back) => changed(back, 'code', 'a'.repeat(43))],
    ['another issuer', 'provider-refused', (back) => changed(back, 'iss', elsewhere.issuer)],
    ['what the provider refused', 'provider-refused', (back) => `${back.replace(/code=[^&]+/, 'error=access_denied')}`],
    ['nothing', 'provider-refused', (back) => back.split('?')[0]!],
    [
      'another nonce',
      'provider-refused',
      async (back) => {
        await asOwner(`UPDATE sign_ins_under_way SET nonce = 'another'`);
        return back;
      },
    ],
    [
      'another verifier',
      'provider-refused',
      async (back) => {
        await asOwner(`UPDATE sign_ins_under_way SET code_verifier = repeat('a', 43)`);
        return back;
      },
    ],
    [
      'eleven minutes',
      'start-again',
      async (back) => {
        await asOwner(`UPDATE sign_ins_under_way SET expires_at = now()`);
        return back;
      },
    ],
  ];
  it.each(cases)('%s: nobody is let in, and it cannot be tried again', async (_, code, make) => {
    const back = await begin(jar);
    const held = new BrowserJar(service);
    held.take(jar);
    expect(await comeBack(jar, await make(back))).toBe(problem(code));
    expect(jar.kept).toEqual([]);
    expect(await comeBack(held, back)).toBe(problem('start-again'));
  });

  it('a second time is refused, to the same browser and with a sign-in of its own', async () => {
    const back = await begin(jar);
    const held = new BrowserJar(service);
    held.take(jar);
    expect(await comeBack(jar, back)).toBe('/console/');
    expect(await comeBack(held, back)).toBe(problem('start-again'));
    const mine = new BrowserJar(service);
    const fresh = new URL(await begin(mine));
    fresh.searchParams.set('code', new URL(back).searchParams.get('code')!);
    expect(await comeBack(mine, fresh.href)).toBe(problem('provider-refused'));
  });

  it('in another browser than it began in is refused', async () => {
    const back = await begin(jar);
    expect(await comeBack(new BrowserJar(service), back)).toBe(problem('start-again'));
  });

  it('with another landlord’s provider is refused', async () => {
    const administrator = await administratorOf(other);
    await administrator.ask('PUT', '/admin/v1/sign-in-settings', settingsAt(elsewhere, 0));
    expect(await comeBack(jar, '/admin/v1/sign-in')).toBe(problem('which-organisation'));
    const theirs = await begin(jar, elsewhere, 'organisation=alder');
    const ours = new URL(await begin(jar));
    for (const [name, value] of new URL(theirs).searchParams) if (name !== 'state') ours.searchParams.set(name, value);
    expect(await comeBack(jar, ours.href)).toBe(problem('provider-refused'));
    const alder = new BrowserJar(service);
    expect(await signIn(alder, elsewhere, 'organisation=alder')).toBe('/console/');
    const { body } = await alder.ask<ConsoleSession>('GET', '/admin/v1/session');
    expect(body.organisation.slug).toBe('alder');
  });

  it.each([
    'https://elsewhere.example/console/',
    '//elsewhere.example/console/',
    '/\\elsewhere.example',
    '/console/..//elsewhere.example',
    '/console/../admin/v1/sign-out',
    '/console/%2e%2e/api/v1/voices',
    '/console\\@elsewhere.example',
    '/console@elsewhere.example',
    '/consolelation',
    'javascript:alert(1)',
    '/console/\r\nset-cookie: a=b',
    '/console/\tx',
    '',
  ])('to %j leads to the first page', async (wanted) => {
    expect(await signIn(jar, provider, `organisation=rowan&return=${encodeURIComponent(wanted)}`)).toBe('/console/');
  });
});

it('no name, address, secret, code or token of anybody stands in the audit', async () => {
  const entries = await service.platform.database.inOrganisation(landlord.id, (db) =>
    db.rows('SELECT actor, action, subject, detail FROM audit_entries'),
  );
  expect(JSON.stringify(entries)).toMatch(/console.sign-in/);
  expect(JSON.stringify(entries)).not.toMatch(/Priya|rowan\.example|9f2a|cs_|su_|eyJ/);
});
