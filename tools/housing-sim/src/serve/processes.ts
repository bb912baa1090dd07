import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import type { Process } from '../landlord/wire.js';
import { Query } from './query.js';
import { matcherOf, offsetOf, pageSizeOf } from './search-text.js';

/** Complaints, successions and changes to a tenancy, paged in the order of their ids. */
export function addProcesses(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v1/search/processes', { config: { stream: 'processes' } }, (request) => {
    const query = new Query(request.query);
    const matches = matcherOf(query);
    const size = pageSizeOf(query);
    const offset = offsetOf(query, size);
    const all = landlord.processes.all();
    const found = matches === null ? all : all.filter((process) => matches(processText(process)));
    return { results: { processes: found.slice(offset, offset + size) }, total: found.length };
  });
}

function processText(process: Process): string {
  const related = process.relatedEntities.map((entity) => `${entity.id} ${entity.description ?? ''}`).join(' ');
  return `${process.processName} ${related}`;
}
