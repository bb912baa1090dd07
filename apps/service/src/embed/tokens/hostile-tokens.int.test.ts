import type { SessionReply } from '@doorstep/contracts/embed';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, KeyObject, sign as signBytes, type JsonWebKeyInput } from 'node:crypto';
import {
  canvasContext as canvasOn,
  canvasRequest,
  type CanvasContext,
  compact,
  es256,
  hostPair,
  hs256,
  rs256,
  startKeySet,
  type HostPair,
  type KeySetServer,
  type Signer,
} from '../../../test/host-signing.js';
import { addLandlord, claimsFor, get, hostOrigin, post, type Landlord } from '../../../test/landlord.js';
import { startService, type StartedService } from '../../../test/start-service.js';
import { AddInstallation } from '../installations/add-installation.js';
import { CheckToken } from './check-token.js';
import { MakePanelLink } from '../make-panel-link.js';

const record = { type: 'person', id: 'somebody' } as const;
const systems = { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' };
const shared = 'a secret of a home-grown CRM, long enough to be one';
const consumer = 'the consumer secret of a canvas';
const salesforce = '00Dxx0000001gPLEAY';
const now = () => Math.floor(Date.now() / 1000);

let service: StartedService;
let landlord: Landlord;
let other: Landlord;
let keySet: KeySetServer;
let own: Signer;
const rsa = hostPair('rsa-1', 'RSA');
const second = hostPair('second-1');
const published = hostPair('published-1');
const weak = hostPair('weak-1', 'RSA-1024');
const wide = hostPair('wide-1', 'P-384');
/** Codes of further installations of the landlord, by what they are checked with. */
const installations: Record<'rsa' | 'second' | 'shared' | 'published' | 'canvas', string> = {
  ...{ rsa: '', second: '', shared: '', published: '', canvas: '' },
};

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
  own = es256(KeyObject.from(landlord.privateKey as never));
  keySet = await startKeySet(published.jwk, weak.jwk, wide.jwk);
  const add = async (name: keyof typeof installations, key: object) => {
    const { installation } = await service.app.get(AddInstallation).run('command-line', landlord.id, {
      ...{ name, allowedOrigins: [hostOrigin], recordSystems: systems },
      keys: [key as never],
    });
    installations[name] = installation;
  };
  await add('rsa', { kind: 'public', kid: rsa.kid, alg: 'RS256', jwk: { ...rsa.jwk } });
  await add('second', { kind: 'public', kid: second.kid, alg: 'ES256', jwk: { ...second.jwk } });
  await add('shared', { kind: 'shared', kid: 'shared-1', secret: shared });
  await add('published', { kind: 'key-set', url: keySet.url, allowedAddresses: ['127.0.0.1/32'] });
  await add('canvas', { kind: 'canvas', secret: consumer, organisation: salesforce });
});
afterAll(async () => {
  await service.close();
  await keySet.close();
});

/** What is sent, and from where; `asPage`: only the page it is shown on, or its second use, is wrong. */
interface Shown {
  readonly body: object;
  readonly headers?: Record<string, string>;
  readonly asPage?: true;
}
type Hostile = readonly [name: string, make: () => Shown | Promise<Shown>];

const header = () => ({ alg: 'ES256', kid: landlord.kid });
const claims = (changes: Record<string, unknown> = {}) => ({ ...claimsFor(landlord, record), ...changes });
const shownAs = (token: string): Shown => ({ body: { token } });
/** Signed as the landlord's CRM signs, with these changes to the header and the claims. */
const signed = (changes: Record<string, unknown> = {}, head: Record<string, unknown> = {}) =>
  compact({ ...header(), ...head }, claims(changes), own);
const claiming = (name: string, changes: () => Record<string, unknown>): Hostile => [
  name,
  () => shownAs(signed(changes())),
];
const heading = (name: string, head: Record<string, unknown>): Hostile => [name, () => shownAs(signed({}, head))];
const without = (claim: string): Hostile => [
  `without ${claim}`,
  () =>
    shownAs(compact(header(), Object.fromEntries(Object.entries(claims()).filter(([name]) => name !== claim)), own)),
];
const spelt = (name: string, change: (token: string) => string): Hostile => [name, () => shownAs(change(signed()))];
const forInstallation = (code: () => string, head: object, signer: () => Signer): (() => Shown) => {
  return () => shownAs(compact(head, claims({ iss: code() }), signer()));
};

