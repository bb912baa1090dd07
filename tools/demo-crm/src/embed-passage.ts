import type { FastifyInstance } from 'fastify';

/** Headers that belong to one connection or to the body as it was sent, and must not be passed on. */
const OWN = new Set(['connection', 'content-encoding', 'content-length', 'host', 'keep-alive', 'transfer-encoding']);

/**
 * Passes `/embed/…` on to the service, so that the page may load the panel from its own origin even when it is opened on
 * the CRM's own port. Behind the service's address these requests never come here.
 */
export function addEmbedPassage(server: FastifyInstance, doorstepUrl: string): void {
  void server.register((passage, _options, done) => {
    passage.removeAllContentTypeParsers();
    passage.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    passage.all('/embed/*', async (request, reply) => {
      const response = await fetch(doorstepUrl + request.url, {
        method: request.method,
        headers: passedOn(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        ...(Buffer.isBuffer(request.body) && { body: new Uint8Array(request.body) }),
      });
      return reply
        .code(response.status)
        .headers(passedOn(response.headers))
        .send(Buffer.from(await response.arrayBuffer()));
    });
    done();
  });
}

function passedOn(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !OWN.has(name)));
}
