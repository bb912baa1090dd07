import * as z from 'zod/mini';
import { logTopics, speakers, supports, takenThrough, voiceKinds, whoseWords } from '../voice/index.js';

/** The most drafts of one member of staff that are kept at once; the oldest gives way. */
export const mostDrafts = 10;

/**
 * Words that staff have begun and not saved: after a prompt (`words`), unasked (`log`), or what a note should say
 * instead. What is to be handed over, and what is to be kept without a name, is never kept as a draft.
 */
export const keptDraft = z.object({
  form: z.enum(['words', 'log', 'correction']),
  /** RFC 3339: when it was begun. */
  begunAt: z.iso.datetime({ offset: true }),
  words: z.string().check(z.minLength(1), z.maxLength(10_000)),
  /** How it felt, in their words. */
  felt: z.optional(z.string().check(z.maxLength(500))),
  /** The `Idempotency-Key` of each way it was sent already. */
  keys: z.record(z.string().check(z.maxLength(400)), z.string().check(z.maxLength(200))),
  about: z.object({
    whose: z.enum(whoseWords),
    kind: z.nullable(z.enum(voiceKinds)),
    topic: z.nullable(z.enum(logTopics)),
    speaker: z.enum(speakers),
    reach: z.string().check(z.maxLength(200)),
    takenThrough: z.enum(takenThrough),
    supportedBy: z.nullable(z.enum(supports)),
    keepName: z.boolean(),
    mayShare: z.boolean(),
    wantsReply: z.boolean(),
    isAboutAnother: z.boolean(),
    place: z.string().check(z.maxLength(200)),
  }),
  /** The prompt that they answer, and its outcome once that is saved; of `words` alone. */
  answers: z.optional(
    z.object({
      promptId: z.uuid(),
      promptKind: z.enum(['tell-them', 'reply-due', 'invite', 'ask', 'check-preference']),
      probe: z.string().check(z.maxLength(2000)),
      outcomeId: z.nullable(z.uuid()),
      asksListened: z.optional(z.boolean()),
      heard: z.nullable(z.enum(['idea', 'worry', 'good', 'happy'])),
    }),
  ),
  /** The note that they put right; of `correction` alone. */
  voiceId: z.optional(z.uuid()),
});
export type KeptDraft = z.infer<typeof keptDraft>;

const record = z.object({
  type: z.enum(['person', 'tenancy', 'home']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** POST /embed/v1/drafts: the draft of one form as it stands now, or that there is none any more. 204. */
export const keepDraftRequest = z.union([
  z.object({ record, draft: keptDraft }),
  z.object({ record, gone: keptDraft.shape.form }),
]);
export type KeepDraftRequest = z.infer<typeof keepDraftRequest>;

/** GET /embed/v1/drafts: those of who asks, at the record of the session. */
export const keptDrafts = z.object({ items: z.array(keptDraft), total: z.number() });
export type KeptDrafts = z.infer<typeof keptDrafts>;
