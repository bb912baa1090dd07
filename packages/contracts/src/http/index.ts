import * as z from 'zod';
import { wayToReachShown } from './preferences.js';
import { heldReasonRequest } from './running.js';

export * from './access.js';
export * from './alarms.js';
export * from './ask-requests.js';
export * from './asks.js';
export * from './can-do.js';
export * from './audit.js';
export * from './connecting.js';
export * from './contact-mapping.js';
export * from './delivery.js';
export * from './display.js';
export * from './evidence.js';
export * from './explanation.js';
export * from './gathering.js';
export * from './going-live.js';
export * from './hand-offs.js';
export * from './installations.js';
export * from './ladder.js';
export * from './leaving.js';
export * from './library.js';
export * from './listening-page.js';
export * from './matching.js';
export * from './panel-links.js';
export * from './picture.js';
export * from './planned-works.js';
export * from './policy-reviews.js';
export * from './preferences.js';
export * from './privacy.js';
export * from './promises.js';
export * from './recompense.js';
export * from './replies.js';
export * from './retention.js';
export * from './rules.js';
export * from './running.js';
export * from './set-up.js';
export * from './skill-offers.js';
export * from './staff.js';
export * from './suppression-settings.js';
export * from './survey-periods.js';
export * from './tasks.js';
export * from './teams.js';
export * from './visits.js';
export * from './voices.js';
export * from './webhooks.js';
export * from './write-backs.js';

/** Which part of a list is asked for. */
export const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });
export type ListQuery = z.infer<typeof listQuery>;

const reference = z.object({ id: z.string().min(1).max(200), allocatedBy: z.string().min(1).max(200) });

/** POST /api/v1/contacts: an everyday contact, told by the landlord's own system. One of home, tenancy, person is needed. */
export const contactRequest = z
  .object({
    /** The system's own id of this contact; the same reference again is the same contact. */
    reference,
    /** One of the contact type codes, e.g. `TEL-GEN`. */
    type: z.string().regex(/^[A-Z]{3}-[A-Z]{3,4}$/, 'write a contact type code, for instance TEL-GEN'),
    occurredAt: z.iso.datetime({ offset: true }),
    person: reference.optional(),
    tenancy: reference.optional(),
    home: reference.optional(),
  })
  .refine((one) => one.person ?? one.tenancy ?? one.home, 'name the person, the tenancy or the home it was with');
export type ContactRequest = z.infer<typeof contactRequest>;

export const contactsRequest = z.object({ items: z.array(contactRequest).min(1).max(500) });
export type ContactsRequest = z.infer<typeof contactsRequest>;

/** POST /api/v1/contacts answers 202: what became of them. `known` were known before by their reference. */
export const takenContacts = z.object({ added: z.number().int(), known: z.number().int() });
export type TakenContacts = z.infer<typeof takenContacts>;

const instant = z.iso.datetime({ offset: true });

/** Every list: some items, and how many there are in all. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.number().int() });
}

/** GET /api/v1/connections. Settings and secrets never come back. */
export const connectionSummary = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  connector: z.string(),
  /** When every stream was last read to its end. */
  lastCompleteAt: instant.nullable(),
});
export type ConnectionSummary = z.infer<typeof connectionSummary>;

/** GET /api/v1/decisions: one a contact, a prompt or a why-not. */
export const decisionSummary = z.object({
  id: z.string(),
  contact: z.object({ id: z.string(), type: z.string().nullable(), source: z.string(), occurredAt: instant }),
  outcome: z.enum(['prompt', 'none']),
  prompt: z.object({ id: z.string(), code: z.string(), say: z.string() }).nullable(),
  /** For administrators and audit: staff see the reason only where its form is open. */
  whyNot: z.object({ code: z.string(), form: z.enum(['open', 'silent']) }).nullable(),
  decidedAt: instant,
});
export type DecisionSummary = z.infer<typeof decisionSummary>;

/** GET /api/v1/people/{reference}/prompts */
export const promptSummary = z.object({
  id: z.string(),
  kind: z.string(),
  code: z.string(),
  say: z.string(),
  state: z.enum(['open', 'answered', 'not-this-time', 'expired', 'withdrawn']),
  reasons: z.array(z.object({ text: z.string(), source: z.string(), at: instant })),
  createdAt: instant,
  expiresAt: instant,
});
export type PromptSummary = z.infer<typeof promptSummary>;

/** GET /api/v1/held: rows that could not be understood and wait. */
export const heldRowSummary = z.object({
  connection: z.string(),
  stream: z.string(),
  key: z.string(),
  code: z.string(),
  message: z.string(),
  firstSeenAt: instant,
  lastSeenAt: instant,
});
export type HeldRowSummary = z.infer<typeof heldRowSummary>;

/** GET /admin/v1/held-cells: rows of one reason, and of each the cell that it is held for. */
export const heldCell = heldRowSummary.extend({
  field: z.string().nullable(),
  /** As it was sent, the beginning; null: nothing, or no text. */
  value: z.string().nullable(),
});
export type HeldCell = z.infer<typeof heldCell>;

/** GET /api/v1/held: rows of one reason alone, as far as it is named. */
export const heldQuery = listQuery.extend(heldReasonRequest.partial().shape);
export type HeldQuery = z.infer<typeof heldQuery>;

/** GET /api/v1/people/{reference}: what is held about one person. */
export const personShown = z.object({
  id: z.string(),
  reference,
  connection: z.string(),
  name: z.string(),
  tenancies: z.array(
    z.object({
      reference: z.string(),
      home: z.string().nullable(),
      isActive: z.boolean(),
      isResponsible: z.boolean().nullable(),
    }),
  ),
  contacts: z.array(
    z.object({
      type: z.string().nullable(),
      source: z.string(),
      occurredAt: instant,
      /** Null while it waits for its decision. */
      outcome: z.enum(['prompt', 'none']).nullable(),
      whyNot: z.string().nullable(),
    }),
  ),
  outcomes: z.array(
    z.object({
      outcome: z.string(),
      heard: z.string().nullable(),
      reason: z.string().nullable(),
      /** How they want to take part and what would help them, how they would rather be asked, or what was wrong. */
      takesPart: z.string().nullable(),
      needs: z.array(z.string()),
      askBy: z.string().nullable(),
      wrongBecause: z.string().nullable(),
      saidAt: instant,
    }),
  ),
  /** What they said, as it was typed. Empty for a role that may not read voices. */
  voices: z.array(
    z.object({
      words: z.string(),
      whose: z.string(),
      kind: z.string().nullable(),
      speaker: z.string(),
      takenThrough: z.string(),
      saidAt: instant,
      isReplyOwed: z.boolean(),
    }),
  ),
  /** What they were told, and how. */
  told: z.array(z.object({ result: z.string(), words: z.string(), way: z.string(), toldAt: instant })),
  /** What was passed on for them, but for what nothing here may point at. */
  handOffs: z.array(
    z.object({ route: z.string(), reference: z.string(), toldAt: instant, acknowledgedAt: instant.nullable() }),
  ),
  preferences: z.array(z.object({ kind: z.string(), theme: z.string().nullable(), since: instant })),
  /** How they want to be reached and what they need; nulls where nothing was said or only a lead may see it. */
  wayToReach: wayToReachShown,
});
export type PersonShown = z.infer<typeof personShown>;
