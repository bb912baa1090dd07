import type { FastifyInstance } from 'fastify';

/** Everything under `/api/` wants the key: 401 without one, 403 with another. */
export function requireKey(server: FastifyInstance, apiKey: string): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const given = request.headers['x-api-key'];
    if (given === undefined || given === '') return reply.code(401).send({ message: 'Unauthorized' });
    if (given !== apiKey) return reply.code(403).send({ message: 'Forbidden' });
  });
}
