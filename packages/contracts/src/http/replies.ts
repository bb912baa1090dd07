import * as z from 'zod';
import { lightbulb, voiceKinds, whoseWords } from '../voice/index.js';
import { line, text } from './written.js';

const instant = z.iso.datetime({ offset: true });

export const replyResult = z.enum(['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to']);
export const tellingWay = z.enum(['in-person', 'phone', 'letter', 'email', 'text']);
export const tellingForm = z.enum(['standard', 'large-print', 'easy-read']);
export type TellingForm = z.infer<typeof tellingForm>;

/** POST /api/v1/topics: gathers the voices that are about one thing. */
export const makeTopicRequest = z.object({
  title: line(120),
  theme: line(60).optional(),
  /** Who decides about it. */
  owner: line(120).optional(),
  voiceIds: z.array(z.uuid()).max(500).default([]),
});
export type MakeTopicRequest = z.input<typeof makeTopicRequest>;
export const madeTopic = z.object({ topicId: z.string() });

/** POST /api/v1/topics/{id}/voices: puts a voice to a topic, 204. */
export const joinTopicRequest = z.object({ voiceId: z.uuid() });
export type JoinTopicRequest = z.input<typeof joinTopicRequest>;

const replyWords = z.object({
  result: replyResult,
  because: text(1_000).optional(),
  passedTo: line(120).optional(),
  /** Who sees to what it promises, and by when: for staff and for the reply. Never a date for residents. */
  owner: line(120).optional(),
  promisedBy: z.iso.date().optional(),
  words: text(2_000),
  /** The same for easy read, one idea a line. */
  easyRead: text(2_000).optional(),
  /** The person who says it, by name. */
  saidBy: line(120),
});

/** POST /api/v1/replies/check: what is wrong with a reply before it is given. Stores nothing. */
export const checkReplyRequest = replyWords.partial().required({ result: true });
export type CheckReplyRequest = z.input<typeof checkReplyRequest>;
export const replyProblem = z.object({
  rule: z.string(),
  severity: z.enum(['refuse', 'warn']),
  message: z.string(),
});
export const replyChecked = z.object({ problems: z.array(replyProblem) });
export type ReplyChecked = z.infer<typeof replyChecked>;

/** POST /api/v1/replies: what came of a topic, or of one voice. `knowing`: the warnings were read. */
export const giveReplyRequest = replyWords
  .extend({
    topicId: z.uuid().optional(),
    voiceId: z.uuid().optional(),
    knowing: z.boolean().default(false),
    /** The number of the newest reply that was read, 0 for none: where there is a newer one it comes back (409). */
    after: z.int().min(0).optional(),
  })
  .refine(({ topicId, voiceId }) => (topicId === undefined) !== (voiceId === undefined), 'name a topic or a voice');
export type GiveReplyRequest = z.input<typeof giveReplyRequest>;
export const replyGiven = z.object({
  replyId: z.string(),
  topicId: z.string(),
  /** 1 for the first of its topic. */
  number: z.number().int(),
  /** How many it is told to. */
  tellings: z.number().int(),
});
export type ReplyGiven = z.infer<typeof replyGiven>;

/** POST /api/v1/replies/preview: what each person of a topic would get, and which way. Stores nothing. */
export const previewReplyRequest = replyWords.extend({ topicId: z.uuid() });
export type PreviewReplyRequest = z.input<typeof previewReplyRequest>;
export const replyPreview = z.object({
  /** Where one of them is to be put right first, nothing else is said. */
  problems: z.array(replyProblem),
  /** How many it would be told to, each way. */
  ways: z.array(z.object({ way: tellingWay, count: z.number().int() })),
  /** Those said longest ago first, 50 at most. */
  items: z.array(
    z.object({
      voiceId: z.string(),
      way: tellingWay,
      form: tellingForm,
      language: z.string(),
      /** What they read or hear, as plain text. */
      text: z.string(),
    }),
  ),
});
export type ReplyPreview = z.infer<typeof replyPreview>;

/** GET /api/v1/topics, those that wait longest for a decision first. `olderThan` is in days. */
export const topicsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  olderThan: z.coerce.number().int().min(0).max(36_500).optional(),
});
export type TopicsQuery = z.infer<typeof topicsQuery>;
export const topicSummary = z.object({
  id: z.string(),
  title: z.string(),
  theme: z.string().nullable(),
  owner: z.string().nullable(),
  createdAt: instant,
  /** Of its latest reply; null: nothing was decided yet. */
  result: replyResult.nullable(),
  /** Whole days since its first voice was said, while nothing is decided. */
  openDays: z.number().int().nullable(),
  voices: z.number().int(),
  /** Distinct people; a household counts as one where the person is not known. */
  people: z.number().int(),
  owed: z.number().int(),
});
export type TopicSummary = z.infer<typeof topicSummary>;

