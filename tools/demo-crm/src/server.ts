import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { addEmbedPassage } from './embed-passage.js';
import { signHostToken, type HostKey } from './host-token.js';
import { Housing } from './housing.js';
import type { ResidentList } from './resident.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LISTED = 60;
const RECORD_TYPES = ['person', 'tenancy', 'home'];

export interface DemoCrmOptions {
  readonly port: number;
  readonly housingUrl: string;
  readonly doorstepUrl: string;
  readonly installation: string;
  readonly key: HostKey;
  readonly base: string;
}

export interface DemoCrm {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a landlord's CRM with the panel beside each resident, on loopback only. */
export async function startDemoCrm(options: DemoCrmOptions): Promise<DemoCrm> {
  const server = fastify({ forceCloseConnections: true });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
  await addAssets(server, options.base);
  await addPage(server, options);
  addFirstSight(server, options);
  addData(server, options);
  addToken(server, options);
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
  const page = template.replaceAll('{base}', base).replaceAll('{installation}', escaped(installation));
  for (const path of [`${base}/residents`, `${base}/repairs`, `${base}/residents/:id`]) {
    server.get(path, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
    );
  }
}

/** The bare address opens the record most worth seeing, so that a visitor meets a question at once. */
function addFirstSight(server: FastifyInstance, { base, housingUrl }: DemoCrmOptions): void {
  const housing = new Housing(housingUrl);
  for (const path of [base, `${base}/`]) {
    server.get(path, async (_request, reply) => {
      const [first] = await housing.highlights();
      return reply.redirect(`${base}/residents${first ? `/${encodeURIComponent(first.personId)}` : ''}`);
    });
  }
}

function addData(server: FastifyInstance, { base, housingUrl }: DemoCrmOptions): void {
  const housing = new Housing(housingUrl);
  server.get<{ Querystring: { search?: string } }>(`${base}/data/residents`, async (request): Promise<ResidentList> => {
    const [highlights, residents] = await Promise.all([
      housing.highlights(),
      housing.residents(String(request.query.search ?? ''), LISTED),
    ]);
    return { highlights, residents };
  });
  server.get<{ Params: { id: string } }>(`${base}/data/residents/:id`, async (request, reply) => {
    const resident = await housing.resident(request.params.id);
    return resident ?? reply.code(404).send({ title: 'There is no resident with this reference' });
  });
}

function addToken(server: FastifyInstance, { base, installation, key }: DemoCrmOptions): void {
  interface Query {
    readonly type?: string;
    readonly id?: string;
    readonly origin?: string;
  }
  server.get<{ Querystring: Query }>(`${base}/token`, async (request, reply) => {
    const { type = '', id = '', origin = `${request.protocol}://${request.host}` } = request.query;
    if (!RECORD_TYPES.includes(type) || id === '' || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      return reply.code(400).send({ title: 'A token wants a type, an id and an origin' });
    }
    const token = await signHostToken(key, { installation, record: { type, id }, origin });
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(token);
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
