import * as z from 'zod/mini';

/** Up to 50 rows of one landlord that are due. */
const dueRows = z.object({ organisationId: z.uuid(), ids: z.array(z.uuid()).check(z.minLength(1), z.maxLength(50)) });

/** Every job there is. Payloads carry ids only, are parsed when added and when taken, and only ever gain optional fields. */
export const jobs = {
  'sync.run': {
    queue: 'sync',
    payload: z.object({ organisationId: z.uuid(), connectionId: z.uuid() }),
    attempts: 3,
  },
  /** `ids`: connections with webhooks to follow up. */
  'sync.reread': { queue: 'sync', payload: dueRows, attempts: 3 },
  'prompting.decide-contacts': {
    queue: 'prompting',
    payload: z.object({
      organisationId: z.uuid(),
      contactIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(50)),
    }),
    attempts: 5,
  },
  'handoffs.send': { queue: 'following', payload: dueRows, attempts: 3 },
  'handoffs.check': { queue: 'following', payload: dueRows, attempts: 3 },
  'alarms.send': { queue: 'following', payload: dueRows, attempts: 3 },
  'replies.tell': { queue: 'following', payload: dueRows, attempts: 3 },
  'replies.check': { queue: 'following', payload: dueRows, attempts: 3 },
  'preferences.review': { queue: 'following', payload: dueRows, attempts: 3 },
  'recompense.review': { queue: 'following', payload: dueRows, attempts: 3 },
  'listening.attach': { queue: 'following', payload: dueRows, attempts: 3 },
  /** `ids`: packs that are waiting to be made. */
  'evidence.make': { queue: 'following', payload: dueRows, attempts: 3 },
  /** `ids`: deliveries to endpoints of the landlord's. A queue of its own: who does not answer holds up nobody else. */
  'webhooks.send': { queue: 'webhooks', payload: dueRows, attempts: 3 },
  'write-back.send': { queue: 'following', payload: dueRows, attempts: 3 },
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
export type QueueName = (typeof jobs)[JobName]['queue'];

/** One handler a job, or it does not compile. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;
};
