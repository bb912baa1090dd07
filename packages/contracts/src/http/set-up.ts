import * as z from 'zod';

/** The eight steps from nothing to prompts for one team, in their order. */
export const setUpSteps = ['connect', 'match', 'try', 'bring-in', 'rules', 'panel', 'people', 'live-step'] as const;

/** GET /admin/v1/set-up: how far each step is, from what is stored. */
export const setUpStep = z.object({
  step: z.enum(setUpSteps),
  state: z.enum(['completed', 'in-progress', 'incomplete', 'cannot-start', 'problem']),
  /** Which sentence goes with it. */
  says: z.enum(['waiting', 'none', 'running', 'added', 'done', 'everyone', 'shipped', 'problem']),
  /** What the sentence counts, where it counts: tenancies, rules, teams, people. */
  count: z.int().min(0).nullable(),
  /** How many phones, for the step about people. */
  phones: z.int().min(0).nullable(),
  /** The name of the connection, where there is one. */
  name: z.string().nullable(),
  /** When the panel was last opened, ISO 8601. */
  at: z.iso.datetime().nullable(),
});
export type SetUpStep = z.infer<typeof setUpStep>;

export const setUp = z.object({
  isLive: z.boolean(),
  /** Whether it is set how e-mails or texts leave. */
  isSendingSet: z.boolean(),
  steps: z.array(setUpStep),
});
export type SetUp = z.infer<typeof setUp>;
