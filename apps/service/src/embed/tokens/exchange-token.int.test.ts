import type { PanelView, SessionReply } from '@doorstep/contracts/embed';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { base64url, CompactSign, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { addLandlord, claimsFor, get, hostOrigin, post, sign, signIn, type Landlord } from '../../../test/landlord.js';
import { startService, type StartedService } from '../../../test/start-service.js';
import { installationCode, readInstallationCode } from '../installations/installation.entity.js';

const record = { type: 'person', id: 'somebody' } as const;
const now = () => Math.floor(Date.now() / 1000);

let service: StartedService;
let landlord: Landlord;
let other: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
});
afterAll(() => service.close());

const exchange = <Body>(token: string, headers: Record<string, string> = {}) =>
  post<Body>(service, '/embed/v1/session', { token }, headers);
const signWith = (changes: Record<string, unknown>) => sign(landlord, { ...claimsFor(landlord, record), ...changes });

/** The landlord's claims without some of them. */
function without(...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claimsFor(landlord, record)).filter(([name]) => !names.includes(name)));
}

describe('a token that the host signed', () => {
  it('is exchanged for a session at its record', async () => {
    const answer = await exchange<SessionReply>(await signWith({}));
    expect(answer).toMatchObject({ status: 200, body: { expiresIn: 900, record } });
    const panel = await get<PanelView>(service, '/embed/v1/prompts', answer.body.session, { origin: hostOrigin });
    expect(panel).toMatchObject({ status: 200, body: { home: { state: 'unknown' } } });
  });

  const sessions = () =>
    service.platform.database.inOrganisation(landlord.id, (db) => db.rows('SELECT 1 FROM panel_sessions'));

  it('is exchanged once, however many ask at once', async () => {
    const before = await sessions();
    const token = await signWith({});
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(token)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 401),
    ]);
    expect(await sessions()).toHaveLength(before.length + 1);
  });

  it('is not used up by a panel that is no longer spoken with, which is told so', async () => {
    const token = await sign(landlord, claimsFor(landlord, record));
    const asked = (panel?: string) => post(service, '/embed/v1/session', { token, ...(panel && { panel }) });
    for (const old of ['0.0.9', '0.0.10', '0.0.65535'])
      expect(await asked(old)).toMatchObject({ status: 410, body: { code: 'version_retired' } });
    for (const none of ['0.1', 'x', '0.1.0; x']) expect(await asked(none)).toMatchObject({ status: 400 });
    expect(await asked('0.1.0')).toMatchObject({ status: 200 });
    expect(
      await post(service, '/embed/v1/session', {
        token: await sign(landlord, claimsFor(landlord, record)),
        panel: '0.10.0',
      }),
    ).toMatchObject({ status: 200 });
  });

  it('is exchanged when the clocks are half a minute apart', async () => {
    expect((await exchange(await signWith({ iat: now() + 30, exp: now() + 330 }))).status).toBe(200);
    expect((await exchange(await signWith({ iat: now() - 330, exp: now() - 30 }))).status).toBe(200);
  });

  it('leaves no secret in the database', async () => {
    const session = await signIn(service, landlord, record);
    const rows = await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows('SELECT s::text FROM panel_sessions s'),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(session.split('_').at(-1));
  });

  const refusals: [string, () => Promise<string>, Record<string, string>?][] = [
    ['used before', async () => used(await signWith({}))],
    ['that has run out', () => signWith({ iat: now() - 500, exp: now() - 120 })],
    ['good for more than ten minutes', () => signWith({ exp: now() + 601 })],
    [
      'good for more than ten minutes by an issue time that has not come',
      () => signWith({ iat: now() + 3600, exp: now() + 3900 }),
    ],
    ['that begins later', () => signWith({ nbf: now() + 120 })],
    ['without an end', () => sign(landlord, without('exp'))],
    ['without a time of issue', () => sign(landlord, without('iat'))],
    ['without an id', () => sign(landlord, without('jti'))],
    ['without a member of staff', () => sign(landlord, without('sub'))],
    ['without a record', () => sign(landlord, without('rec'))],
    ['without an origin', () => sign(landlord, without('origin'))],
    ['without a role', () => sign(landlord, without('roles'))],
    ['without an issuer', () => sign(landlord, without('iss'))],
    ['without an audience', () => sign(landlord, without('aud'))],
    ['for another audience', () => signWith({ aud: 'doorstep-api' })],
    ['for a role there is not', () => signWith({ roles: ['administrator'] })],
    ['for a kind of record there is not', () => signWith({ rec: { type: 'estate', id: '1' } })],
    ['for a record that is no text', () => signWith({ rec: { type: 'person', id: { $ne: '' } } })],
    ['for a record that cannot be stored', () => signWith({ rec: { type: 'person', id: 'a\u0000b' } })],
    ['for staff that cannot be stored', () => signWith({ sub: 'a\u0000b' })],
    ['with an id that cannot be stored', () => signWith({ jti: 'a\u0000b' })],
    ['with an empty id', () => signWith({ jti: '' })],
    ['for a page that is not the landlord’s', () => signWith({ origin: 'https://crm.example.evil' })],
    ['shown on a page that is not the landlord’s', () => signWith({}), { origin: 'https://evil.example' }],
    ['shown on a page without an origin', () => signWith({}), { origin: 'null' }],
    [
      'that says the page is another',
      () => signWith({ origin: 'https://evil.example' }),
      { origin: 'https://evil.example' },
    ],
    ['with no signature', async () => new UnsecuredJWT(claimsFor(landlord, record)).encode()],
    ['with its signature cut off', async () => (await signWith({})).replace(/[^.]+$/, '')],
    ['with another’s signature', async () => graft(await signWith({}), await signWith({}))],
    ['changed after it was signed', async () => changed(await signWith({}))],
    ['signed with the public key as a password', () => signedWithPublicKey()],
    [
      'signed with a key of its own making',
      async () => signedBy((await generateKeyPair('ES256')).privateKey, landlord.kid),
    ],
    ['that brings its own key', () => bringsItsOwnKey()],
    ['signed with another landlord’s key', () => signedBy(other.privateKey, landlord.kid)],
    ['signed with another landlord’s key under its name', () => signedBy(other.privateKey, other.kid)],
    ['with a key name that is not known', () => signedBy(landlord.privateKey, 'unknown')],
    ['with a key name that is a path', () => signedBy(landlord.privateKey, '../../../../dev/null')],
    [
      'without a key name',
      () => new SignJWT(claimsFor(landlord, record)).setProtectedHeader({ alg: 'ES256' }).sign(landlord.privateKey),
    ],
    ['issued for another landlord', () => signWith({ iss: other.installation })],
    ['issued for an installation there is not', () => signWith({ iss: installationCode(landlord.id, landlord.id) })],
    ['issued for one landlord and another’s installation', () => signWith({ iss: crossed() })],
    ['issued for something that is no installation', () => signWith({ iss: "ins_' OR 1=1" })],
    ['that is not one', async () => 'this is long enough to be looked at'],
    ['that is three dots and nothing', async () => '....................'],
    ['whose parts are no JSON', async () => ['e30', base64url.encode('not json'), 'AAAA'].join('.').padEnd(40, 'A')],
  ];

  // Jest takes a third parameter that no row fills for a callback to wait for.
  const filled = refusals.map(([what, make, headers]) => [what, { make, headers }] as const);
  it.each(filled)('is refused %s, like every other', async (_, { make, headers }) => {
    const answer = await exchange(await make(), headers);
    expect(answer).toEqual({
      status: 401,
      type: expect.stringContaining('application/problem+json'),
      body: {
        type: 'about:blank',
        title: 'Not signed in',
        status: 401,
        code: 'token-rejected',
        detail: 'The sign-in from your CRM was not accepted.',
      },
    });
  });

  async function used(token: string): Promise<string> {
    expect((await exchange(token)).status).toBe(200);
    return token;
  }

  function graft(token: string, from: string): string {
    return [...token.split('.').slice(0, 2), from.split('.')[2]].join('.');
  }

  function changed(token: string): string {
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'somebody-else' };
    return [header, base64url.encode(JSON.stringify(claims)), signature].join('.');
  }

  async function signedBy(key: Landlord['privateKey'], kid: string): Promise<string> {
    return new SignJWT(claimsFor(landlord, record)).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
  }

  async function signedWithPublicKey(): Promise<string> {
    const password = new TextEncoder().encode(JSON.stringify(landlord.publicKey));
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claimsFor(landlord, record))))
      .setProtectedHeader({ alg: 'HS256', kid: landlord.kid })
      .sign(password);
  }

  async function bringsItsOwnKey(): Promise<string> {
    return new SignJWT(claimsFor(landlord, record))
      .setProtectedHeader({ alg: 'ES256', kid: landlord.kid, jwk: other.publicKey, jku: 'https://evil.example/keys' })
      .sign(other.privateKey);
  }

  function crossed(): string {
    return installationCode(landlord.id, readInstallationCode(other.installation)!.id);
  }
});

