import * as z from 'zod/mini';
import { promptKind, recordKey as record } from '../embed/index.js';

/**
 * What the page of a host and the panel in its frame say to each other. The host speaks first: after every load of the
 * frame it posts `init`, to our exact origin and with one end of a fresh `MessageChannel`. Everything else goes over
 * that channel. Nothing that the panel says holds the words or the name of a resident.
 */

/** The version of these messages that the panel speaks. */
export const version = 1;

/** A record as one string, `type:id`. */
const recordKey = z.string().check(z.minLength(3), z.maxLength(250));
/** Pairs a question with its answer. */
const id = z.int().check(z.nonnegative());
/** `token_missing`, `timeout`, …: a word for developers, never a sentence about somebody. */
const code = z.string().check(z.regex(/^[a-z_-]{1,40}$/));

/** What one of ours is called; no sentence fits into it. */
const reference = z.string().check(z.regex(/^[\w-]{1,64}$/));

const tokenName = /^--doorstep-[a-z][a-z-]{0,50}$/;

/** CSS pixels of the window that bars of the host's own cover. */
const bar = z.number().check(z.gte(0), z.lte(2000));

/** How the panel is to look; what is left out stays as it is. */
const look = z.object({
  /** BCP 47. */
  lang: z.optional(z.string().check(z.maxLength(35))),
  theme: z.optional(z.enum(['auto', 'light', 'dark'])),
  /** Whose looks to take: our own, those of Dynamics 365, or those of Salesforce. */
  preset: z.optional(z.enum(['neutral', 'fluent', 'slds'])),
  density: z.optional(z.enum(['comfortable', 'compact'])),
  headingLevel: z.optional(z.int().check(z.gte(2), z.lte(5))),
  /** Values of `--doorstep-…` properties; the whole set, so that one left out is taken back. */
  tokens: z.optional(
    z
      .record(z.string().check(z.regex(tokenName)), z.string().check(z.maxLength(200)))
      .check(z.refine((tokens) => Object.keys(tokens).length <= 60)),
  ),
  stickyInset: z.optional(z.object({ top: bar, bottom: bar })),
});
export type Look = z.infer<typeof look>;

/** Posted to the frame's window with one `MessagePort`; the one message that does not go over the channel. */
export const initMessage = z.object({
  /** Marks a message as ours; everything without it is somebody else's and is passed over. */
  doorstep: z.literal(1),
  t: z.literal('init'),
  /** Said back in `ready`, so that an answer cannot belong to an earlier load. */
  nonce: z.string().check(z.minLength(16), z.maxLength(64)),
  versions: z.array(z.int()).check(z.minLength(1), z.maxLength(20)),
  ...look.shape,
});
export type InitMessage = z.infer<typeof initMessage>;

/** What the host says over the channel. The panel answers those with an `id` by `done`, `token` and `tokenError` aside. */
export const hostMessage = z.discriminatedUnion('t', [
  /** The record that is open. Its shape is that of the element's `context`; null: none. */
  z.object({ t: z.literal('context'), id, context: z.unknown().check(z.refine((context) => isAtMost(context, 4000))) }),
  /** The answer to `token-request` of the same `id`. */
  z.object({ t: z.literal('token'), id, jwt: z.string().check(z.minLength(1), z.maxLength(8192)) }),
  z.object({ t: z.literal('tokenError'), id }),
  z.object({ t: z.literal('theme'), ...look.shape }),
  z.object({ t: z.literal('focus'), id }),
  z.object({ t: z.literal('openLog'), id }),
  z.object({ t: z.literal('refresh'), id }),
  z.object({ t: z.literal('destroy') }),
]);
export type HostMessage = z.infer<typeof hostMessage>;

/** What the panel says over the channel. */
export const panelMessage = z.union([
  z.strictObject({ t: z.literal('ready'), nonce: z.string(), version: z.int(), panel: z.string() }),
  /** What became of the host message of the same `id`; without `code` all is well. */
  z.strictObject({ t: z.literal('done'), id, code: z.optional(code) }),
  z.strictObject({
    t: z.literal('token-request'),
    id,
    reason: z.enum(['start', 'context', 'expiring', 'rejected']),
    recordKey,
  }),
  /** The token of that request is no longer needed: the officer has moved on. */
  z.strictObject({ t: z.literal('token-cancel'), id }),
  /** CSS pixels that the panel needs. */
  z.strictObject({ t: z.literal('resize'), height: z.int().check(z.gte(0), z.lte(100_000)) }),
  event('doorstep-context', z.strictObject({ epoch: z.int(), recordKey: z.nullable(recordKey) })),
  event('doorstep-prompts', z.strictObject({ count: z.int() })),
  event(
    'doorstep-outcome',
    z.strictObject({ promptId: reference, kind: promptKind, outcome: z.enum(['heard', 'take-part', 'not-this-time']) }),
  ),
  event('doorstep-logged', z.strictObject({ entryId: reference, state: z.enum(['sent', 'waiting']) })),
  event('doorstep-navigate', z.strictObject({ target: z.strictObject(record.shape) })),
  /** Escape was pressed and nothing in the panel wanted it. */
  z.strictObject({ t: z.literal('escape') }),
  z.strictObject({ t: z.literal('unsaved'), unsaved: z.boolean() }),
  z.strictObject({
    t: z.literal('error'),
    code,
    ref: z.optional(reference),
    fatal: z.boolean(),
  }),
]);
export type PanelMessage = z.infer<typeof panelMessage>;

function event<Name extends string, Detail extends z.ZodMiniType>(name: Name, detail: Detail) {
  return z.strictObject({ t: z.literal('event'), name: z.literal(name), detail });
}

/** Whether a value is at most so many characters of JSON; what cannot be written as JSON is not. */
function isAtMost(value: unknown, characters: number): boolean {
  try {
    return JSON.stringify(value).length <= characters;
  } catch {
    return false;
  }
}
