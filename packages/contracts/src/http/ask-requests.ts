import * as z from 'zod';
import { askProblem, askScope, askState } from './asks.js';
import { text } from './written.js';

/** POST /api/v1/ask-requests: what a team would like residents to be asked, and why. Left out, `scope` is every home. */
export const sendAskRequest = z.object({
  question: text(300),
  why: text(500),
  scope: askScope.default({ kind: 'everyone' }),
});
export type SendAskRequest = z.input<typeof sendAskRequest>;

/** How much those homes are asked already. */
export const askLoad = z.object({
  /** Null: fewer than ten, of whom nothing more is said. */
  households: z.number().int().nullable(),
  /** Of these, asked something in the last `days`; null: so few, or so nearly all, that it is not said. */
  asked: z.number().int().nullable(),
  /** More than half of them. */
  isMost: z.boolean(),
  /** The days that the landlord leaves between two asks of a home. */
  days: z.number().int(),
  /** How many asks are open with homes there on their roll. */
  openAsks: z.number().int(),
});
export type AskLoad = z.infer<typeof askLoad>;

export const askRequestShown = z.object({
  id: z.string(),
  question: z.string(),
  why: z.string(),
  scope: askScope,
  /** What the places of the scope are called; none where it is every home. */
  places: z.array(z.object({ reference: z.string(), name: z.string().nullable() })),
  /** By name where it was one of the staff. */
  requestedBy: z.string(),
  requestedAt: z.iso.datetime({ offset: true }),
  /** `waiting` for somebody who leads; `drafted`: it became an ask; `refused`, and why. */
  state: z.enum(['waiting', 'drafted', 'refused']),
  because: z.string().nullable(),
  /** The ask that it became, and how that stands. */
  ask: z.object({ id: z.string(), question: z.string(), state: askState }).nullable(),
  /** What could be said better. */
  problems: z.array(askProblem),
  /** As it stands now; null once it was answered. */
  load: askLoad.nullable(),
});
export type AskRequestShown = z.infer<typeof askRequestShown>;

/** POST /api/v1/ask-requests/{id}/refuse: why it is not asked, for whoever sent it. */
export const refuseAskRequest = z.object({ because: text(500) });
export type RefuseAskRequest = z.input<typeof refuseAskRequest>;
