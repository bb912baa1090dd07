import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/**
 * GET /api/v1/write-backs: what does not stand in the host yet, oldest first. POST /api/v1/write-backs/{id}/retry: empty
 * body, 204.
 */
export const writeBackSummary = z.object({
  id: z.string(),
  /** A note on a record, a case for those who act, or a task. */
  kind: z.enum(['note', 'raise', 'task']),
  /** `waiting`: it goes out by itself. `failed`, `by-hand`: a person has to write it in. */
  state: z.enum(['waiting', 'failed', 'by-hand']),
  /** The connection's short name. */
  connection: z.string(),
  about: z.enum(['hand-off', 'voice', 'reply']),
  /** Of the hand-off it is about. */
  reference: z.string().nullable(),
  /** Where in the host it belongs; null: of a restricted hand-off nobody is told. */
  record: z.object({ type: z.enum(['person', 'tenancy', 'home']), id: z.string() }).nullable(),
  tries: z.number().int(),
  /** Why the latest try came to nothing, or what a person does instead. */
  lastProblem: z.string().nullable(),
  nextTryAt: instant.nullable(),
  madeAt: instant,
});
export type WriteBackSummary = z.infer<typeof writeBackSummary>;
