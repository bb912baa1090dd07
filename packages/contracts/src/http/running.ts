import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, for instance 02:00');

/** When a connection is brought in. Times are London's. */
export const runSchedule = z.object({
  often: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('every'), minutes: z.number().int().min(1).max(1440) }),
    z.object({ kind: z.literal('nightly'), at: time }),
  ]),
  /** The day of the week on which everything is read again, 0 for Sunday; null: never by itself. */
  fullOn: z.number().int().min(0).max(6).nullable(),
  notBetween: z.object({ from: time, until: time }).nullable(),
});
export type RunScheduleShown = z.infer<typeof runSchedule>;

/** PUT /admin/v1/connections/{name}/schedule, on top of the version that was read. 409 `schedule-changed` with `RunScheduleKept`. */
export const setScheduleRequest = runSchedule.extend({ version: z.int32().min(0) });
export type SetScheduleRequest = z.infer<typeof setScheduleRequest>;

/** A schedule as it stands, and who set it last. */
export interface RunScheduleKept {
  readonly version: number;
  readonly schedule: RunScheduleShown;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

export const runCounts = z.object({
  read: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  deleted: z.number().int(),
  contacts: z.number().int(),
  held: z.number().int(),
});

/** One bringing-in. `result` is what is said of it. */
export const runShown = z.object({
  id: z.string(),
  connection: z.string(),
  connectionTitle: z.string(),
  result: z.enum(['running', 'completed', 'completed-held', 'stopped', 'interrupted', 'paused']),
  isFull: z.boolean(),
  askedBy: z.string().nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** Why it stopped and what to do, in words. */
  problem: z.string().nullable(),
  /** When it is tried again by itself; null: it need not be, or nothing is until somebody does something. */
  triesAgainAt: instant.nullable(),
  total: runCounts,
  streams: z.array(runCounts.extend({ stream: z.string() })),
  /** Rows of the last whole run of this connection, to compare with; null: there was none. */
  expected: z.number().int().nullable(),
  /** Estimated from the rate so far; null while nobody knows. */
  secondsLeft: z.number().int().nullable(),
});
export type RunShown = z.infer<typeof runShown>;

/** GET /admin/v1/connections/{name}/running */
export const connectionRunning = z.object({
  name: z.string(),
  title: z.string(),
  isPaused: z.boolean(),
  /** The system refused us: nothing runs by itself until the sign-in is mended or somebody asks. */
  isRefused: z.boolean(),
  schedule: runSchedule,
  /** How many times the schedule was set. */
  scheduleVersion: z.number().int(),
  next: z.array(z.object({ at: instant, isFull: z.boolean() })),
  current: runShown.nullable(),
  last: runShown.nullable(),
  /** The last run that came to its end and read everything from the start. */
  lastFull: z.object({ startedAt: instant, seconds: z.number().int() }).nullable(),
  /** Lists that go on from where they ended, which may be read from their start by themselves; every other always is. */
  lists: z.array(z.object({ name: z.string(), entity: z.string() })),
});
export type ConnectionRunning = z.infer<typeof connectionRunning>;

/** POST /admin/v1/connections/{name}/runs: asks for a run, now. 202. */
export const startRunRequest = z.object({
  /** Every list is read from its start. */
  isFull: z.boolean().default(false),
  /** Lists that are read from their start where not every one is. Not while a run goes on. */
  lists: z.array(z.string().min(1).max(100)).max(50).default([]),
});
export type StartRunRequest = z.input<typeof startRunRequest>;

/** Held rows by their reason, most rows first. */
export const heldReason = z.object({
  connection: z.string(),
  stream: z.string(),
  code: z.string(),
  message: z.string(),
  /** The cell they are held for, where it is one. */
  field: z.string().nullable(),
  /** They can be taken without it. */
  mayBeEmpty: z.boolean(),
  /** Somebody said so: they come in when they are read again. */
  isEmptied: z.boolean(),
  rows: z.number().int(),
  leftOut: z.number().int(),
  firstSeenAt: instant,
  lastSeenAt: instant,
});
export type HeldReasonShown = z.infer<typeof heldReason>;

/** POST /admin/v1/held-reasons/leave-out, and /take-in: rows of one reason are no longer looked at, or are again. */
export const heldReasonRequest = z.object({
  connection: z.string().min(1).max(100),
  stream: z.string().min(1).max(100),
  code: z.string().min(1).max(100),
  message: z.string().min(1).max(1_000),
});
export const heldRowsCounted = z.object({ rows: z.number().int() });
export type HeldReasonRequest = z.infer<typeof heldReasonRequest>;

/** POST /admin/v1/held-reasons/treat-as-empty, and /hold-again: a field, and what is wrong with it. */
export const emptyFieldRequest = z.strictObject({
  connection: z.string().min(1).max(100),
  stream: z.string().min(1).max(100),
  field: z.string().min(1).max(300),
  /** What is wrong with it, as the reason says. */
  code: z.string().min(1).max(100),
});
export type EmptyFieldRequest = z.infer<typeof emptyFieldRequest>;

/** GET /admin/v1/unknown-values: values of the source that nobody matched. */
export const unknownValue = z.object({
  connection: z.string(),
  stream: z.string(),
  field: z.string(),
  value: z.string(),
  /** The list of the mapping that tells what it means; null: nothing is decided by it. */
  list: z.string().nullable(),
  times: z.number().int(),
  lastSeenAt: instant,
});
export type UnknownValue = z.infer<typeof unknownValue>;

/** What hangs on a field: prompts kept away where they could hurt, contacts noticed, rules that choose homes, nothing. */
const fieldEffect = z.enum(['protects', 'contacts', 'rules', 'nothing']);
export type FieldEffect = z.infer<typeof fieldEffect>;

/** GET /admin/v1/vanished-fields: what a system sent and no longer sends, as of its last whole read. */
export const vanishedField = z.object({
  connection: z.string(),
  /** What the connection is called. */
  system: z.string(),
  stream: z.string(),
  entity: z.string(),
  /** As we call it. */
  field: z.string(),
  /** Rows that had it, as of `hadAt`. */
  had: z.number().int(),
  /** Rows that have it still. */
  present: z.number().int(),
  hadAt: instant,
  vanishedAt: instant,
  effect: fieldEffect,
});
export type VanishedField = z.infer<typeof vanishedField>;

/** GET /admin/v1/fields-left: what a system sends and nothing reads, as of its last whole read; what is new stands first. */
export const fieldLeft = z.object({
  connection: z.string(),
  /** What the connection is called. */
  system: z.string(),
  stream: z.string(),
  /** As the system calls it. */
  field: z.string(),
  /** When it came; null: it was there before, or came more than 90 days ago. */
  cameAt: instant.nullable(),
});
export type FieldLeft = z.infer<typeof fieldLeft>;

/** GET /admin/v1/health: how it goes, one sentence each. */
export const healthShown = z.object({
  sources: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      state: z.enum(['working', 'look', 'stopped', 'paused', 'new']),
      answeredAt: instant.nullable(),
      problem: z.string().nullable(),
    }),
  ),
  jobs: z.object({
    state: z.enum(['working', 'look']),
    waiting: z.number().int(),
    oldestSeconds: z.number().int().nullable(),
  }),
  held: z.object({ state: z.enum(['working', 'look']), rows: z.number().int(), mostOfOneReason: z.number().int() }),
  phones: z.object({
    state: z.enum(['working', 'look']),
    phones: z.number().int(),
    /** Phones that have something unsent for more than a day. */
    late: z.array(z.object({ name: z.string().nullable(), waiting: z.number().int(), since: instant })),
  }),
  alarms: z.number().int(),
});
export type HealthShown = z.infer<typeof healthShown>;

/** What a job can be about. */
export const jobTopic = z.enum([
  'contact',
  'hand-off',
  'hand-off-check',
  'telling',
  'write-back',
  'alarm',
  'preference-review',
  'recompense-review',
  'reply-check',
  'held-voices',
  'hint',
  'evidence',
  'webhook',
]);
export type JobTopic = z.infer<typeof jobTopic>;

/** GET /admin/v1/jobs: what waits, by what it is about; never what it holds. */
export const jobsShown = z.object({
  topics: z.array(
    z.object({
      topic: jobTopic,
      waiting: z.number().int(),
      later: z.number().int(),
      oldestSeconds: z.number().int().nullable(),
    }),
  ),
  /** Sent many times and never done: each by its own id. */
  stuck: z.array(z.object({ id: z.string(), topic: jobTopic, since: instant })),
});
export type JobsShown = z.infer<typeof jobsShown>;

/** POST /admin/v1/jobs/redrive: sends named ones again, at once. */
export const redriveRequest = z.object({
  ids: z
    .array(z.string().regex(/^\d{1,18}$/))
    .min(1)
    .max(100),
});
export type RedriveRequest = z.infer<typeof redriveRequest>;
export const redriven = z.object({ redriven: z.number().int() });
