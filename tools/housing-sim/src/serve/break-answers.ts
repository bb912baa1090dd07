import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults.js';
import type { Landlord } from '../landlord/landlord.js';
import { Query } from './query.js';
import { reshuffle } from './reshuffle.js';
import { spoilRows, type Loss } from './spoil.js';

const PAGE_OF_HTML = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** Hangs the faults on every answer of the API; the control surface is never touched. */
export function breakAnswers(server: FastifyInstance, landlord: Landlord, faults: Faults): void {
  const loss: Loss = new Map();
  let turn = 0;

  server.addHook('preHandler', async (request, reply) => {
    const { url } = request;
    const { stream } = request.routeOptions.config;
    if (stream === undefined) return;
    const slow = faults.amount(url, 'slow');
    if (slow > 0) await delay(slow);
    if (faults.strikes(url, 'status401')) return reply.code(401).send({ message: 'Unauthorized' });
    if (faults.strikes(url, 'status500')) return reply.code(500).send({ message: 'Internal Server Error' });
    if (faults.strikes(url, 'status429')) {
      const seconds = faults.amount(url, 'retryAfter') || 1;
      return reply.code(429).header('retry-after', String(seconds)).send({ message: 'Too Many Requests' });
    }
    if (stream === 'workOrders') {
      const query = new Query(request.query);
      if (query.whole('PageNumber', 1) > 1 && faults.strikes(url, 'reshuffle')) reshuffle(landlord, query, turn++);
    }
  });

  server.addHook('preSerialization', async (request, reply, payload) => {
    const { stream } = request.routeOptions.config;
    if (stream === undefined || reply.statusCode !== 200) return payload;
    return spoilRows(faults, loss, request.url, stream, payload);
  });

  server.addHook('onSend', async (request, reply, payload) => {
    const { url } = request;
    const { stream } = request.routeOptions.config;
    if (stream === undefined || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (faults.strikes(url, 'htmlWith200')) {
      reply.header('content-type', 'text/html; charset=utf-8');
      return PAGE_OF_HTML;
    }
    // An answer that ends too soon; its length is honest, as when a gateway cuts what it passes on.
    if (faults.strikes(url, 'truncatedBody')) return payload.slice(0, Math.floor(payload.length / 2));
    if (faults.strikes(url, 'malformedJson')) return payload.replace(/^([[{])/, '$1,');
    return payload;
  });
}
