import type { Problem as ProblemDocument, SessionReply } from '@doorstep/contracts/embed';
import { generateKeyPair, exportJWK, SignJWT, type JWK } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { AddConnection } from '../src/connections/index.js';
import { AddInstallation } from '../src/embed/index.js';
import { AddOrganisation } from '../src/organisations/index.js';
import { DecideContacts } from '../src/prompting/index.js';
import { RunSync } from '../src/sync/index.js';
import type { StartedService } from './start-service.js';

const actor = 'command-line';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** The host CRM's page, as the panel's requests name it. */
export const hostOrigin = 'https://crm.example';

/** A record of the host. */
export interface HostRecord {
  readonly type: 'person' | 'tenancy' | 'home';
  readonly id: string;
}

/** A landlord set up through the verbs that an administrator uses, with the signing key of its CRM. */
export interface Landlord {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
  /** What its CRM says as `iss`. */
  readonly installation: string;
  readonly kid: string;
  readonly publicKey: JWK;
  readonly privateKey: SigningKey;
}

/** An answer of the service: the status, the type of document and what it says. */
export interface Answer<Body> {
  readonly status: number;
  readonly type: string | null;
  readonly body: Body;
}

/** Adds a landlord with one installation of the panel, and nothing in it. */
export async function addLandlord({ app }: StartedService, slug: string): Promise<Landlord> {
  const { id, apiKey } = await app.get(AddOrganisation).run(actor, { slug, name: `${slug} homes` });
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = `${slug}-1`;
  const { installation } = await app.get(AddInstallation).run(actor, id, {
    name: 'CRM',
    allowedOrigins: [hostOrigin],
    publicKeys: [{ kid, alg: 'ES256', jwk: { ...jwk } }],
    recordSystems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
  });
  return { id, slug, apiKey, installation, kid, publicKey: jwk, privateKey };
}

/** Connects the housing system at `housingUrl`, brings everything in over HTTP and decides what came of it. */
export async function bringIn(
  { app }: StartedService,
  landlord: Landlord,
  housingUrl: string,
  apiKey: string,
): Promise<void> {
  await app.get(AddConnection).run(actor, landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl, apiKey },
    allowedAddresses: ['127.0.0.1/32'],
  });
  const { signal } = new AbortController();
  const { status, problem } = await app.get(RunSync).run(actor, landlord.id, 'housing', false, signal);
  if (status !== 'complete') throw new Error(`The sync did not complete: ${problem}`);
  await app.get(DecideContacts).runAll(landlord.id, signal);
}

/** A person with an open prompt in the household, newest decision first, and the prompt; `skip` passes over so many. */
export async function personWithPrompt(
  { platform }: StartedService,
  landlord: Landlord,
  skip = 0,
): Promise<{ record: HostRecord; promptId: string; householdId: string; theme: string }> {
  const [found] = await platform.database.inOrganisation(landlord.id, (db) =>
    db.rows<{ id: string; promptId: string; householdId: string; theme: string }>(
      `SELECT DISTINCT ON (q.created_at, q.id) p.reference_id AS id, q.id AS "promptId", q.household_id AS "householdId", q.theme
       FROM prompts q
       JOIN tenancy_parties y ON y.organisation_id = q.organisation_id AND y.tenancy_id = q.household_id
       JOIN people p ON p.organisation_id = q.organisation_id AND p.id = y.person_id
       WHERE q.state = 'open' AND (
         SELECT count(*) FROM tenancy_parties z JOIN tenancies t ON t.organisation_id = z.organisation_id AND t.id = z.tenancy_id
         WHERE z.organisation_id = q.organisation_id AND z.person_id = p.id AND t.is_active) = 1
       ORDER BY q.created_at, q.id, p.reference_id OFFSET $1 LIMIT 1`,
      [skip],
    ),
  );
  if (!found) throw new Error(`${landlord.slug} has no more than ${skip} open prompts.`);
  const { id, ...rest } = found;
  return { ...rest, record: { type: 'person', id } };
}

/** What a host CRM signs when a member of staff opens a record: good for five minutes, once. */
export function claimsFor(landlord: Landlord, record: HostRecord, staffId = 'officer-1'): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: landlord.installation,
    aud: 'doorstep-embed',
    sub: staffId,
    roles: ['officer'],
    rec: record,
    origin: hostOrigin,
    iat: now,
    exp: now + 300,
    jti: uuidv7(),
  };
}

/** Signs claims as the landlord's CRM does. */
export async function sign(landlord: Landlord, claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: landlord.kid }).sign(landlord.privateKey);
}

/** Opens a panel session at a record, through the door. */
export async function signIn(
  service: StartedService,
  landlord: Landlord,
  record: HostRecord,
  staffId?: string,
): Promise<string> {
  const token = await sign(landlord, claimsFor(landlord, record, staffId));
  const answer = await post<SessionReply>(service, '/embed/v1/session', { token });
  if (answer.status !== 200) throw new Error(`The session was refused: ${answer.status}`);
  return answer.body.session;
}

/** GET with a bearer, as a host page or a landlord's system sends it. */
export async function get<Body = ProblemDocument>(
  service: StartedService,
  path: string,
  bearer: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return answerOf(await fetch(service.url + path, { headers: { authorization: `Bearer ${bearer}`, ...headers } }));
}

/** POST of JSON (a string is sent as it is), from the host's page unless `headers` says otherwise. */
export async function post<Body = ProblemDocument>(
  service: StartedService,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return answerOf(
    await fetch(service.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: hostOrigin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (text === '' ? null : JSON.parse(text)) as Body,
  };
}