export const tellingSummary = z.object({
  id: z.string(),
  topicId: z.string(),
  replyId: z.string(),
  voiceId: z.string(),
  way: tellingWay,
  form: tellingForm,
  language: z.string(),
  state: z.enum(['waiting', 'told', 'replaced']),
  madeAt: instant,
  tries: z.number().int(),
  reminders: z.number().int(),
  /** Why the latest try came to nothing; `cut-off`: it may have arrived, so ask them before it is said again. */
  lastProblem: z.string().nullable(),
  toldAt: instant.nullable(),
  toldBy: z.string().nullable(),
});
export type TellingSummary = z.infer<typeof tellingSummary>;

/** GET /api/v1/topics/{id} */
export const topicShown = topicSummary.extend({
  heard: z.array(
    z.object({
      id: z.string(),
      words: z.string(),
      whose: z.enum(whoseWords),
      kind: z.enum(voiceKinds).nullable(),
      saidAt: instant,
      isOwed: z.boolean(),
    }),
  ),
  replies: z.array(
    z.object({
      id: z.string(),
      number: z.number().int(),
      result: replyResult,
      because: z.string().nullable(),
      passedTo: z.string().nullable(),
      owner: z.string().nullable(),
      promisedBy: z.iso.date().nullable(),
      words: z.string(),
      easyRead: z.string().nullable(),
      saidBy: z.string(),
      givenAt: instant,
    }),
  ),
  tellings: z.array(tellingSummary),
  /** What those who were heard could be told now, for somebody to mend and send; null: there is no news. */
  draft: z.string().nullable(),
});
export type TopicShown = z.infer<typeof topicShown>;

/** GET /api/v1/tellings */
export const tellingsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  state: z.enum(['waiting', 'told', 'replaced']).default('waiting'),
  way: tellingWay.optional(),
});
export type TellingsQuery = z.infer<typeof tellingsQuery>;

/** GET /api/v1/tellings/{id}/letter: print-ready HTML. */
export const letterQuery = z.object({ form: tellingForm.optional() });
export type LetterQuery = z.infer<typeof letterQuery>;

/** GET /api/v1/letters: those that wait to be printed and posted, oldest first. */
export const lettersQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) });
export type LettersQuery = z.infer<typeof lettersQuery>;
export const letterToPost = z.object({
  /** Of the telling. */
  id: z.string(),
  topic: z.object({ id: z.string(), title: z.string() }),
  /** Whom it is to, as they like to be called; null: not known. */
  to: z.string().nullable(),
  form: tellingForm,
  language: z.enum(['en-GB', 'cy']),
  madeAt: instant,
  /** No letter goes out to this home today. It does not say why. */
  isHeldToday: z.boolean(),
});
export type LetterToPost = z.infer<typeof letterToPost>;

/** GET /api/v1/owed: voices that are owed a reply, oldest first; those of one who decides, or of one theme, alone. */
export const owedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  owner: line(120).optional(),
  theme: line(60).optional(),
  /** `question`: what somebody asked back, those that are to be answered soonest first. */
  kind: z.enum(['question']).optional(),
});
export type OwedQuery = z.infer<typeof owedQuery>;
export const owedSummary = z.object({
  voiceId: z.string(),
  words: z.string(),
  whose: z.enum(whoseWords),
  kind: z.enum(voiceKinds).nullable(),
  since: instant,
  /** Whole days. */
  days: z.number().int(),
  /** The day by which the landlord says that they hear back; null: it says none. */
  replyBy: z.iso.date().nullable(),
  /** Who answers it, where it is a question: whoever was said, or whoever decides about its topic. */
  answerOwner: z.string().nullable(),
  topic: z
    .object({
      id: z.string(),
      title: z.string(),
      owner: z.string().nullable(),
      theme: z.string().nullable(),
      /** By when its newest reply promises something. */
      promisedBy: z.iso.date().nullable(),
    })
    .nullable(),
  /** Whether there is an answer that only waits to be told. */
  isAnswered: z.boolean(),
});
export type OwedSummary = z.infer<typeof owedSummary>;
export const owedList = z.object({
  items: z.array(owedSummary),
  /** Voices. */
  total: z.number().int(),
  people: z.number().int(),
});
export type OwedList = z.infer<typeof owedList>;

/** PUT /api/v1/owed/{voiceId}: who answers a question that was asked back, and by when, 204. */
export const ownQuestionRequest = z.object({ owner: line(120), answerBy: z.iso.date() });
export type OwnQuestionRequest = z.input<typeof ownQuestionRequest>;

/** GET /api/v1/voices/{id}/read-back: what was written down, to read out, print or send to who said it. */
export const readBack = z.object({
  voiceId: z.string(),
  language: z.enum(['en-GB', 'cy']),
  saidAt: instant,
  words: z.string(),
  /** The question of an ask that it answers and that they may leave; null: none. */
  takesPartIn: z.string().nullable(),
  lightbulb: z.nullable(lightbulb),
  /** The whole note, a line each. */
  lines: z.array(z.string()),
});
export type ReadBackNote = z.infer<typeof readBack>;