describe('a panel session', () => {
  const show = (session: string, headers: Record<string, string> = { origin: hostOrigin }) =>
    get(service, '/embed/v1/prompts', session, headers);
  const ended = { status: 401, body: { code: 'session-ended' } };

  it('is good on the page it was opened on, and on no other', async () => {
    const session = await signIn(service, landlord, record);
    expect((await show(session)).status).toBe(200);
    expect(await show(session, { origin: 'https://evil.example' })).toMatchObject(ended);
  });

  it('ends after a quarter of an hour', async () => {
    const session = await signIn(service, landlord, record, 'officer-late');
    const { database } = service.platform;
    const [lasts] = await database.inOrganisation(landlord.id, (db) =>
      db.rows<{ seconds: number }>(
        `SELECT extract(epoch FROM expires_at - now())::int AS seconds FROM panel_sessions WHERE staff_id = 'officer-late'`,
      ),
    );
    expect(lasts!.seconds).toBeGreaterThan(880);
    expect(lasts!.seconds).toBeLessThanOrEqual(900);
    // Sessions are added and removed but never changed, so its twin with another end stands in for a later hour.
    await database.inOrganisation(landlord.id, async (db) => {
      await db.rows(
        `WITH gone AS (DELETE FROM panel_sessions WHERE staff_id = 'officer-late' RETURNING *)
         INSERT INTO panel_sessions SELECT r.* FROM gone g, jsonb_populate_record(NULL::panel_sessions, to_jsonb(g) || jsonb_build_object('expires_at', now() - interval '1 second')) r`,
      );
    });
    expect(await show(session)).toMatchObject(ended);
  });

  it.each([
    ['nothing', () => ''],
    ['a word', () => 'session'],
    ['an API key', () => landlord.apiKey],
    [
      'a session nobody was given',
      () => `ps_${landlord.id.replaceAll('-', '')}_${landlord.id.replaceAll('-', '')}_${'A'.repeat(43)}`,
    ],
  ])('is not %s', async (_, make) => {
    expect(await show(make())).toMatchObject(ended);
  });

  it('of one landlord is no session of another, whatever it says', async () => {
    const session = await signIn(service, landlord, record);
    const claimed = session.replace(landlord.id.replaceAll('-', ''), other.id.replaceAll('-', ''));
    expect(claimed).not.toBe(session);
    expect(await show(claimed)).toMatchObject(ended);
  });

  it('is no API key', async () => {
    const session = await signIn(service, landlord, record);
    expect(await get(service, '/api/v1/decisions', session)).toMatchObject({ status: 401, body: { code: 'api-key' } });
  });

  it('writes on the record it was opened at, and on no other', async () => {
    const session = await signIn(service, landlord, record);
    const headers = { authorization: `Bearer ${session}`, 'idempotency-key': 'another-record-1' };
    const saidAt = new Date().toISOString();
    const entry = { promptId: crypto.randomUUID(), outcome: 'heard', heard: 'idea', saidAt };
    for (const elsewhere of [
      { ...record, id: 'somebody else' },
      { ...record, type: 'tenancy' },
    ]) {
      expect(await post(service, '/embed/v1/outcomes', { ...entry, record: elsewhere }, headers)).toMatchObject({
        status: 409,
        body: { code: 'another-record' },
      });
      const voice = { outcomeId: crypto.randomUUID(), words: 'The lift is slow', whose: 'own', keepName: false };
      expect(await post(service, '/embed/v1/voices', { ...voice, record: elsewhere }, headers)).toMatchObject({
        status: 409,
        body: { code: 'another-record' },
      });
    }
  });
});