const signatures: Hostile[] = [
  [
    'of no algorithm, unsigned',
    () => shownAs(compact({ alg: 'none', kid: landlord.kid }, claims(), () => Buffer.of())),
  ],
  ['of no algorithm in other letters', () => shownAs(compact({ alg: 'nOnE', kid: landlord.kid }, claims(), own))],
  ['of no algorithm, with a right signature', () => shownAs(signed({}, { alg: 'none' }))],
  ['without an algorithm', () => shownAs(compact({ kid: landlord.kid }, claims(), own))],
  ['with a list of algorithms', () => shownAs(signed({}, { alg: ['ES256'] }))],
  ...(
    [
      ['the JWK', () => JSON.stringify(landlord.publicKey)],
      ['the PEM', () => publicKeyOf(landlord).export({ type: 'spki', format: 'pem' })],
      ['the DER', () => publicKeyOf(landlord).export({ type: 'spki', format: 'der' })],
    ] as const
  ).map(([what, secret]): Hostile => [
    `HS256 with ${what} of the public key as its secret`,
    () => shownAs(compact({ alg: 'HS256', kid: landlord.kid }, claims(), hs256(secret()))),
  ]),
  [
    'HS256 with the PEM of the RSA key',
    forInstallation(
      () => installations.rsa,
      { alg: 'HS256', kid: rsa.kid },
      () => hs256(rsa.publicKey.export({ type: 'spki', format: 'pem' })),
    ),
  ],
  [
    'HS256 with an empty secret',
    forInstallation(
      () => installations.shared,
      { alg: 'HS256', kid: 'shared-1' },
      () => hs256(''),
    ),
  ],
  [
    'HS256 with the sealed text of the secret',
    async () => {
      const [row] = await service.platform.database.inOrganisation(landlord.id, (db) =>
        db.rows<{ sealed: string }>(
          `SELECT sealed_keys->0->>'sealed' AS sealed FROM installations WHERE name = 'shared'`,
        ),
      );
      return shownAs(
        compact({ alg: 'HS256', kid: 'shared-1' }, claims({ iss: installations.shared }), hs256(row!.sealed)),
      );
    },
  ],
  [
    'HS512 where the secret is for HS256',
    forInstallation(
      () => installations.shared,
      { alg: 'HS512', kid: 'shared-1' },
      () => hs256(shared),
    ),
  ],
  ['RS256 said of an ES256 signature', () => shownAs(signed({}, { alg: 'RS256' }))],
  ['EdDSA said of an ES256 signature', () => shownAs(signed({}, { alg: 'EdDSA' }))],
  [
    'ES256 said of an RS256 signature',
    forInstallation(
      () => installations.rsa,
      { alg: 'ES256', kid: rsa.kid },
      () => rs256(rsa.privateKey),
    ),
  ],
  [
    'PS256 with the RSA key',
    forInstallation(
      () => installations.rsa,
      { alg: 'PS256', kid: rsa.kid },
      () => (text) => signBytes('sha256', Buffer.from(text), { key: rsa.privateKey, padding: 6, saltLength: 32 }),
    ),
  ],
  [
    'RS512 with the RSA key',
    forInstallation(
      () => installations.rsa,
      { alg: 'RS512', kid: rsa.kid },
      () => (text) => signBytes('sha512', Buffer.from(text), rsa.privateKey),
    ),
  ],
  [
    'signed with a published RSA key of 1024 bits',
    forInstallation(
      () => installations.published,
      { alg: 'RS256', kid: weak.kid },
      () => rs256(weak.privateKey),
    ),
  ],
  [
    'ES256 with a published P-384 key',
    forInstallation(
      () => installations.published,
      { alg: 'ES256', kid: wide.kid },
      () => es256(wide.privateKey),
    ),
  ],
  [
    'ES384 with a published P-384 key',
    forInstallation(
      () => installations.published,
      { alg: 'ES384', kid: wide.kid },
      () => es256(wide.privateKey, 'sha384'),
    ),
  ],
  [
    'HS256 with a published key as its secret',
    forInstallation(
      () => installations.published,
      { alg: 'HS256', kid: published.kid },
      () => hs256(JSON.stringify(published.jwk)),
    ),
  ],
  [
    'naming a key that is not published',
    forInstallation(
      () => installations.published,
      { alg: 'ES256', kid: 'unpublished' },
      () => es256(published.privateKey),
    ),
  ],
  ['of a key of its own making, under a known name', () => shownAs(compact(header(), claims(), madeUp()))],
  ['of another landlord’s key', () => shownAs(compact(header(), claims(), ofOther()))],
  [
    'of another landlord’s key under its name',
    () => shownAs(compact({ ...header(), kid: other.kid }, claims(), ofOther())),
  ],
  [
    'of another landlord’s key, with their installation as issuer and our record',
    () => shownAs(compact(header(), claims({ iss: other.installation }), own)),
  ],
  [
    'of another installation’s key of the same landlord',
    () => shownAs(compact({ alg: 'ES256', kid: second.kid }, claims(), es256(second.privateKey))),
  ],
  [
    'of another installation’s key under the name of this one’s',
    () => shownAs(compact(header(), claims(), es256(second.privateKey))),
  ],
  heading('that brings the right key along', { jwk: { kty: 'EC' } }),
  ['that brings its own key', () => shownAs(bringing((pair) => ({ jwk: pair.jwk })))],
  ['that says where its own key is', () => shownAs(bringing(() => ({ jku: 'https://evil.example/keys' })))],
  ['that says where its own certificate is', () => shownAs(bringing(() => ({ x5u: 'https://evil.example/cert' })))],
  ['that brings its own certificate', () => shownAs(bringing(() => ({ x5c: ['MIIB'] })))],
  heading('with a jku beside a right signature', { jku: 'https://crm.example/keys' }),
  heading('with something critical that is not known', { crit: ['exp'], exp: 1 }),
  heading('with an empty list of what is critical', { crit: [] }),
  heading('whose claims are said not to be encoded', { b64: false }),
  heading('whose claims are critically not encoded', { b64: false, crit: ['b64'] }),
  heading('that is said to be packed', { zip: 'DEF' }),
  heading('that says it holds a token', { cty: 'JWT' }),
  heading('that is an access token', { typ: 'at+jwt' }),
  heading('of a type that is no text', { typ: 5 }),
  heading('with a key name that is a number', { kid: 1 }),
  heading('with a key name that is a list', { kid: ['alder-1'] }),
  heading('with an empty key name', { kid: '' }),
  heading('with a key name that is a path', { kid: '../../../../dev/null' }),
  heading('with a key name that is a statement', { kid: "x' UNION SELECT 'secret" }),
  heading('with a key name that every object has', { kid: '__proto__' }),
  heading('with a key name of a further space', { kid: 'alder-1 ' }),
  ['without a key name', () => shownAs(compact({ alg: 'ES256' }, claims(), own))],
  spelt('with an empty signature', (token) => token.replace(/[^.]+$/, '')),
  spelt('with its signature cut by one', (token) => token.slice(0, -1)),
  spelt('with a signature of zeros', (token) => token.replace(/[^.]+$/, Buffer.alloc(64).toString('base64url'))),
  ['with a signature in DER', () => shownAs(compact(header(), claims(), inDer))],
  ['with the signature of another token', () => shownAs(`${signed().replace(/[^.]+$/, '')}${signed().split('.')[2]}`)],
];

