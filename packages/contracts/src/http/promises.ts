import * as z from 'zod';
import { line, text } from './written.js';

const instant = z.iso.datetime({ offset: true });
const date = z.iso.date();
/** A day that somebody enters. */
const enteredDay = date.refine((day) => day >= '2000-01-01', 'enter a day from 2000 on');
const version = z.number().int().min(1).max(2_147_483_647);

/** What a promise says, in residents' words; with whom they were agreed, and who answers for it. */
const promiseContent = z.object({
  words: text(500),
  agreedWith: line(200),
  owner: line(120),
  /** The ask that it came of. */
  askId: z.uuid().nullable().default(null),
});

/** POST /api/v1/promises: the newest stands last until residents put it where they want it. */
export const makePromiseRequest = promiseContent;
export type MakePromiseRequest = z.input<typeof makePromiseRequest>;
/** PUT /api/v1/promises/{id}: makes a new version, with why. */
export const changePromiseRequest = promiseContent.omit({ askId: true }).extend({ version, why: text(500) });
export type ChangePromiseRequest = z.input<typeof changePromiseRequest>;
/** POST /api/v1/promises/{id}/end */
export const endPromiseRequest = z.object({ version, because: text(500) });
export type EndPromiseRequest = z.input<typeof endPromiseRequest>;
/** PUT /api/v1/promises/order: every promise in force, as it was seen and as residents want it. */
export const orderPromisesRequest = z.object({ was: z.array(z.uuid()).max(500), order: z.array(z.uuid()).max(500) });
export type OrderPromisesRequest = z.input<typeof orderPromisesRequest>;
/** PUT /api/v1/promises/settings: after how many months without anything done a promise is just words. */
export const promiseSettingsRequest = z.object({
  was: z.number().int().min(1).max(36),
  justWordsMonths: z.number().int().min(1).max(36),
});
export type PromiseSettingsRequest = z.input<typeof promiseSettingsRequest>;
export const promiseSettings = z.object({ justWordsMonths: z.number().int() });
export type PromiseSettings = z.infer<typeof promiseSettings>;

/** POST /api/v1/promises/{id}/actions: what is to be done, by whom, by when. */
export const addActionRequest = z.object({ what: text(300), owner: line(120), dueOn: enteredDay });
export type AddActionRequest = z.input<typeof addActionRequest>;
/** POST /api/v1/promises/{id}/actions/{action}/settle: done on a day, or not to be done, and why. */
export const settleActionRequest = z.union([
  z.strictObject({ doneOn: enteredDay }),
  z.strictObject({ notDoneBecause: text(300) }),
]);
export type SettleActionRequest = z.input<typeof settleActionRequest>;

export const promiseAction = z.object({
  id: z.string(),
  what: z.string(),
  owner: z.string(),
  dueOn: date,
  doneOn: date.nullable(),
  notDoneBecause: z.string().nullable(),
});
export type PromiseAction = z.infer<typeof promiseAction>;

export const promiseShown = z.object({
  id: z.string(),
  version: z.number().int(),
  words: z.string(),
  agreedWith: z.string(),
  owner: z.string(),
  askId: z.string().nullable(),
  askQuestion: z.string().nullable(),
  madeAt: instant,
  /** By name where it was one of the staff. */
  changedBy: z.string(),
  changedAt: instant,
  endedAt: instant.nullable(),
  endedBecause: z.string().nullable(),
  /** Nothing was done for it, and since when; null where something was, where it is new, and where it has ended. */
  justWords: z.object({ because: z.enum(['no-action', 'none-done']), since: date }).nullable(),
  actions: z.array(promiseAction),
  /** Every wording it has had, the first first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      words: z.string(),
      agreedWith: z.string(),
      owner: z.string(),
      why: z.string().nullable(),
      madeAt: instant,
    }),
  ),
});
export type PromiseShown = z.infer<typeof promiseShown>;

/** GET /api/v1/promises: those in force in residents' order, then those that ended, the last first. */
export const promisesShown = z.object({
  items: z.array(promiseShown),
  total: z.number().int(),
  justWordsMonths: z.number().int(),
});
export type PromisesShown = z.infer<typeof promisesShown>;

export const promiseJudgement = z.enum(['kept', 'partly', 'not-kept', 'too-early']);
export type PromiseJudgement = z.infer<typeof promiseJudgement>;

const sideBySideCheck = z.object({
  evaluationId: z.string(),
  promiseVersion: z.number().int(),
  judgement: promiseJudgement,
  words: z.string().nullable(),
  /** Beside the baseline; null for the baseline itself. */
  beside: z.enum(['better', 'same', 'worse', 'no-baseline', 'too-early']).nullable(),
});

/** GET /api/v1/promises/checks: what residents judged of each promise, the baseline and each year, side by side. */
export const promiseChecksShown = z.object({
  /** Locked evaluations of the promises, the baseline first. */
  rounds: z.array(z.object({ evaluationId: z.string(), isBaseline: z.boolean(), year: z.number().int() })),
  promises: z.array(
    z.object({ id: z.string(), words: z.string(), isEnded: z.boolean(), checks: z.array(sideBySideCheck) }),
  ),
});
export type PromiseChecksShown = z.infer<typeof promiseChecksShown>;

/** POST /api/v1/evaluations: of the promises, as a baseline or for a year, or of an ask. */
export const openEvaluationRequest = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('promises'),
    isBaseline: z.boolean(),
    year: z.number().int().min(2020).max(2100),
  }),
  z.object({ of: z.literal('ask'), askId: z.uuid() }),
]);
export type OpenEvaluationRequest = z.input<typeof openEvaluationRequest>;

