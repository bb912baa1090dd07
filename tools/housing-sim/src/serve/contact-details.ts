import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import { BadRequest, NotFound, Query } from './query.js';

/** How a person can be reached; 404 where nothing is known, which is not an error. */
export function addContactDetails(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v1/contactDetails', { config: { stream: 'contactDetails' } }, (request) => {
    const targetId = new Query(request.query).text('targetId');
    if (targetId === '') throw new BadRequest('targetId is required');
    const results = landlord.contactDetailsOf(targetId);
    if (results.length === 0) throw new NotFound(`No contact details for ${targetId}`);
    return { results };
  });
}
