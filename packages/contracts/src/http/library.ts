import * as z from 'zod';

// Left out or empty parts are let through here: the check of the texts says of each what to write.
const text = z.string().max(1000).default('');

const credit = z.string().trim().min(1).max(200).optional();

/**
 * The newest version in this language that whoever wrote it had seen, 0 for none of the landlord's own. Where another
 * was written since, the answer is 409 with that under `current`. Left out: it is added whatever there is.
 */
const version = z.number().int().min(0).max(1_000_000).optional();

/** A prompt as a landlord writes it. */
export const promptBody = z.object({
  title: text,
  say: text,
  probe: text,
  whyAsking: text,
  theme: text,
  /** Contact type codes, or `any-ask` for every type at which anything may be asked. */
  contactTypes: z.union([z.literal('any-ask'), z.array(z.string().max(20)).max(50)]).default([]),
  /** Who says it, e.g. `housing officer`. */
  role: text,
  /** Asks for strengths, hopes or offers rather than for what is wrong. */
  strength: z.boolean().default(false),
  /** Which team or post reads the answers and can act on them. */
  owner: text,
  /** What can still change because of an answer. */
  roomToChange: text,
});
export type PromptBody = z.infer<typeof promptBody>;

/** What is said in another language; the rest of the prompt stays as it is. */
export const translationBody = z.object({ title: text, say: text, probe: text, whyAsking: text });
export type TranslationBody = z.infer<typeof translationBody>;

/** One text to check, to keep as a draft or to put in use. */
export const promptTextRequest = promptBody.extend({
  /** The code of a prompt that ships, whose text it replaces, or one of the landlord's own. */
  code: z
    .string()
    .regex(/^(P\d{2}|L\d{2,3})$/, 'write the code of a prompt, P01 for instance, or one of your own: L01'),
  /** Who rewrote it, e.g. `rewritten with residents of Elm Court`; no name is needed. Later versions keep it. */
  credit,
  version,
  /** Keeps it as a draft, which need not pass the check yet. */
  isDraft: z.boolean().default(false),
});
export type PromptTextRequest = z.infer<typeof promptTextRequest>;

/** POST /api/v1/library/prompts and …/check: all of them or none. */
export const promptTextsRequest = z.object({ items: z.array(promptTextRequest).min(1).max(200) });
export type PromptTextsRequest = z.infer<typeof promptTextsRequest>;

export const translationRequest = translationBody.extend({ code: z.string().max(10), credit, version });
export type TranslationRequest = z.infer<typeof translationRequest>;

/** POST /api/v1/library/prompts/translations: kept as unreviewed, all of them or none. */
export const translationsRequest = z.object({ items: z.array(translationRequest).min(1).max(200) });
export type TranslationsRequest = z.infer<typeof translationsRequest>;

/** POST /api/v1/library/prompts/{code}/translations/review */
export const reviewRequest = z.object({
  /** The speaker who signs it off, by post or by name. */
  by: z.string().trim().min(1, 'write who signs it off').max(200),
});
export type ReviewRequest = z.infer<typeof reviewRequest>;

/** POST /api/v1/library/prompts/{code}/retire */
export const retireRequest = z.object({
  learningNote: z.string().trim().min(10, 'write what was learnt, in a sentence').max(2000),
});
export type RetireRequest = z.infer<typeof retireRequest>;

const instant = z.iso.datetime({ offset: true });

/** One version of one text. Version 0 is the text that ships. */
export const promptTextVersion = z.object({
  version: z.number().int(),
  language: z.enum(['en', 'cy']),
  state: z.enum(['draft', 'in-use', 'retired']),
  title: z.string(),
  say: z.string(),
  probe: z.string(),
  whyAsking: z.string(),
  owner: z.string().nullable(),
  roomToChange: z.string().nullable(),
  /** Null, with the three after it, where it is a translation: they are as in the English. */
  theme: z.string().nullable(),
  contactTypes: z.union([z.literal('any-ask'), z.array(z.string())]).nullable(),
  role: z.string().nullable(),
  strength: z.boolean().nullable(),
  credits: z.array(z.string()),
  /** Whoever wrote it: a member of staff, or a system by its key, by name. */
  createdBy: z.string(),
  createdAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: instant.nullable(),
  inUseAt: instant.nullable(),
  retiredAt: instant.nullable(),
  learningNote: z.string().nullable(),
});
export type PromptTextVersion = z.infer<typeof promptTextVersion>;

/** One prompt of the library, as it stands. */
export const libraryPrompt = z.object({
  code: z.string(),
  origin: z.enum(['shipped', 'rewritten', 'own']),
  /** `draft`: none of its texts was in use yet. */
  state: z.enum(['draft', 'in-use', 'retired']),
  title: z.string(),
  say: z.string(),
  theme: z.string(),
  contactTypes: z.union([z.literal('any-ask'), z.array(z.string())]),
  role: z.string(),
  strength: z.boolean(),
  /** An English text newer than the one in use waits. */
  hasDraft: z.boolean(),
  welsh: z.enum(['none', 'unreviewed', 'reviewed']),
});
export type LibraryPrompt = z.infer<typeof libraryPrompt>;

/** GET /api/v1/library/prompts. `libraryVersion` is what the next decision will keep. */
export const libraryList = z.object({
  items: z.array(libraryPrompt),
  total: z.number().int(),
  libraryVersion: z.string(),
});
export type LibraryList = z.infer<typeof libraryList>;

/** GET /api/v1/library/prompts/{code}: its versions, newest first, English before Welsh. */
export const libraryPromptShown = libraryPrompt.extend({ versions: z.array(promptTextVersion) });
export type LibraryPromptShown = z.infer<typeof libraryPromptShown>;

/** GET /api/v1/library/prompts/choices: what a prompt can be about, when it may be asked, and by whom. */
export const libraryChoices = z.object({
  themes: z.array(z.string()),
  /** Kinds of contact at which something may be asked. */
  contactTypes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** What may be asked about there; `any` for everything. */
      themes: z.array(z.string()),
    }),
  ),
  roles: z.array(z.string()),
});
export type LibraryChoices = z.infer<typeof libraryChoices>;

/** One thing that keeps a text from being used, and what to write instead. Null code: of the library as a whole. */
export const textProblem = z.object({ code: z.string().nullable(), rule: z.string(), message: z.string() });
export type TextProblem = z.infer<typeof textProblem>;

/** What writing came to. `libraryVersion` is what the next decision will keep. */
export const libraryChanged = z.object({
  items: z.array(
    z.object({ code: z.string(), version: z.number().int(), state: z.enum(['draft', 'in-use', 'retired']) }),
  ),
  total: z.number().int(),
  libraryVersion: z.string(),
});
export type LibraryChanged = z.infer<typeof libraryChanged>;

/** GET /api/v1/library/prompts/flat: prompts that fall flat, with the figures. */
export const flatPrompt = z.object({
  code: z.string(),
  say: z.string(),
  /** Times it was offered since this text came into use and was answered, turned down or left until it expired. */
  shown: z.number().int(),
  answered: z.number().int(),
  /** "Not this time", because of the topic or because the prompt was wrong. */
  turnedDown: z.number().int(),
  expired: z.number().int(),
  /** Which line it crossed, in sentences. */
  why: z.array(z.string()),
});
export type FlatPrompt = z.infer<typeof flatPrompt>;
