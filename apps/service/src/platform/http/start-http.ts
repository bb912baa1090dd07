import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import proxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import { HttpException, StandardSchemaValidationPipe, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { repository } from '../repository.js';
import { describeHttp } from './describe-http.js';
import { openFrontDoor } from './front-door.js';
import { ProblemFilter } from './problem.filter.js';
import { WellFormedPipe } from './well-formed.pipe.js';

/** A browser app is served from where its build left it. */
const panelDir = join(repository, 'apps', 'widget', 'dist');
const visitDir = join(repository, 'apps', 'visit', 'dist');
const consoleDir = join(repository, 'apps', 'console', 'dist');

/** Everything the phone app may load: its own files, and pictures that were taken on it. */
const visitPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** Everything the console may load: its own files alone. */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const namedByContent = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+(\.gz|\.br)?$/;
const forGood = 'public, max-age=31536000, immutable';
/** What is sent as it is: a piece of a photo, and what is hashed before anything reads it, an entry and a webhook. */
const bytes = 'application/octet-stream';
const entriesPath = '/visit/v1/entries';
/** Crockford's base 32: no I, L, O or U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a request is called in our log and, where it meets a fault of ours, on the screen: to be read out. */
function newReference(): string {
  return Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join('');
}

export interface HttpOptions {
  readonly port: number;
  /** 127.0.0.1, or 0.0.0.0 behind a proxy. */
  readonly host: string;
  readonly logger: Logger;
  /** Where the demonstration CRM listens; its pages then appear under `/demo`. */
  readonly demoUrl: string | undefined;
}

/** Builds the whole application, which serves nothing yet: its verbs can be asked for at once. */
export async function createHttp(module: DynamicModule | Type): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1024 * 1024,
    genReqId: newReference,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
  });
  return NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false });
}

/** What no route was found for because its address cannot be read. */
function refuseAddress({ statusCode }: { statusCode?: number }, _: unknown, reply: FastifyReply): void {
  const isLong = statusCode === 414;
  const [status, code, title] = isLong ? [414, 'address-too-long', 'Too long'] : [400, 'address', 'Not understood'];
  const detail = isLong ? 'A part of the address is longer than any of ours.' : 'The address cannot be read.';
  void reply
    .status(status)
    .headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
    .send({ type: 'about:blank', title, status, code, detail });
}

/** Serves it. Throws a one-line error when the port is taken. */
export async function startHttp(app: NestFastifyApplication, options: HttpOptions): Promise<void> {
  app.useGlobalPipes(new WellFormedPipe(), new StandardSchemaValidationPipe({ exceptionFactory: toBadRequest }));
  app.useGlobalFilters(new ProblemFilter(options.logger));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
    if (request.url.startsWith('/embed/v1/')) allowHostPage(request.headers.origin, reply);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  fastify.addContentTypeParser(bytes, { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  fastify.addHook('onRequest', async (request) => {
    const isRaw = request.url === entriesPath || request.url.startsWith('/hooks/v1/');
    if (request.method === 'POST' && isRaw) request.headers['content-type'] = bytes;
  });
  await fastify.register(cookie);
  fastify.options('/embed/v1/*', async (_, reply) => reply.code(204).send());
  if (existsSync(panelDir)) {
    await fastify.register(fastifyStatic, {
      root: panelDir,
      prefix: '/embed/v1/',
      wildcard: false,
      cacheControl: false,
      index: false,
      preCompressed: true,
      setHeaders: setPanelHeaders,
    });
  }
  if (existsSync(visitDir)) {
    await fastify.register(fastifyStatic, {
      root: visitDir,
      prefix: '/visit/',
      wildcard: false,
      cacheControl: false,
      decorateReply: false,
      setHeaders: setVisitHeaders,
    });
    fastify.get('/visit', async (_, reply) => reply.redirect('/visit/'));
  }
  const hasConsole = existsSync(consoleDir);
  if (hasConsole) await serveConsole(fastify);
  openFrontDoor(fastify, hasConsole);
  // What stands after `#` goes along.
  fastify.get('/said/', async (_, reply) => reply.redirect('/said'));
  if (options.demoUrl !== undefined) {
    await fastify.register(proxy, { upstream: options.demoUrl, prefix: '/demo', rewritePrefix: '/demo', http2: false });
  }
  // Put together when it is first asked for: it would be the longest part of a start.
  let description: OpenAPIObject | undefined;
  fastify.get('/openapi.json', async () => (description ??= describeHttp(app)));
  try {
    await app.listen(options.port, options.host);
  } catch (error) {
    await app.close().catch(() => undefined);
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      throw new Error(`Port ${options.port} is taken. Stop what uses it, or choose another: PORT=4311 npm start.`);
    }
    throw error;
  }
}

/** What its content or its version names never changes; the rest of the panel is at most five minutes old. */
function setPanelHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  const isForGood = namedByContent.test(path) || /[\\/]doorstep-\d[^\\/]*\.js(\.gz|\.br)?$/.test(path);
  reply.header('cache-control', isForGood ? forGood : 'public, max-age=300');
}

/** What is named by its content never changes; everything else is asked for again each time. */
function setVisitHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('cache-control', namedByContent.test(path) ? forGood : 'no-cache');
  reply.header('content-security-policy', visitPolicy);
}

/** The console's files; any other address below it is a screen, which the one page shows. */
async function serveConsole(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: consoleDir,
    prefix: '/console/',
    wildcard: false,
    cacheControl: false,
    index: false,
    decorateReply: false,
    setHeaders: setConsoleHeaders,
  });
  const page = readFileSync(join(consoleDir, 'index.html'), 'utf8');
  const send = async (_: unknown, reply: FastifyReply) => {
    setConsoleHeaders(reply, 'index.html');
    return reply.type('text/html; charset=utf-8').send(page);
  };
  fastify.get('/console', send);
  fastify.get('/console/', send);
  fastify.get('/console/*', send);
}

function setConsoleHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('cache-control', namedByContent.test(path) ? forGood : 'no-cache');
  reply.header('content-security-policy', consolePolicy);
}

/**
 * A host page may read our answers from its own origin: every answer that says anything needs a session or token that
 * is bound to that origin and checked, and no cookie is ever sent or read.
 */
function allowHostPage(origin: string | undefined, reply: FastifyReply): void {
  const varies = reply.getHeader('vary');
  reply.header('vary', varies === undefined ? 'Origin' : `Origin, ${String(varies)}`);
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (origin === undefined) return;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-headers', 'authorization, content-type, idempotency-key, if-none-match');
  reply.header('access-control-allow-methods', 'GET, POST');
  reply.header('access-control-expose-headers', 'etag');
  reply.header('access-control-max-age', '600');
}

function toBadRequest(issues: readonly { message: string; path?: readonly unknown[] | undefined }[]): HttpException {
  const sentences = issues.map(({ message, path }) => {
    const where = (path ?? []).map((part) => String((part as { key?: unknown }).key ?? part)).join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  return new HttpException({ message: sentences }, 400);
}
