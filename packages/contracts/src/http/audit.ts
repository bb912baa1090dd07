import * as z from 'zod';

const word = z.string().trim().min(1).max(200);

/** GET /admin/v1/audit. `action` is one, or the room of several, such as `rule`. */
export const auditQuery = z.object({
  actor: word.optional(),
  action: word.optional(),
  subject: word.optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditEntryShown = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  actor: z.string(),
  /** Whose name that is, where it is somebody who signs in here. */
  name: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntryShown = z.infer<typeof auditEntryShown>;

/** GET /admin/v1/audit/verification: every seal made again. Keep `seal` elsewhere, and nobody can make them anew. */
export const auditVerified = z.object({
  isWhole: z.boolean(),
  /** The first day whose entries do not fit their seal. */
  brokenOn: z.iso.date().nullable(),
  days: z.number().int(),
  entries: z.number().int(),
  sealedUntil: z.iso.date().nullable(),
  seal: z.string().nullable(),
});
export type AuditVerified = z.infer<typeof auditVerified>;
