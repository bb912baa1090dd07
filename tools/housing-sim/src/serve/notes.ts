import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import { BadRequest, NotFound, Query } from './query.js';

const TARGETS = ['person', 'asset', 'tenure', 'repair', 'process'];
const DEFAULT_PAGE = 10;
const LONGEST = 1000;

/** Notes API v2: by record, newest first, with a token for the page after. A record without notes is a 404. */
export function addNotes(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v2/notes', { config: { stream: 'notes' } }, (request) => {
    const query = new Query(request.query);
    const targetId = query.text('targetId');
    if (targetId === '') throw new BadRequest('targetId is required');
    const notes = landlord.notes.of(targetId);
    if (notes.length === 0) throw new NotFound(`No notes for ${targetId}`);
    const from = query.whole('paginationToken', 0);
    const to = from + query.whole('pageSize', DEFAULT_PAGE);
    return {
      results: notes.slice(from, to),
      paginationDetails: { nextToken: to < notes.length ? String(to) : null },
    };
  });

  server.post<{ Body: Record<string, unknown> | null }>(
    '/api/v2/notes',
    { config: { isWrite: true } },
    (request, reply) => {
      const body = request.body ?? {};
      const description = textOf(body.description);
      if (description === '' || description.length > LONGEST)
        throw new BadRequest(`description wants 1 to ${LONGEST} characters`);
      if (!TARGETS.includes(textOf(body.targetType)))
        throw new BadRequest(`targetType wants one of ${TARGETS.join(', ')}`);
      if (textOf(body.targetId) === '') throw new BadRequest('targetId is required');
      if (Number.isNaN(Date.parse(textOf(body.createdAt)))) throw new BadRequest('createdAt wants an instant');
      if (typeof body.author !== 'object' || body.author === null) throw new BadRequest('author is required');
      const note = landlord.notes.add({
        title: textOf(body.title),
        description,
        targetType: textOf(body.targetType),
        targetId: textOf(body.targetId),
        createdAt: textOf(body.createdAt),
        categorisation: body.categorisation ?? null,
        author: body.author,
        highlight: body.highlight === true,
      });
      return reply.code(201).send(note);
    },
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
