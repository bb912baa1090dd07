import * as z from 'zod';
import { text } from './written.js';

/** GET /api/v1/planned-works: works that the host plans at a place and that nobody was asked about, the soonest first. */
export const plannedWorks = z.object({
  id: z.string(),
  /** The reference of the block, or what stands for it, as an ask takes it in its scope; and what it is called. */
  place: z.string(),
  placeName: z.string().nullable(),
  /** What is done, in the host's words. */
  works: z.string(),
  /** The day of the first visit; null: the host has none yet. */
  startsOn: z.iso.date().nullable(),
  /** How many households live there. */
  households: z.number().int(),
});
export type PlannedWorks = z.infer<typeof plannedWorks>;

/** POST /api/v1/planned-works/{id}/dismiss: nobody is asked about them, and why. */
export const dismissPlannedWorksRequest = z.object({ because: text(500) });
export type DismissPlannedWorksRequest = z.input<typeof dismissPlannedWorksRequest>;
export const plannedWorksDismissed = z.object({ id: z.string(), because: z.string() });
export type PlannedWorksDismissed = z.infer<typeof plannedWorksDismissed>;