/** A theme that evaluators name and word, with what they found. */
export const evaluationTheme = z.object({
  name: line(120),
  words: text(1_000).nullable().default(null),
  findings: z.array(line(1_000)).max(50).default([]),
});
export type EvaluationTheme = z.infer<typeof evaluationTheme>;

/** PUT /api/v1/evaluations/{id}: all that it says so far. A judgement that is left out stays as it was. */
export const writeEvaluationRequest = z.object({
  version,
  themes: z.array(evaluationTheme).max(50),
  report: text(20_000).nullable(),
  checks: z
    .array(
      z.object({
        promiseId: z.uuid(),
        promiseVersion: version,
        judgement: promiseJudgement,
        words: text(1_000).nullable().default(null),
      }),
    )
    .max(500)
    .default([]),
});
export type WriteEvaluationRequest = z.input<typeof writeEvaluationRequest>;
/** POST /api/v1/evaluations/{id}/lock: from then on nobody changes it. */
export const lockEvaluationRequest = z.object({ version });
export type LockEvaluationRequest = z.input<typeof lockEvaluationRequest>;
/** POST /api/v1/evaluations/{id}/answers: what staff answer to a locked report, apart from it and under their name. */
export const answerEvaluationRequest = z.object({ words: text(5_000) });
export type AnswerEvaluationRequest = z.input<typeof answerEvaluationRequest>;

export const evaluationSummary = z.object({
  id: z.string(),
  version: z.number().int(),
  of: z.enum(['promises', 'ask']),
  askId: z.string().nullable(),
  askQuestion: z.string().nullable(),
  isBaseline: z.boolean(),
  year: z.number().int().nullable(),
  openedAt: instant,
  /** By name where they sign in by name: residents, so null for whoever may read neither people nor what they write. */
  writtenBy: z.string().nullable(),
  writtenAt: instant,
  lockedAt: instant.nullable(),
  answers: z.number().int(),
});
export type EvaluationSummary = z.infer<typeof evaluationSummary>;

export const evaluationShown = evaluationSummary.extend({
  /** Null while it is being written, for all but those who write it. */
  content: z
    .object({
      themes: z.array(evaluationTheme),
      report: z.string().nullable(),
      /** Every promise in force that is not judged yet has a null judgement. */
      checks: z.array(
        z.object({
          promiseId: z.string(),
          promiseVersion: z.number().int(),
          promise: z.string(),
          judgement: promiseJudgement.nullable(),
          words: z.string().nullable(),
        }),
      ),
      /** What is missing before it can be locked. */
      missing: z.array(z.enum(['report', 'judgement', 'finding'])),
    })
    .nullable(),
  /** Of all that it says, as 64 hexadecimal digits, from when it was locked; `isWhole`: what is stored still fits it. */
  seal: z.object({ hash: z.string(), isWhole: z.boolean() }).nullable(),
  answered: z.array(z.object({ id: z.string(), words: z.string(), answeredBy: z.string(), answeredAt: instant })),
});
export type EvaluationShown = z.infer<typeof evaluationShown>;

/** GET /api/v1/evaluations/voices: what residents said and let others read, without names. */
export const evaluatorVoicesQuery = z.object({
  askId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type EvaluatorVoicesQuery = z.infer<typeof evaluatorVoicesQuery>;
export const evaluatorVoices = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      words: z.string(),
      kind: z.string().nullable(),
      theme: z.string().nullable(),
      asked: z.string().nullable(),
      saidOn: date,
    }),
  ),
  total: z.number().int(),
  /** What others may not read: how much of it there is, and no more. */
  inConfidence: z.number().int(),
});
export type EvaluatorVoices = z.infer<typeof evaluatorVoices>;
