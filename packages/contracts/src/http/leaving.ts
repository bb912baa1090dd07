import * as z from 'zod';

/** POST /leave/{short name}, and /leave/{short name}/cy: the form of the page on which somebody leaves an ask. */
export const leaveForm = z.object({
  act: z.enum(['leave', 'come-back']),
  /** As it was typed. */
  code: z.string().max(200),
});
export type LeaveForm = z.infer<typeof leaveForm>;
