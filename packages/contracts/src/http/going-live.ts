import * as z from 'zod';
import { line } from './written.js';

const instant = z.iso.datetime({ offset: true });

export const offSwitch = z.object({
  id: z.string(),
  covers: z.enum(['everything', 'team', 'place']),
  /** A team's code or a place's reference; null: everything. */
  subject: z.string().nullable(),
  /** What people call it. */
  name: z.string().nullable(),
  because: z.string(),
  thrownAt: instant,
  thrownBy: z.string(),
});
export type OffSwitch = z.infer<typeof offSwitch>;

/** GET /admin/v1/going-live: for whom prompts are shown, and what is switched off. */
export const goingLive = z.object({
  showsPromptsTo: z.enum(['everyone', 'live-teams']),
  teams: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      places: z.number().int(),
      /** Staff whose panel was opened with this team in the last 30 days. */
      staff: z.number().int(),
      liveSince: instant.nullable(),
    }),
  ),
  off: z.array(offSwitch),
});
export type GoingLive = z.infer<typeof goingLive>;

/** PUT /admin/v1/going-live */
export const showPromptsToRequest = z.object({ showsPromptsTo: z.enum(['everyone', 'live-teams']) });
export type ShowPromptsToRequest = z.infer<typeof showPromptsToRequest>;

/** PUT /admin/v1/going-live/teams/{code} */
export const liveTeamRequest = z.object({ isLive: z.boolean() });
export type LiveTeamRequest = z.infer<typeof liveTeamRequest>;

/** POST /admin/v1/off-switches: no prompt is shown from now on. */
export const throwSwitchRequest = z
  .object({
    covers: z.enum(['everything', 'team', 'place']),
    subject: line(200).nullable().default(null),
    because: line(300),
  })
  .refine(
    ({ covers, subject }) => (covers === 'everything') === (subject === null),
    'name the team or the place, or everything',
  );
export type ThrowSwitchRequest = z.input<typeof throwSwitchRequest>;
