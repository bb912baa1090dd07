import { cases } from './map-case.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { tenancies } from './map-tenancy.js';
import type { SearchList } from './read-search.js';

function list<Row>(searchList: SearchList<Row>): SearchList<Row> {
  return searchList;
}

export const assets = list({
  mapping: homes,
  path: 'assets/all',
  field: 'assets',
  query: {},
  cursors: ['lastHitId'],
});

/* The search only goes on after a tenancy by its start and id together, and only when sorted so. */
export const tenures = list({
  mapping: tenancies,
  path: 'tenures/all',
  field: 'tenures',
  query: { sortBy: 'tenureStartDate', isDesc: 'false' },
  cursors: ['lastHitId', 'lastHitTenureStartDate'],
});

export const persons = list({
  mapping: people,
  path: 'persons/all',
  field: 'persons',
  query: {},
  cursors: ['lastHitId'],
});

export const processes = list({ mapping: cases, path: 'processes', field: 'processes', query: {}, cursors: [] });
