import type { PanelView, SessionReply } from '@doorstep/contracts/embed';
import type { CheckedToken, PanelLinkMade } from '@doorstep/contracts/http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  canvasRequest,
  compact,
  edDsa,
  es256,
  hostPair,
  hs256,
  rs256,
  startKeySet,
  type KeySetServer,
  type Signer,
} from '../../../test/host-signing.js';
import { addLandlord, claimsFor, get, hostOrigin, post, signIn, type Landlord } from '../../../test/landlord.js';
import { startService, type StartedService } from '../../../test/start-service.js';
import { AddOrganisation, findLandlord } from '../../organisations/index.js';
import { CommandLine } from '../../platform/command-line/command-line.js';
import { AddInstallation } from '../installations/add-installation.js';
import { ChangeHostKeys } from './change-host-keys.js';
import { CheckToken } from './check-token.js';
import { addEmbedCommands } from '../embed.cli.js';
import { ListInstallations } from '../installations/list-installations.js';

const actor = 'command-line';
const record = { type: 'person', id: 'somebody' } as const;
const recordSystems = { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' };
const shared = 'a secret of a home-grown CRM, long enough to be one';
const guide = new URL('../../../../../docs/hosts/signing-a-token.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'doorstep-embed-'));

let service: StartedService;
let landlord: Landlord;
let keySet: KeySetServer;
let made = 0;
const first = hostPair('first');
const next = hostPair('next');
const rsa = hostPair('rsa', 'RSA');
const edwards = hostPair('edwards', 'Ed25519');
const published = hostPair('published');
const publishedRsa = hostPair('published-rsa', 'RSA');

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  keySet = await startKeySet(published.jwk, publishedRsa.jwk);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(async () => {
  await service.close();
  await keySet.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A further installation of the landlord. Answers its code. */
async function install(keys: readonly object[], more: object = {}): Promise<string> {
  const { installation } = await service.app.get(AddInstallation).run(actor, landlord.id, {
    ...{ name: `CRM ${(made += 1)}`, allowedOrigins: [hostOrigin], recordSystems, ...more },
    keys: keys as never,
  });
  return installation;
}

const claims = (iss: string, changes: object = {}) => ({ ...claimsFor(landlord, record), iss, ...changes });
const exchange = <Body = SessionReply>(body: object, headers: Record<string, string> = {}) =>
  post<Body>(service, '/embed/v1/session', body, headers);
const token = (iss: string, head: object, signer: Signer, changes: object = {}) =>
  compact(head, claims(iss, changes), signer);
const fromOurPage = () => ({ origin: service.url });

describe('what a host may sign with', () => {
  const forms: [string, object, object, () => Signer][] = [
    [
      'ES256',
      { kind: 'public', kid: 'k', alg: 'ES256', jwk: { ...first.jwk } },
      { alg: 'ES256', kid: 'k', typ: 'JWT' },
      () => es256(first.privateKey),
    ],
    [
      'RS256',
      { kind: 'public', kid: 'k', alg: 'RS256', jwk: { ...rsa.jwk } },
      { alg: 'RS256', kid: 'k', x5t: 'thumb' },
      () => rs256(rsa.privateKey),
    ],
    [
      'EdDSA',
      { kind: 'public', kid: 'k', alg: 'EdDSA', jwk: { ...edwards.jwk } },
      { alg: 'EdDSA', kid: 'k' },
      () => edDsa(edwards.privateKey),
    ],
    ['HS256', { kind: 'shared', kid: 'k', secret: shared }, { alg: 'HS256', kid: 'k' }, () => hs256(shared)],
  ];
  it.each(forms)('%s', async (_, key, head, signer) => {
    const iss = await install([key]);
    const answer = await exchange({ token: token(iss, head, signer()) });
    expect(answer).toMatchObject({ status: 200, body: { expiresIn: 900, record, locale: null } });
    expect((await get(service, '/embed/v1/prompts', answer.body.session, { origin: hostOrigin })).status).toBe(200);
  });

  it('what the guide for hosts shows', async () => {
    const iss = await install([{ kind: 'public', kid: 'homes-1', alg: 'ES256', jwk: { ...first.jwk } }]);
    writeFileSync(join(folder, 'doorstep-key.pem'), first.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const sample = /```js\n(.*?)```/s.exec(readFileSync(guide, 'utf8'))![1]!;
    const who = {
      installation: iss,
      kid: 'homes-1',
      staffId: 'officer-1',
      roles: ['officer'],
      record,
      origin: hostOrigin,
    };
    writeFileSync(join(folder, 'sample.mjs'), `${sample}\nconsole.log(doorstepToken(${JSON.stringify(who)}));`);
    const { stdout } = await promisify(execFile)(process.execPath, ['sample.mjs'], { cwd: folder });
    expect(await exchange({ token: stdout.trim() })).toMatchObject({ status: 200, body: { record } });
  });

  it('a set of keys at an address, read once for many', async () => {
    const iss = await install([{ kind: 'key-set', url: keySet.url, allowedAddresses: ['127.0.0.1/32'] }]);
    const before = keySet.reads;
    const all = Array.from({ length: 6 }, (_, at) =>
      exchange({
        token:
          at % 2 === 0
            ? token(iss, { alg: 'ES256', kid: published.kid }, es256(published.privateKey))
            : token(iss, { alg: 'RS256', kid: publishedRsa.kid }, rs256(publishedRsa.privateKey)),
      }),
    );
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(keySet.reads - before).toBe(1);
  });

  it('a key that is published later, looked for at most twice a minute', async () => {
    const iss = await install([{ kind: 'key-set', url: keySet.url, allowedAddresses: ['127.0.0.1/32'] }]);
    const later = hostPair('later');
    const ofLater = () => exchange({ token: token(iss, { alg: 'ES256', kid: later.kid }, es256(later.privateKey)) });
    expect((await ofLater()).status).toBe(401);
    keySet.publish({ keys: [published.jwk, publishedRsa.jwk, later.jwk] });
    const before = keySet.reads;
    for (let at = 0; at < 5; at += 1) expect((await ofLater()).status).toBe(401);
    expect(keySet.reads).toBe(before);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 31_000);
    expect((await ofLater()).status).toBe(200);
    expect(keySet.reads).toBe(before + 1);
  });

  it.each([
    ['at a private address that nobody allowed', [], () => undefined],
    ['that answers with an error', ['127.0.0.1/32'], () => keySet.publish({ keys: [published.jwk] }, 500)],
    ['that is elsewhere', ['127.0.0.1/32'], () => keySet.publish('', 302, { location: 'http://169.254.169.254/' })],
    [
      'of more than a quarter of a megabyte',
      ['127.0.0.1/32'],
      () => keySet.publish({ keys: [published.jwk], padding: 'x'.repeat(300_000) }),
    ],
    ['that is no set of keys', ['127.0.0.1/32'], () => keySet.publish('<html>')],
    [
      'that says its private keys',
      ['127.0.0.1/32'],
      () => keySet.publish({ keys: [published.privateKey.export({ format: 'jwk' })] }),
    ],
  ])('not a set of keys %s, which is not asked again and again', async (_, allowedAddresses, publish) => {
    publish();
    const before = keySet.reads;
    const iss = await install([{ kind: 'key-set', url: keySet.url, allowedAddresses }]);
    for (let at = 0; at < 3; at += 1) {
      const answer = await exchange({
        token: token(iss, { alg: 'ES256', kid: published.kid }, es256(published.privateKey)),
      });
      expect(answer).toMatchObject({ status: 401, body: { code: 'token-rejected' } });
    }
    expect(keySet.reads - before).toBe(allowedAddresses.length);
    keySet.publish({ keys: [published.jwk, publishedRsa.jwk] });
  });

  it('two keys while one follows the other, and no third', async () => {
    const iss = await install([{ kind: 'public', kid: first.kid, alg: 'ES256', jwk: { ...first.jwk } }]);
    const keys = service.app.get(ChangeHostKeys);
    const withFirst = () => exchange({ token: token(iss, { alg: 'ES256', kid: first.kid }, es256(first.privateKey)) });
    const withNext = () => exchange({ token: token(iss, { alg: 'ES256', kid: next.kid }, es256(next.privateKey)) });
    expect([(await withFirst()).status, (await withNext()).status]).toEqual([200, 401]);
    await keys.add(actor, landlord.id, iss, { kind: 'public', kid: next.kid, alg: 'ES256', jwk: { ...next.jwk } });
    expect([(await withFirst()).status, (await withNext()).status]).toEqual([200, 200]);
    await expect(keys.add(actor, landlord.id, iss, { kind: 'shared', kid: 'third', secret: shared })).rejects.toThrow(
      /two keys already/,
    );
    await expect(keys.add(actor, landlord.id, iss, { kind: 'shared', kid: next.kid, secret: shared })).rejects.toThrow(
      /already/,
    );
    await keys.remove(actor, landlord.id, iss, first.kid);
    expect([(await withFirst()).status, (await withNext()).status]).toEqual([401, 200]);
    await expect(keys.remove(actor, landlord.id, iss, first.kid)).rejects.toThrow(/no key first/);
  });

  it.each([
    ['a secret of 31 bytes', { kind: 'shared', kid: 'k', secret: 'x'.repeat(31) }, /at least 32 bytes/],
    [
      'a private key',
      { kind: 'public', kid: 'k', alg: 'ES256', jwk: { ...first.privateKey.export({ format: 'jwk' }) } },
      /paste the public key/,
    ],
    [
      'a secret as a public key',
      { kind: 'public', kid: 'k', alg: 'RS256', jwk: { kty: 'oct', k: 'AAAA' } },
      /paste the public key/,
    ],
    [
      'a key of another curve',
      { kind: 'public', kid: 'k', alg: 'ES256', jwk: { ...hostPair('x', 'P-384').jwk } },
      /not a public key for ES256/,
    ],
    [
      'an RSA key of 1024 bits',
      { kind: 'public', kid: 'k', alg: 'RS256', jwk: { ...hostPair('x', 'RSA-1024').jwk } },
      /2048 bits/,
    ],
    ['an address that is none', { kind: 'key-set', url: 'file:///etc/passwd' }, /with https/],
    ['a canvas of no Salesforce', { kind: 'canvas', secret: 'secret', organisation: 'x' }, /15 or 18/],
  ])('not %s', async (_, key, says) => {
    await expect(install([key])).rejects.toMatchObject({ kind: 'bad-input', message: expect.stringMatching(says) });
  });

  it.each([
    'https://crm.example/',
    'https://*.crm.example',
    'HTTPS://crm.example',
    'crm.example',
    'null',
    'https://a@b.example',
  ])('not from pages at %s', async (origin) => {
    await expect(install([], { allowedOrigins: [origin] })).rejects.toMatchObject({ kind: 'bad-input' });
  });

  it('keeps no secret where it could be read, and shows none', async () => {
    await install([{ kind: 'shared', kid: 'k', secret: shared }]);
    await install([{ kind: 'canvas', secret: 'the consumer secret of a canvas', organisation: '00Dxx0000001gPL' }]);
    const rows = await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows('SELECT i::text FROM installations i'),
    );
    const shown = await service.app.get(ListInstallations).run(landlord.id);
    for (const text of [JSON.stringify(rows), JSON.stringify(shown)]) {
      expect(text).not.toContain(shared);
      expect(text).not.toContain(Buffer.from(shared).toString('base64').slice(0, 20));
      expect(text).not.toContain('consumer secret');
    }
    expect(JSON.stringify(shown)).not.toContain('sealed');
  });
});

describe('who a host says is at work', () => {
  it('has our role for the host’s, and no other', async () => {
    const key = { kind: 'public', kid: 'k', alg: 'ES256', jwk: { ...first.jwk } };
    const iss = await install([key], { roleMap: { 'Housing Officer': 'officer', Rents: 'income' } });
    const as = (roles: string[]) =>
      exchange({ token: token(iss, { alg: 'ES256', kid: 'k' }, es256(first.privateKey), { roles }) });
    expect((await as(['Housing Officer', 'Fire Warden'])).body.caps).toEqual({
      readVoices: true,
      writeVoices: true,
      raiseHandOffs: true,
      tellThem: true,
      seePreferences: true,
      setPreferences: true,
      startPromptsAgain: true,
    });
    expect((await as(['Housing Officer', 'Rents'])).body.caps).toMatchObject({ readVoices: false, tellThem: false });
    // Where there is a map, our own names mean nothing by themselves.
    expect((await as(['officer'])).status).toBe(401);
    expect((await as(['Fire Warden'])).status).toBe(401);
  });

  it.each([
    ['cy-GB', 'cy'],
    ['en', 'en-GB'],
    ['pl', null],
    [7, null],
  ])('may ask for the language %s', async (locale, wanted) => {
    const iss = await install([{ kind: 'shared', kid: 'k', secret: shared }]);
    const answer = await exchange({ token: token(iss, { alg: 'HS256', kid: 'k' }, hs256(shared), { locale }) });
    expect(answer.body.locale).toBe(wanted);
  });

  it('may say which landlord it is', async () => {
    const iss = await install([{ kind: 'shared', kid: 'k', secret: shared }]);
    const answer = await exchange({
      token: token(iss, { alg: 'HS256', kid: 'k' }, hs256(shared), { org: landlord.id }),
    });
    expect(answer.status).toBe(200);
  });
});

describe('a session in our frame page', () => {
  async function framed(): Promise<string> {
    const iss = await install([{ kind: 'shared', kid: 'k', secret: shared }]);
    const answer = await exchange(
      { token: token(iss, { alg: 'HS256', kid: 'k' }, hs256(shared)), origin: hostOrigin },
      fromOurPage(),
    );
    expect(answer.status).toBe(200);
    return answer.body.session;
  }

  it('is good from our page, and not from the host’s', async () => {
    const session = await framed();
    for (const headers of [fromOurPage(), {}, { 'sec-fetch-site': 'same-origin' }] as Record<string, string>[])
      expect((await get(service, '/embed/v1/prompts', session, headers)).status).toBe(200);
    for (const headers of [
      { origin: hostOrigin },
      { origin: 'null' },
      { origin: hostOrigin, 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[])
      expect(await get(service, '/embed/v1/prompts', session, headers)).toMatchObject({
        status: 401,
        body: { code: 'session-ended' },
      });
  });

  it('is what our page gets, and a session of the host’s page is nothing to it', async () => {
    const session = await signIn(service, landlord, record);
    expect((await get(service, '/embed/v1/prompts', session, fromOurPage())).status).toBe(401);
  });
});

describe('a one-time link', () => {
  const make = async (body: object = {}, bearer = landlord.apiKey) =>
    post<PanelLinkMade>(
      service,
      '/api/v1/embed/links',
      { installation: landlord.installation, staff: 'officer-1', record, ...body },
      { authorization: `Bearer ${bearer}` },
    );
  const open = async (address: string) => exchange({ link: address.split('#')[1]! }, fromOurPage());

  it('opens the panel once, however many ask at once, in our own page', async () => {
    const { status, body } = await make();
    expect(status).toBe(201);
    expect(body.address).toMatch(/^\/embed\/v1\/open#pl_/);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThanOrEqual(120_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(body.address)));
    const [good, ...more] = answers.filter((one) => one.status === 200);
    expect(more).toEqual([]);
    expect(good!.body).toMatchObject({ record, caps: { readVoices: true } });
    const { session } = good!.body;
    expect((await get<PanelView>(service, '/embed/v1/prompts', session, {})).status).toBe(200);
    expect((await get(service, '/embed/v1/prompts', session, { origin: hostOrigin })).status).toBe(401);
  });

  it('is kept by its hash, and is over after two minutes', async () => {
    const { body } = await make();
    const [row] = await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows<{ whole: string; seconds: number }>(
        `SELECT l::text AS whole, extract(epoch FROM expires_at - now())::int AS seconds FROM panel_links l WHERE id = $1`,
        [body.id],
      ),
    );
    expect(row!.whole).not.toContain(body.address.slice(-43));
    expect(row!.seconds).toBeGreaterThan(110);
    // Links are used but never changed, so its twin with another end stands in for a later minute.
    await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows(
        `WITH gone AS (DELETE FROM panel_links WHERE id = $1 RETURNING *)
         INSERT INTO panel_links SELECT r.* FROM gone g, jsonb_populate_record(NULL::panel_links, to_jsonb(g) || jsonb_build_object('expires_at', now() - interval '1 second')) r`,
        [body.id],
      ),
    );
    expect((await open(body.address)).status).toBe(401);
  });

  it('has the roles that were asked for, and none that its maker has not', async () => {
    const income = await make({ roles: ['income'] });
    expect((await open(income.body.address)).body.caps.readVoices).toBe(false);
    expect(await make({ roles: ['administrator'] })).toMatchObject({ status: 400 });
    expect(await make({ staff: 'officer@crm.example' })).toMatchObject({ status: 400 });
    expect(await make({ installation: 'nowhere' })).toMatchObject({
      status: 404,
      body: { code: 'installation-unknown' },
    });
    expect(await make({}, 'dk_nobody')).toMatchObject({ status: 401 });
  });
});

describe('a Salesforce canvas', () => {
  const secret = 'the consumer secret of a canvas';
  const request = (parameters: object) => ({
    algorithm: 'HMACSHA256',
    issuedAt: new Date().toISOString(),
    userId: '005xx000001SwiUAAS',
    client: { targetOrigin: hostOrigin },
    context: {
      user: { userId: '005xx000001SwiUAAS', language: 'cy' },
      organization: { organizationId: '00Dxx0000001gPLEAY' },
      environment: { record: { Id: '003xx000004TmiQAAS' }, parameters },
    },
  });
  const post1 = (installation: string, parameters: object) =>
    exchange({ canvas: canvasRequest(request(parameters), secret), installation, origin: hostOrigin }, fromOurPage());

  it('is exchanged once, at its own record or the one its parameters name', async () => {
    const installation = await install([{ kind: 'canvas', secret: secret, organisation: '00Dxx0000001gPL' }], {
      roleMap: { 'Neighbourhood Officer': 'officer' },
    });
    const roles = ['Neighbourhood Officer'];
    expect(await post1(installation, { roles, recType: 'home' })).toMatchObject({
      status: 200,
      body: { record: { type: 'home', id: '003xx000004TmiQAAS' }, locale: 'cy' },
    });
    expect((await post1(installation, { roles, rec: record })).body).toMatchObject({ record });
    const canvas = canvasRequest(request({ roles, nonce: 1 }), secret);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => exchange({ canvas, installation }, fromOurPage())),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const checked = await service.app.get(CheckToken).run(landlord.id, installation, canvas);
    expect(checked.items.filter(({ isGood }) => !isGood).map(({ claim }) => claim)).toEqual(['jti']);
  });
});

describe('the token tool', () => {
  it('says every claim that is wrong and what to write, and uses nothing up', async () => {
    const iss = await install([{ kind: 'shared', kid: 'k', secret: shared }]);
    const tool = service.app.get(CheckToken);
    const good = token(iss, { alg: 'HS256', kid: 'k' }, hs256(shared));
    for (let at = 0; at < 3; at += 1) expect((await tool.run(landlord.id, iss, `${good}\n`)).good).toBe(true);
    expect((await exchange({ token: good })).status).toBe(200);
    expect((await tool.run(landlord.id, iss, good)).items.at(-1)).toEqual({
      claim: 'jti',
      isGood: false,
      says: 'was used before, write a new id for every token',
    });
    const bad = token(iss, { alg: 'HS256', kid: 'k' }, hs256(shared), {
      ...{
        aud: 'x',
        exp: claims(iss)['iat' as never] + 3600,
        roles: ['boss'],
        rec: undefined,
        origin: 'https://crm.test',
      },
    });
    const { items } = await tool.run(landlord.id, iss, bad);
    expect(items.filter(({ isGood }) => !isGood).map(({ claim, says }) => `${claim} ✗ ${says}`)).toEqual([
      'aud ✗ is "x", write "doorstep-embed"',
      'exp ✗ is 60 minutes after iat, write at most 10 minutes after iat',
      'roles ✗ has none that is known, write one or more of: officer, lead, operative, income, asb, legal',
      'rec ✗ is missing, write {"type": "person", "id": "…"}: person, tenancy or home, and its id in the housing system',
      `origin ✗ is "https://crm.test", write one that this installation allows: ${hostOrigin}`,
    ]);
    expect(items.filter(({ isGood }) => isGood).map(({ claim }) => claim)).toEqual([
      ...['kid', 'alg', 'signature', 'iss', 'sub', 'iat', 'jti'],
    ]);
  });
});

describe('the command line', () => {
  let out = '';
  let err = '';
  /** Runs a command over this service. Answers its exit code. */
  async function doorstep(...words: string[]): Promise<number> {
    [out, err] = ['', ''];
    process.exitCode = undefined;
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
    const program = new Command('doorstep').exitOverride();
    addEmbedCommands(program, new CommandLine(async (work) => work(service.app), findLandlord));
    await program.parseAsync([...words, '--organisation', 'alder'], { from: 'user' });
    stdout.mockRestore();
    stderr.mockRestore();
    return Number(process.exitCode ?? 0);
  }
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('sets up a CRM, changes its key, and checks a token', async () => {
    const pem = written('key.pem', String(first.publicKey.export({ type: 'spki', format: 'pem' })));
    const setUp = ['embed', 'installation', 'add', '--name', 'Homes CRM', '--origin', hostOrigin];
    const systems = Object.entries(recordSystems).flatMap(([kind, system]) => ['--record-system', `${kind}=${system}`]);
    expect(
      await doorstep(
        ...setUp,
        '--key-file',
        pem,
        '--kid',
        'one',
        '--map-role',
        'Housing Officer=officer',
        ...systems,
        '--json',
      ),
    ).toBe(0);
    const { installation } = JSON.parse(out) as { installation: string };
    expect(await doorstep(...setUp, ...systems)).toBe(1);
    expect(err).toContain('There is an installation called Homes CRM already.');

    const jwk = written('key.json', JSON.stringify(next.jwk));
    expect(await doorstep('embed', 'keys', 'add', 'Homes CRM', '--key-file', jwk)).toBe(0);
    expect(out).toContain('key next (ES256)');
    expect(out).toContain(`the id of a person is that of ${recordSystems.person}`);
    expect(await doorstep('embed', 'keys', 'remove', 'Homes CRM', 'one')).toBe(0);
    expect(out).not.toContain('key one');
    const kept = written('private.pem', String(first.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    expect(await doorstep('embed', 'keys', 'add', 'Homes CRM', '--key-file', kept)).toBe(2);
    expect(err).toContain('This is a private key.');

    const roles = ['Housing Officer'];
    const good = written('good', token(installation, { alg: 'ES256', kid: 'next' }, es256(next.privateKey), { roles }));
    expect(await doorstep('embed', 'check-token', '--installation', 'Homes CRM', '--file', good)).toBe(0);
    expect(out).toMatch(/^exp ✓ 5 minutes$/m);
    expect(out).toMatch(/^The token is good\.$/m);
    const bad = written('bad', token(installation, { alg: 'ES256', kid: 'one' }, es256(first.privateKey), { roles }));
    expect(await doorstep('embed', 'check-token', '--installation', installation, '--file', bad, '--json')).toBe(1);
    expect(JSON.parse(out)).toEqual({
      good: false,
      items: [{ claim: 'kid', isGood: false, says: 'is "one", and this installation has "next"' }],
      total: 1,
    } satisfies CheckedToken);
    expect(await doorstep('embed', 'check-token', '--installation', 'nowhere', '--file', good)).toBe(1);

    expect(await doorstep('embed', 'installation', 'list', '--json')).toBe(0);
    expect((JSON.parse(out) as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ name: 'Homes CRM', installation, roleMap: { 'Housing Officer': 'officer' } }),
    );
  });

  it('makes a link, and sets up teams', async () => {
    const link = ['embed', 'link', '--installation', 'CRM', '--staff', 'officer-7'];
    expect(await doorstep(...link, '--record', 'person:4410', '--team', 'elm', '--json')).toBe(0);
    const { address } = JSON.parse(out) as PanelLinkMade;
    expect((await exchange({ link: address.split('#')[1]! }, fromOurPage())).body.record).toEqual({
      type: 'person',
      id: '4410',
    });
    expect(await doorstep(...link, '--record', '4410')).toBe(2);

    expect(await doorstep('team', 'set', 'elm', '--name', 'Elm Court', '--scheme', 'S-1', 'S-2', '--patch', 'N')).toBe(
      0,
    );
    expect(await doorstep('team', 'set', 'elm', '--name', 'Elm Court team', '--scheme', 'S-2')).toBe(0);
    expect(await doorstep('team', 'list', '--json')).toBe(0);
    expect(JSON.parse(out)).toEqual({
      items: [{ code: 'elm', name: 'Elm Court team', schemes: ['S-2'], patches: [] }],
      total: 1,
    });
  });

  it('asks which systems give out ids before anything was brought in', async () => {
    const { id } = await service.app.get(AddOrganisation).run(actor, { slug: 'hazel', name: 'Hazel Homes' });
    await expect(
      service.app.get(AddInstallation).run(actor, id, { name: 'CRM', allowedOrigins: [hostOrigin] }),
    ).rejects.toThrow(/bring them in with a sync first/);
  });
});
