import * as z from 'zod';

export const taskKind = z.enum([
  'check-in',
  'call-back',
  'ask-preferences-again',
  'ask-recompense-again',
  'write-in-host',
  'take-part',
  'tell-works',
]);
export type TaskKind = z.infer<typeof taskKind>;

/** GET /api/v1/tasks: what a member of staff is to do, soonest first. POST /api/v1/tasks/{id}/done: empty body, 204. */
export const taskSummary = z.object({
  id: z.string(),
  kind: taskKind,
  /** What it is about, as `<kind>:<id>`. */
  subject: z.string(),
  /** The tenancy's and the person's reference in the housing system. */
  household: z.string().nullable(),
  person: z.string().nullable(),
  /** Of the home, on one line. */
  address: z.string().nullable(),
  voiceId: z.string().nullable(),
  /** What they said, for whoever may read it. */
  words: z.string().nullable(),
  /** How the works that it is about stand now, in the host's words; null: it is about none. */
  works: z.string().nullable(),
  owner: z.string().nullable(),
  /** Who that is, where they have a name here. */
  ownerName: z.string().nullable(),
  dueOn: z.iso.date(),
  madeAt: z.iso.datetime({ offset: true }),
});
export type TaskSummary = z.infer<typeof taskSummary>;
