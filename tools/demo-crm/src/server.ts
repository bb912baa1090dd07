import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { addEmbedPassage } from './embed-passage.js';
import { findResidents } from './find-residents.js';
import { signHostToken, type HostKey } from './host-token.js';
import { Housing } from './housing.js';
import { newestRepairs } from './newest-repairs.js';
import { LandlordDesk, type Answer } from './landlord-desk.js';
import { officers } from './officers.js';
import type { ResidentList } from './resident.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const RECORD_TYPES = ['person', 'tenancy', 'home'];

export interface DemoCrmOptions {
  readonly port: number;
  readonly housingUrl: string;
  readonly housingKey: string;
  readonly doorstepUrl: string;
  readonly installation: string;
  readonly key: HostKey;
  /** The landlord's API key, for what a visitor does as the landlord's manager. */
  readonly landlordKey: string;
  readonly base: string;
}

export interface DemoCrm {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a landlord's CRM with the panel beside each resident, on loopback only. */
export async function startDemoCrm(options: DemoCrmOptions): Promise<DemoCrm> {
  const server = fastify({ forceCloseConnections: true });
  const housing = new Housing(options.housingUrl, options.housingKey);
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
  server.setErrorHandler((_error, _request, reply) => {
    void reply.code(502).send({ title: 'A system behind this page did not answer' });
  });
  await addAssets(server, options.base);
  await addPage(server, options);
  await addHostilePage(server, options);
  addFirstSight(server, options, housing);
  addData(server, options, housing);
  addToken(server, options);
  addLandlord(server, options, housing);
  addEmbedPassage(server, options.doorstepUrl);
  const url = await server.listen({ host: '127.0.0.1', port: options.port });
  return { url, close: () => server.close() };
}

async function addAssets(server: FastifyInstance, base: string): Promise<void> {
  const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await server.register(fastifyStatic, { root: folder('../page/'), prefix: `${base}/assets/`, index: false });
  await server.register(fastifyStatic, {
    root: folder('./page/'),
    prefix: `${base}/script/`,
    index: false,
    decorateReply: false,
  });
}

async function addPage(server: FastifyInstance, { base, installation }: DemoCrmOptions): Promise<void> {
  const template = await readFile(new URL('../page/index.html', import.meta.url), 'utf8');
  const signedIn = officers.map(({ id, name, job }) => `<option value="${id}">${escaped(`${name}, ${job}`)}</option>`);
  const page = template
    .replaceAll('{base}', base)
    .replaceAll('{installation}', escaped(installation))
    .replace('{officers}', signedIn.join(''));
  for (const path of ['residents', 'repairs', 'residents/:id', 'landlord']) {
    server.get(`${base}/${path}`, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
    );
  }
}

/** A page that does to the panel all that hosts were seen to do to theirs. */
async function addHostilePage(server: FastifyInstance, { base, installation }: DemoCrmOptions): Promise<void> {
  const template = await readFile(new URL('../page/hostile.html', import.meta.url), 'utf8');
  const page = template.replaceAll('{base}', base).replaceAll('{installation}', escaped(installation));
  server.get(`${base}/hostile`, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}

/** The bare address opens the record most worth seeing, so that a visitor meets a question at once. */
function addFirstSight(server: FastifyInstance, { base }: DemoCrmOptions, housing: Housing): void {
  for (const path of [base, `${base}/`]) {
    server.get(path, async (_request, reply) => {
      const [first] = await housing.highlights();
      return reply.redirect(`${base}/residents${first ? `/${encodeURIComponent(first.personId)}` : ''}`);
    });
  }
}

function addData(server: FastifyInstance, { base }: DemoCrmOptions, housing: Housing): void {
  interface Query {
    readonly search?: string;
    readonly patch?: string;
    readonly repair?: string;
    readonly recent?: string;
    readonly page?: string;
  }
  server.get<{ Querystring: Query }>(`${base}/data/residents`, async ({ query }): Promise<ResidentList> => {
    const [highlights, all] = await Promise.all([
      housing.highlights(),
      housing.residents(String(query.search ?? '').trim()),
    ]);
    const wish = {
      patch: String(query.patch ?? ''),
      hasOpenRepair: query.repair === 'open',
      isRecent: query.recent === 'yes',
      page: Number.parseInt(query.page ?? '', 10) || 1,
    };
    return { ...findResidents(all, wish, Date.now()), highlights };
  });
  server.get(`${base}/data/repairs`, async () => ({ items: newestRepairs(await housing.residents('')) }));
  server.get<{ Params: { id: string } }>(`${base}/data/residents/:id`, async (request, reply) => {
    const record = await housing.record(request.params.id);
    return record ?? reply.code(404).send({ title: 'There is no resident with this reference' });
  });
}

function addToken(server: FastifyInstance, { base, installation, key }: DemoCrmOptions): void {
  interface Query {
    readonly type?: string;
    readonly id?: string;
    readonly origin?: string;
    readonly officer?: string;
  }
  server.get<{ Querystring: Query }>(`${base}/token`, async (request, reply) => {
    const { type = '', id = '', origin = `${request.protocol}://${request.host}` } = request.query;
    const officer = officers.find((one) => one.id === (request.query.officer ?? officers[0].id));
    if (!RECORD_TYPES.includes(type) || id === '' || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      return reply.code(400).send({ title: 'A token wants a type, an id and an origin' });
    }
    if (!officer) return reply.code(400).send({ title: 'Nobody like this can be signed in' });
    const token = await signHostToken(key, { installation, officer, record: { type, id }, origin });
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(token);
  });
}

/** What a visitor does as the landlord's manager. No landlord's CRM has this: it is here to see an answer come back. */
function addLandlord(server: FastifyInstance, options: DemoCrmOptions, housing: Housing): void {
  const desk = new LandlordDesk(options.doorstepUrl, options.landlordKey);
  const path = `${options.base}/landlord/answers`;
  server.get(path, async (_request, reply) => {
    const owed = await desk.owed();
    const items = await Promise.all(
      owed.map(async (voice) => ({
        ...voice,
        name: voice.personId === null ? null : ((await housing.resident(voice.personId))?.name ?? null),
      })),
    );
    return reply.header('cache-control', 'no-store').send({ items });
  });
  server.post<{ Body: Partial<Record<keyof Answer, unknown>> | null }>(path, async (request, reply) => {
    // Another site must not speak for the landlord; only JSON is read, which none can send here unasked.
    if (!['same-origin', undefined].includes(request.headers['sec-fetch-site'] as string | undefined))
      return reply.code(403).send({ title: 'Only this page can answer' });
    const { voiceId, result, words, because, passedTo, knowing } = request.body ?? {};
    if (typeof voiceId !== 'string' || typeof result !== 'string' || typeof words !== 'string')
      return reply.code(400).send({ title: 'An answer wants a voice, a result and words' });
    const answered = await desk.answer({
      ...{ voiceId, result, words, knowing: knowing === true },
      ...(typeof because === 'string' && { because }),
      ...(typeof passedTo === 'string' && { passedTo }),
    });
    return reply.code(answered.given ? 201 : 200).send(answered);
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
