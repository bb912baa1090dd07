import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
/** Null: kept back, since it or what could be worked out from it is of fewer than ten. */
const count = z.number().int().nullable();

/** A closed loop: what everybody who is owed an answer about it was told. */
const closedLoop = z.object({
  /** What it is about; null where it is called by what somebody said. */
  about: z.string().nullable(),
  result: z.enum(['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to']),
  words: z.string(),
  because: z.string().nullable(),
  /** People, ten at least. */
  told: z.number().int(),
});

/** What a landlord shows everybody of a year: without personal data, without residents' own words. */
export const listeningPage = z.object({
  landlord: z.string(),
  year: z.number().int(),
  /** Homes that somebody lives in, and those of them that were heard from. */
  homes: z.object({ heard: count, of: count }),
  people: z.object({ told: count, waiting: count, neither: count }),
  asks: z.array(
    z.object({
      question: z.string(),
      heard: count,
      of: count,
      level: z.enum(['landlord', 'landlord-after-asking', 'together', 'residents']),
      decided: z.string(),
      because: z.string(),
    }),
  ),
  done: z.array(closedLoop),
  notDone: z.array(closedLoop),
});
export type ListeningPage = z.infer<typeof listeningPage>;

/** GET /api/v1/listening-page: where it is, and what stands there. */
export const listeningPageShown = z.object({
  /** Fixed, whether anything stands there or not. */
  address: z.string(),
  published: z.object({ page: listeningPage, publishedAt: instant, publishedBy: z.string() }).nullable(),
});
export type ListeningPageShown = z.infer<typeof listeningPageShown>;

/** GET /api/v1/listening-page/preview and …/preview.html: what a year would show if it were published now. */
export const listeningPageQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
export type ListeningPageQuery = z.infer<typeof listeningPageQuery>;
export const listeningPagePreview = z.object({ page: listeningPage, contentHash: z.string() });
export type ListeningPagePreview = z.infer<typeof listeningPagePreview>;

/** POST /api/v1/listening-page/publish: what was seen in the preview, so that nobody publishes what they never saw. */
export const publishListeningPageRequest = z.object({
  year: z.number().int().min(2000).max(2100),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'send the contentHash of the preview'),
});
export type PublishListeningPageRequest = z.infer<typeof publishListeningPageRequest>;