const spellings: Hostile[] = [
  spelt('with a part more', (token) => `${token}.AAAA`),
  spelt('with a part fewer', (token) => token.split('.').slice(0, 2).join('.')),
  spelt('of five parts, as if encrypted', (token) => `${token}.AAAA.AAAA`),
  spelt('with a space before it', (token) => ` ${token}`),
  spelt('with a line end behind it', (token) => `${token}\n`),
  spelt('with padding', (token) => `${token}==`),
  spelt('in the other base64', (token) => `${token}+/`),
  spelt('with a last letter that means the same', (token) => token.slice(0, -1) + twin(token.at(-1)!)),
  spelt('with a zero-width space in it', (token) => token.replace('.', '\u200b.')),
  spelt('with dots that look like dots', (token) => token.replaceAll('.', '\u2024')),
  spelt('written as JSON', (token) => {
    const [head, payload, signature] = token.split('.');
    return JSON.stringify({ protected: head, payload, signature });
  }),
  spelt('changed after it was signed', (token) => {
    const [head, , signature] = token.split('.');
    return [head, Buffer.from(JSON.stringify(claims({ sub: 'another' }))).toString('base64url'), signature].join('.');
  }),
  ['whose claims are a list', () => shownAs(compact(header(), [claims()], own))],
  ['whose claims are a text', () => shownAs(compact(header(), '"claims"', own))],
  ['whose claims are nothing', () => shownAs(compact(header(), 'null', own))],
  ['whose claims are a token', () => shownAs(compact(header(), signed(), own))],
  ['whose claims are cut short', () => shownAs(compact(header(), JSON.stringify(claims()).slice(0, -1), own))],
  ['that names its subject twice', () => shownAs(compact(header(), twice('sub', 'another'), own))],
  [
    'that names its subject twice, once in other letters',
    () => shownAs(compact(header(), twice('s\\u0075b', 'x'), own)),
  ],
  [
    'that names its record twice',
    () => shownAs(compact(header(), JSON.stringify(claims()).replace('"type":', '"id":"x","type":'), own)),
  ],
  [
    'that names its algorithm twice',
    () => shownAs(compact(`{"alg":"none","alg":"ES256","kid":"${landlord.kid}"}`, claims(), own)),
  ],
  ['that is not UTF-8', () => shownAs(compact(header(), notUtf8(), own))],
  [
    'that begins with a mark of its byte order',
    () => shownAs(compact(header(), `\ufeff${JSON.stringify(claims())}`, own)),
  ],
  ['of a depth without end', () => shownAs(compact(header(), `{"a":${'['.repeat(2500)}${']'.repeat(2500)}}`, own))],
  ['too large to be looked at', () => shownAs(signed({ padding: 'x'.repeat(7000) }))],
];

