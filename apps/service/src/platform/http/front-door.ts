import type { FastifyInstance } from 'fastify';

const about = {
  name: 'Doorstep',
  is: 'The service beside a landlord’s housing system that asks residents one open question at a time, and brings an answer back.',
  interface: '/openapi.json',
  health: '/health/ready',
};

/** Answers whoever asks for the origin alone: a browser is led to the console, where there is one; the rest is told what this is. */
export function openFrontDoor(fastify: FastifyInstance, hasConsole: boolean): void {
  fastify.get('/', async ({ headers }, reply) => {
    void reply.header('vary', 'Accept');
    if (headers.accept?.includes('text/html') !== true)
      return reply.send(hasConsole ? { ...about, console: '/console' } : about);
    if (hasConsole) return reply.redirect('/console');
    const page = `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${about.name}</title>
<h1>${about.name}</h1>
<p>${about.is}</p>
<p>The console is not part of this installation. There are <a href="${about.interface}">what programs may ask</a> and
<a href="${about.health}">whether it is ready</a>.</p></html>
`;
    return reply
      .header('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
      .type('text/html; charset=utf-8')
      .send(page);
  });
}
