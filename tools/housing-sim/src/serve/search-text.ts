import { BadRequest, type Query } from './query.js';

/** Elasticsearch refuses to page further than this; past it only a scan goes on. */
export const RESULT_WINDOW = 10_000;
export const LARGEST_PAGE = 1_000;
const DEFAULT_PAGE = 12;

/**
 * A test for records that hold every word of `searchText`; `**` holds for all.
 *
 * @throws BadRequest under two characters
 */
export function matcherOf(query: Query): ((text: string) => boolean) | null {
  const searchText = query.text('searchText');
  if (searchText.trim().length < 2) throw new BadRequest('searchText must have at least two characters');
  const words = searchText
    .toLowerCase()
    .replaceAll('*', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  return (text) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}

/** @throws BadRequest outside 1 to 1,000 */
export function pageSizeOf(query: Query): number {
  const size = query.whole('pageSize', DEFAULT_PAGE);
  if (size < 1 || size > LARGEST_PAGE) throw new BadRequest(`pageSize must be 1 to ${LARGEST_PAGE}`);
  return size;
}

/**
 * The offset of the page asked for.
 *
 * @throws BadRequest where the page ends past the result window
 */
export function offsetOf(query: Query, size: number): number {
  const page = Math.max(1, query.whole('page', 1));
  if (page * size > RESULT_WINDOW) {
    throw new BadRequest(
      `Result window is too large, from + size must be less than or equal to: [${RESULT_WINDOW}] but was [${page * size}]`,
    );
  }
  return (page - 1) * size;
}
