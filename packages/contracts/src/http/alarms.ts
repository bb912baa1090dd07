import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** GET /api/v1/alarms: what somebody has to look at. Says what it is about by its reference, never who. */
export const alarmSummary = z.object({
  id: z.string(),
  kind: z.enum([
    'told-late',
    'not-acknowledged',
    'told-again',
    'cannot-send',
    'third-time-unpaid',
    'unusual-rise',
    'reply-overdue',
    'visit-held',
    'facts-wrong',
    'not-living-here',
    'records-missing',
    'system-refuses',
    'erased-in-host',
    'endpoint-off',
    'question-waits',
    'topic-waits',
    'policy-clashes',
  ]),
  /** What it means, in words. */
  says: z.string(),
  /** `<kind>:<our id>`, and the reference that people use, where there is one. */
  subject: z.string(),
  reference: z.string().nullable(),
  level: z.number().int(),
  raisedAt: instant,
  /** Somebody is set to get it by e-mail; false: it stands in this list alone. */
  goesByEmail: z.boolean(),
  /** When it went out by e-mail; null where nobody is set to get it, or not yet. */
  sentAt: instant.nullable(),
  seenAt: instant.nullable(),
  seenBy: z.string().nullable(),
});
export type AlarmSummary = z.infer<typeof alarmSummary>;

/** `unseen` leaves out those that somebody has looked at. */
export const alarmsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  unseen: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export type AlarmsQuery = z.infer<typeof alarmsQuery>;

/** POST /api/v1/alarms/{id}/seen */
export const alarmSeenRequest = z.object({ by: z.string().trim().min(1).max(200) });
export type AlarmSeenRequest = z.infer<typeof alarmSeenRequest>;
