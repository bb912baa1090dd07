import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import type { Place, Shelf } from '../landlord/shelf.js';
import type { Asset, Person, Tenure } from '../landlord/wire.js';
import { Query } from './query.js';
import { matcherOf, pageSizeOf } from './search-text.js';

/**
 * The scans by `search_after`: the only stable way through a whole index. Assets and persons go by id, tenures by
 * start date (milliseconds since 1970) and id, and a tenures request with only one of its two cursors starts again at
 * the beginning, as the source does.
 */
export function addScans(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v1/search/assets/all', { config: { stream: 'assets' } }, (request) => {
    const query = new Query(request.query);
    // Without page=1 the source answers 200 and nothing.
    if (query.text('page') !== '1') return { results: { assets: [] }, total: 0 };
    const { rows, total } = scan(landlord.assets, placeById(query), query, assetText);
    return { results: { assets: rows }, total, lastHitId: rows.at(-1)?.id ?? null };
  });

  server.get('/api/v1/search/persons/all', { config: { stream: 'persons' } }, (request) => {
    const query = new Query(request.query);
    const { rows, total } = scan(landlord.persons, placeById(query), query, personText);
    return { results: { persons: rows }, total, lastHitId: rows.at(-1)?.id ?? null };
  });

  server.get('/api/v1/search/tenures/all', { config: { stream: 'tenures' } }, (request) => {
    const query = new Query(request.query);
    const id = query.text('lastHitId');
    const rank = query.whole('lastHitTenureStartDate', NaN);
    const place = id === '' || Number.isNaN(rank) ? null : { rank, id };
    const { rows, total } = scan(landlord.tenures, place, query, tenureText);
    const last = rows.at(-1);
    return {
      results: { tenures: rows },
      total,
      lastHitId: last?.id ?? null,
      lastHitTenureStartDate: last === undefined ? null : String(landlord.tenures.placeOf(last).rank),
    };
  });
}

export function personText(person: Person): string {
  const homes = person.tenures.map((tenure) => tenure.assetFullAddress).join(' ');
  return `${person.title} ${person.firstname} ${person.surname} ${homes}`;
}

function assetText(asset: Asset): string {
  const { addressLine1, addressLine2, postCode, uprn } = asset.assetAddress;
  return `${asset.assetId} ${addressLine1} ${addressLine2} ${postCode} ${uprn}`;
}

function tenureText(tenure: Tenure): string {
  const names = tenure.householdMembers.map((member) => member.fullName).join(' ');
  return `${tenure.paymentReference ?? ''} ${tenure.tenuredAsset.fullAddress} ${names}`;
}

function placeById(query: Query): Place | null {
  const id = query.text('lastHitId');
  return id === '' ? null : { rank: 0, id };
}

function scan<T extends { readonly id: string }>(
  shelf: Shelf<T>,
  place: Place | null,
  query: Query,
  textOf: (record: T) => string,
): { readonly rows: readonly T[]; readonly total: number } {
  const size = pageSizeOf(query);
  const matches = matcherOf(query);
  if (matches === null) return { rows: shelf.after(place, size), total: shelf.size };
  const total = shelf.all().filter((record) => matches(textOf(record))).length;
  const rows = shelf
    .after(place, shelf.size)
    .filter((record) => matches(textOf(record)))
    .slice(0, size);
  return { rows, total };
}