const claimed: Hostile[] = [
  ...['iss', 'aud', 'sub', 'iat', 'exp', 'jti', 'roles', 'rec', 'origin'].map(without),
  claiming('whose issuer is a list', () => ({ iss: [landlord.installation] })),
  claiming('whose issuer is an object', () => ({ iss: { toString: landlord.installation } })),
  claiming('whose issuer is in capitals', () => ({ iss: landlord.installation.toUpperCase() })),
  claiming('whose issuer has letters that look alike', () => ({ iss: landlord.installation.replace('ins', 'іns') })),
  claiming('whose issuer has a statement in it', () => ({ iss: "ins_' OR 1=1 --" })),
  claiming('whose issuer is the name', () => ({ iss: 'CRM' })),
  claiming('for another audience', () => ({ aud: 'doorstep-visit' })),
  claiming('for two audiences', () => ({ aud: ['doorstep-embed', 'payroll'] })),
  claiming('for an audience in a list in a list', () => ({ aud: [['doorstep-embed']] })),
  claiming('for no audience', () => ({ aud: [] })),
  claiming('for an audience that is an object', () => ({ aud: { 0: 'doorstep-embed' } })),
  claiming('for an audience that looks alike', () => ({ aud: 'dоorstep-embed' })),
  claiming('for an audience with a zero-width joiner', () => ({ aud: 'doorstep-embed\u200d' })),
  claiming('of staff that is a number', () => ({ sub: 1 })),
  claiming('of staff that is an object', () => ({ sub: { id: 'officer-1' } })),
  claiming('of staff without a name', () => ({ sub: '' })),
  claiming('of staff with an email address', () => ({ sub: 'officer@crm.example' })),
  claiming('of staff that cannot be stored', () => ({ sub: 'a\u0000b' })),
  claiming('of staff that is half an emoji', () => ({ sub: 'a\ud83d' })),
  claiming('of staff that reads backwards', () => ({ sub: '\u202e1-reciffo' })),
  claiming('of staff of 201 letters', () => ({ sub: 'x'.repeat(201) })),
  claiming('that has run out', () => ({ iat: now() - 400, exp: now() - 100 })),
  claiming('good for more than ten minutes', () => ({ exp: now() + 601 })),
  claiming('good for ever', () => ({ exp: 1e15 })),
  claiming('that ends before it begins', () => ({ iat: now() + 30, exp: now() + 20 })),
  claiming('issued in an hour', () => ({ iat: now() + 3600, exp: now() + 3900 })),
  claiming('that begins later', () => ({ nbf: now() + 120 })),
  claiming('whose end is a text', () => ({ exp: String(now() + 300) })),
  claiming('whose end is nothing', () => ({ exp: null })),
  claiming('whose end is a list', () => ({ exp: [now() + 300] })),
  [
    'whose end has no end',
    () => shownAs(compact(header(), JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e400'), own)),
  ],
  claiming('whose issue is a text', () => ({ iat: String(now()) })),
  claiming('issued before time began', () => ({ iat: -1, exp: now() + 300 })),
  claiming('whose begin is a text', () => ({ nbf: 'now' })),
  claiming('whose times are in milliseconds', () => ({ iat: Date.now(), exp: Date.now() + 300_000 })),
  claiming('whose id is a number', () => ({ jti: 7 })),
  claiming('whose id is empty', () => ({ jti: '' })),
  claiming('whose id cannot be stored', () => ({ jti: 'a\u0000b' })),
  claiming('whose id is a list', () => ({ jti: ['once'] })),
  claiming('whose id has 201 letters', () => ({ jti: 'x'.repeat(201) })),
  claiming('of another landlord, as it says', () => ({ org: other.id })),
  claiming('of a landlord that is a list', () => ({ org: [landlord.id] })),
  claiming('of no landlord', () => ({ org: null })),
  claiming('of a role in a text', () => ({ roles: 'officer' })),
  claiming('of roles that are an object', () => ({ roles: { officer: true } })),
  claiming('of a role in a list in a list', () => ({ roles: [['officer']] })),
  claiming('of no role', () => ({ roles: [] })),
  claiming('of a role there is not', () => ({ roles: ['manager'] })),
  claiming('of a role no host may give', () => ({ roles: ['system'] })),
  claiming('of the administrator’s role', () => ({ roles: ['administrator'] })),
  claiming('of a role that looks alike', () => ({ roles: ['оfficer'] })),
  claiming('of a role that every object has', () => ({ roles: ['constructor'] })),
  claiming('of 51 roles', () => ({ roles: Array.from({ length: 51 }, () => 'officer') })),
  claiming('of a team in a text', () => ({ teams: 'elm' })),
  claiming('of a team that is a number', () => ({ teams: [1] })),
  claiming('of 51 teams', () => ({ teams: Array.from({ length: 51 }, (_, at) => `t${at}`) })),
  claiming('for a record that is a text', () => ({ rec: 'person:somebody' })),
  claiming('for a list of records', () => ({ rec: [record] })),
  claiming('for a kind of record there is not', () => ({ rec: { type: 'estate', id: '1' } })),
  claiming('for a record without a kind', () => ({ rec: { id: 'somebody' } })),
  claiming('for a record that is a number', () => ({ rec: { type: 'person', id: 4410 } })),
  claiming('for a record that is a question', () => ({ rec: { type: 'person', id: { $ne: '' } } })),
  claiming('for a record without an id', () => ({ rec: { type: 'person', id: '' } })),
  claiming('for a record that cannot be stored', () => ({ rec: { type: 'person', id: 'a\u0000b' } })),
  ...[
    'https://crm.example.evil',
    'https://evil.crm.example',
    'https://crm.example/',
    'https://crm.example:444',
    'http://crm.example',
    'HTTPS://CRM.EXAMPLE',
    'https://crm.example.',
    'https://crm.example@evil.example',
    'https://сrm.example',
    'null',
    '*',
    '',
  ].map((origin) => claiming(`for a page at “${origin}”`, () => ({ origin }))),
  claiming('for a list of pages', () => ({ origin: [hostOrigin] })),
  claiming('for a page that is nothing', () => ({ origin: null })),
];

const pages: Hostile[] = [
  ...[
    ['another page', { origin: 'https://evil.example' }],
    ['a page that hides where it is', { origin: 'null' }],
    ['a page below', { origin: 'https://evil.crm.example' }],
    ['a page of no TLS', { origin: 'http://crm.example' }],
  ].map(([what, headers]): Hostile => [
    `shown on ${String(what)}`,
    () => ({ body: { token: signed() }, headers: headers as Record<string, string>, asPage: true }),
  ]),
  [
    'shown in a frame by the host’s own page',
    () => ({ body: { token: signed(), origin: hostOrigin }, headers: { origin: hostOrigin }, asPage: true }),
  ],
  [
    'shown in a frame on another page than it was signed for',
    () => ({
      body: { token: signed(), origin: 'https://evil.example' },
      headers: { origin: service.url },
      asPage: true,
    }),
  ],
  [
    'shown in a frame that a browser says is another site’s',
    () => ({
      body: { token: signed(), origin: hostOrigin },
      headers: { origin: service.url, 'sec-fetch-site': 'cross-site' },
      asPage: true,
    }),
  ],
  [
    'shown in our frame that does not say where it stands',
    () => ({ body: { token: signed() }, headers: { origin: service.url }, asPage: true }),
  ],
  ['used before', async () => ({ body: { token: await usedOnce(signed()) }, asPage: true })],
  [
    'of an id used before, signed again for another record',
    async () => {
      const { jti, ...rest } = claims();
      await usedOnce(compact(header(), { ...rest, jti }, own));
      return {
        body: { token: compact(header(), { ...rest, jti, rec: { type: 'home', id: '1' } }, own) },
        asPage: true,
      };
    },
  ],
];

const canvasContext = () => canvasOn(hostOrigin);
const canvasBody = (canvas: string): Shown => ({
  body: { canvas, installation: installations.canvas, origin: hostOrigin },
  headers: { origin: service.url },
});
const canvasOf = (name: string, change: (request: CanvasContext) => unknown): Hostile => [
  `canvas ${name}`,
  () => canvasBody(canvasRequest(change(canvasContext()), consumer)),
];
const canvases: Hostile[] = [
  ['canvas of another secret', () => canvasBody(canvasRequest(canvasContext(), 'another secret'))],
  ['canvas of an empty secret', () => canvasBody(canvasRequest(canvasContext(), ''))],
  ['canvas without a signature', () => canvasBody(canvasRequest(canvasContext(), consumer).replace(/^[^.]+/, ''))],
  [
    'canvas with its parts swapped',
    () => canvasBody(canvasRequest(canvasContext(), consumer).split('.').reverse().join('.')),
  ],
  ['canvas with a part more', () => canvasBody(`${canvasRequest(canvasContext(), consumer)}.AAAA`)],
  [
    'canvas changed after it was signed',
    () => {
      const [signature] = canvasRequest(canvasContext(), consumer).split('.');
      const [, payload] = canvasRequest({ ...canvasContext(), userId: '005another' }, consumer).split('.');
      return canvasBody(`${signature}.${payload}`);
    },
  ],
  [
    'canvas with a signature in hex',
    () => {
      const [signature, payload] = canvasRequest(canvasContext(), consumer).split('.') as [string, string];
      return canvasBody(`${Buffer.from(signature, 'base64').toString('hex')}.${payload}`);
    },
  ],
  canvasOf('that names its user twice', (request) => JSON.stringify(request).replace('{', '{"userId":"005x",')),
  canvasOf('that is no object', () => 'null'),
  canvasOf('of another algorithm', (request) => ({ ...request, algorithm: 'none' })),
  canvasOf('of another Salesforce', (request) =>
    withContext(request, { organization: { organizationId: '00Dyy0000002hQM' } }),
  ),
  canvasOf('of no Salesforce', (request) => withContext(request, { organization: null })),
  canvasOf('of one user, and another in its context', (request) => withContext(request, { user: { userId: '005y' } })),
  canvasOf('of no user', ({ userId: _, ...request }) => withContext(request as never, { user: {} })),
  canvasOf('of long ago', (request) => ({ ...request, issuedAt: Date.now() - 601_000 })),
  canvasOf('of tomorrow', (request) => ({ ...request, issuedAt: Date.now() + 86_400_000 })),
  canvasOf('without an instant', (request) => ({ ...request, issuedAt: null })),
  canvasOf('without a role', (request) => withParameters(request, { roles: undefined })),
  canvasOf('of a role there is not', (request) => withParameters(request, { roles: ['System Administrator'] })),
  canvasOf('on no record', (request) => withContext(request, { environment: { parameters: { roles: ['officer'] } } })),
  canvasOf('of a page that is not allowed', (request) => ({
    ...request,
    client: { targetOrigin: 'https://evil.example' },
  })),
  [
    'canvas shown by the host’s own page',
    () => ({ ...canvasBody(canvasRequest(canvasContext(), consumer)), headers: { origin: hostOrigin }, asPage: true }),
  ],
  [
    'canvas on a page that is not allowed',
    () => ({
      body: {
        canvas: canvasRequest(canvasContext(), consumer),
        installation: installations.canvas,
        origin: 'https://evil.example',
      },
      headers: { origin: service.url },
      asPage: true,
    }),
  ],
  [
    'canvas for an installation that has none',
    () => ({
      body: { canvas: canvasRequest(canvasContext(), consumer), installation: landlord.installation },
      headers: { origin: service.url },
    }),
  ],
  [
    'canvas used before',
    async () => {
      const shown = canvasBody(canvasRequest(canvasContext(), consumer));
      expect((await exchange(shown)).status).toBe(200);
      return { ...shown, asPage: true };
    },
  ],
];

const links: Hostile[] = [
  ['link nobody was given', () => linkOf(`${link().slice(0, -43)}${'A'.repeat(43)}`)],
  ['link of another landlord', async () => linkOf((await madeLink()).replace(/_[0-9a-f]{32}/, `_${hex(other.id)}`))],
  ['link as a session', async () => linkOf((await madeLink()).replace('pl_', 'ps_'))],
  ['link used before', async () => linkOf(await usedLink())],
  [
    'link opened by the host’s own page',
    async () => ({ ...linkOf(await madeLink()), headers: { origin: hostOrigin } }),
  ],
  ['link that is an API key', () => linkOf(landlord.apiKey)],
];

const hostile = [...signatures, ...spellings, ...claimed, ...pages, ...canvases, ...links];

describe(`a corpus of ${hostile.length} hostile tokens`, () => {
  it('has sixty or more, each with a name of its own', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60);
    expect(new Set(hostile.map(([name]) => name)).size).toBe(hostile.length);
  });

  it.each(hostile.map(([name, make]) => [name, { make }] as const))('refuses one %s', async (_, { make }) => {
    const shown = await make();
    const before = await sessions();
    expect(await exchange(shown)).toMatchObject(
      JSON.stringify(shown.body).length > 8192 ? { status: 400, body: { code: 'bad-input' } } : refused,
    );
    expect(await sessions()).toBe(before);
    // The tool for whoever sets a host up sees the same.
    const { token, canvas, installation } = shown.body as Record<
      'token' | 'canvas' | 'installation',
      string | undefined
    >;
    const text = token ?? canvas;
    if (text === undefined || text !== text.trim()) return;
    const checked = await service.app.get(CheckToken).run(landlord.id, installation ?? nameOf(text), text);
    if (shown.asPage && !/used before/.test(_)) expect(checked).toMatchObject({ good: true });
    else expect(checked.items.some(({ isGood }) => !isGood)).toBe(true);
  });

  it('refuses all but one of many that show the same at once', async () => {
    const token = signed();
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange({ body: { token } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('is signed by keys that are good: the same without what is hostile is let in', async () => {
    expect(await exchange({ body: { token: signed() } })).toMatchObject({ status: 200 });
    expect(await exchange(canvasBody(canvasRequest(canvasContext(), consumer)))).toMatchObject({ status: 200 });
    expect(await exchange(linkOf(await madeLink()))).toMatchObject({ status: 200 });
    for (const make of [
      forInstallation(
        () => installations.rsa,
        { alg: 'RS256', kid: rsa.kid },
        () => rs256(rsa.privateKey),
      ),
      forInstallation(
        () => installations.shared,
        { alg: 'HS256', kid: 'shared-1' },
        () => hs256(shared),
      ),
      forInstallation(
        () => installations.published,
        { alg: 'ES256', kid: published.kid },
        () => es256(published.privateKey),
      ),
    ])
      expect(await exchange(make())).toMatchObject({ status: 200 });
  });

  it('leaves the reason in the audit where the host’s own key signed it, and nothing of anyone', async () => {
    const rows = await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows<{ reason: string; detail: object; subject: string }>(
        `SELECT detail->>'reason' AS reason, detail, subject FROM audit_entries WHERE action = 'session.refuse'`,
      ),
    );
    const reasons = new Set(rows.map(({ reason }) => reason));
    for (const reason of ['aud', 'exp', 'jti', 'rec', 'origin', 'roles', 'replay', 'page', 'issuedAt'])
      expect(reasons).toContain(reason);
    for (const reason of ['signature', 'kid', 'alg', 'header', 'token']) expect(reasons).not.toContain(reason);
    expect(JSON.stringify(rows)).not.toMatch(/officer-1|somebody|evil/);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/doorstep_sign_in_refusals\{reason="signature"\} \d+/);
  });

  it('writes on no other record than the one that was signed', async () => {
    const { body } = await exchange<SessionReply>({ body: { token: signed() } });
    const voice = { record: { ...record, id: 'another' }, words: 'The lift is slow', whose: 'own', keepName: false };
    const headers = { authorization: `Bearer ${body.session}`, 'idempotency-key': 'hostile-tokens-1' };
    expect(await post(service, '/embed/v1/voices', voice, headers)).toMatchObject({
      status: 409,
      body: { code: 'another-record' },
    });
    expect((await get(service, '/embed/v1/prompts', body.session, { origin: hostOrigin })).status).toBe(200);
  });
});

const refused = {
  status: 401,
  body: {
    type: 'about:blank',
    title: 'Not signed in',
    status: 401,
    code: 'token-rejected',
    detail: 'The sign-in from your CRM was not accepted.',
  },
};

function exchange<Body>({ body, headers = {} }: Shown) {
  return post<Body>(service, '/embed/v1/session', body, headers);
}

async function sessions(): Promise<number> {
  const [row] = await service.platform.database.inOrganisation(landlord.id, (db) =>
    db.rows<{ count: number }>('SELECT count(*)::int AS count FROM panel_sessions'),
  );
  return row!.count;
}

/** The installation that a token says it is from, where it is one of the landlord's; else the landlord's first. */
function nameOf(token: string): string {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { iss: unknown };
    return Object.values(installations).includes(String(iss)) ? String(iss) : landlord.installation;
  } catch {
    return landlord.installation;
  }
}

async function usedOnce(token: string): Promise<string> {
  expect((await exchange({ body: { token } })).status).toBe(200);
  return token;
}

async function madeLink(): Promise<string> {
  const caller = { organisationId: landlord.id, actor: 'api-key:test', roles: ['system'] };
  const { address } = await service.app
    .get(MakePanelLink)
    .run(caller, { installation: landlord.installation, staff: 'officer-1', record });
  return address.split('#')[1]!;
}

function linkOf(text: string): Shown {
  return { body: { link: text }, headers: { origin: service.url } };
}

async function usedLink(): Promise<string> {
  const made = await madeLink();
  expect((await exchange(linkOf(made))).status).toBe(200);
  return made;
}

/** One that has the right form. */
function link(): string {
  return `pl_${hex(landlord.id)}_${hex(landlord.id)}_${'B'.repeat(43)}`;
}

function hex(id: string): string {
  return id.replaceAll('-', '');
}

function publicKeyOf({ publicKey }: Landlord): KeyObject {
  return createPublicKey({ key: publicKey, format: 'jwk' } as JsonWebKeyInput);
}

function madeUp(): Signer {
  return es256(hostPair('made-up').privateKey);
}

function ofOther(): Signer {
  return es256(KeyObject.from(other.privateKey as never));
}

function bringing(what: (pair: HostPair) => Record<string, unknown>): string {
  const pair = hostPair('brought');
  return compact({ ...header(), ...what(pair) }, claims(), es256(pair.privateKey));
}

function inDer(text: string): Buffer {
  return signBytes('sha256', Buffer.from(text), KeyObject.from(landlord.privateKey as never));
}

/** Another letter of base64url that stands for the same bits at the end of 64 bytes. */
function twin(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(letter) ^ 1]!;
}

function twice(name: string, value: string): string {
  return JSON.stringify(claims()).replace('{', `{"${name}":"${value}",`);
}

function notUtf8(): Buffer {
  return Buffer.concat([
    Buffer.from(JSON.stringify(claims()).slice(0, -1)),
    Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  ]);
}

function withContext(request: CanvasContext, changes: object): object {
  return { ...request, context: { ...request.context, ...changes } };
}

function withParameters(request: CanvasContext, changes: object): object {
  const { environment } = request.context;
  return withContext(request, {
    environment: { ...environment, parameters: { ...environment.parameters, ...changes } },
  });
}
