import * as z from 'zod/mini';

/** What whoever asks can do about what they hear: themselves, by passing it on, or not at all. */
export const canDoLines = z.object({ myself: z.string(), passOn: z.string(), leave: z.string() });

/** GET /embed/v1/can-do: for the roles of the session. `cy` null: the English is shown. */
export const canDoView = z.object({ en: canDoLines, cy: z.nullable(canDoLines) });
export type CanDoView = z.infer<typeof canDoView>;
