import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults.js';

/**
 * Hangs the faults on everything that is written through the API. Their patterns begin with the method, such as
 * `POST /api/v2/notes`, so that a fault of writing never strikes who only looks.
 */
export function breakWrites(server: FastifyInstance, faults: Faults): void {
  server.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.isWrite !== true) return;
    const what = `${request.method} ${request.url}`;
    const slow = faults.amount(what, 'slow');
    if (slow > 0) await delay(slow);
    if (faults.strikes(what, 'hangUp')) {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if (faults.strikes(what, 'status401')) return reply.code(401).send({ message: 'Unauthorized' });
    if (faults.strikes(what, 'status500')) return reply.code(500).send({ message: 'Internal Server Error' });
    if (!faults.strikes(what, 'status429')) return;
    const seconds = faults.amount(what, 'retryAfter') || 1;
    return reply.code(429).header('retry-after', String(seconds)).send({ message: 'Too Many Requests' });
  });

  // It is kept by now, whatever is answered.
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config.isWrite !== true || reply.statusCode >= 300) return payload;
    const what = `${request.method} ${request.url}`;
    const silent = faults.amount(what, 'slowAfter');
    if (silent > 0) await delay(silent);
    if (faults.strikes(what, 'hangUpAfter')) {
      request.raw.socket.destroy();
      return payload;
    }
    if (!faults.strikes(what, 'status500After')) return payload;
    reply.code(500);
    return JSON.stringify({ message: 'Internal Server Error' });
  });
}
