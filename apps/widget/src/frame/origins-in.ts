import * as z from 'zod/mini';

/** The origins that the landlord lets show a page of ours, as they stand in it; none where none are named. */
export function originsIn(page: Document): readonly string[] {
  const named = page.querySelector<HTMLMetaElement>('meta[name="doorstep-origins"]')?.content;
  try {
    return z.array(z.string()).parse(JSON.parse(named ?? ''));
  } catch {
    return [];
  }
}
