/** Where the CRM is served, such as `/demo`. */
export const base = document.body.dataset['base'] ?? '';

/** What is looked for in the list, as the address says it. */
export interface ListPlace {
  readonly at: 'residents';
  readonly wish: URLSearchParams;
}
export type Place =
  | ListPlace
  | { readonly at: 'repairs' }
  | { readonly at: 'landlord' }
  | { readonly at: 'record'; readonly personId: string };

/** The place that an address of the CRM names. */
export function placeOf({ pathname, search }: Location | URL): Place {
  const [first, second] = pathname.slice(base.length).split('/').filter(Boolean);
  if (first === 'residents' && second) return { at: 'record', personId: decodeURIComponent(second) };
  if (first === 'repairs' || first === 'landlord') return { at: first };
  return { at: 'residents', wish: new URLSearchParams(search) };
}

/** The path of a resident's record. */
export function recordPath(personId: string): string {
  return `${base}/residents/${encodeURIComponent(personId)}`;
}

/** The path of the list with one thing changed; whatever is changed, it begins at its first page. */
export function listPath(wish: URLSearchParams, changes: Readonly<Record<string, string>>): string {
  const next = new URLSearchParams(wish);
  next.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return `${base}/residents${query && `?${query}`}`;
}
