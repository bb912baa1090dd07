/** Where the CRM is served, such as `/demo`, and whom the panel is installed for. */
export const base = document.body.dataset['base'] ?? '';

export type Place =
  { readonly at: 'residents' } | { readonly at: 'repairs' } | { readonly at: 'record'; readonly personId: string };

/** The place that a path of the CRM names. */
export function placeOf(path: string): Place {
  const steps = path.slice(base.length).split('/').filter(Boolean);
  if (steps[0] === 'residents' && steps[1]) return { at: 'record', personId: decodeURIComponent(steps[1]) };
  return steps[0] === 'repairs' ? { at: 'repairs' } : { at: 'residents' };
}

/** The path of a resident's record. */
export function recordPath(personId: string): string {
  return `${base}/residents/${encodeURIComponent(personId)}`;
}
