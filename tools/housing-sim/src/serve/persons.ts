import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import { Query } from './query.js';
import { personText } from './scans.js';
import { matcherOf, offsetOf, pageSizeOf } from './search-text.js';

/** The paged search for people: by id, or by surname where asked; no further than ten thousand. */
export function addPersons(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v1/search/persons', { config: { stream: 'persons' } }, (request) => {
    const query = new Query(request.query);
    const matches = matcherOf(query);
    const size = pageSizeOf(query);
    const offset = offsetOf(query, size);
    const bySurname = query.text('sortBy').toLowerCase() === 'surname';
    const sorted = bySurname
      ? landlord.persons.sortedBy('surname', (person) => `${person.surname} ${person.firstname}`.toLowerCase())
      : landlord.persons.all();
    let found = matches === null ? sorted : sorted.filter((person) => matches(personText(person)));
    if (query.text('isDesc').toLowerCase() === 'true') found = [...found].reverse();
    return { results: { persons: found.slice(offset, offset + size) }, total: found.length };
  });
}
