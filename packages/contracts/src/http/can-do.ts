import * as z from 'zod';
import { line } from './written.js';

const instant = z.iso.datetime({ offset: true });
const lines = z.strictObject({ myself: line(120), passOn: line(120), leave: line(120) });

/** Whoever asks, by their role. */
export const canDoRole = z.enum(['income', 'asb', 'legal', 'lead', 'officer', 'operative']);
export type CanDoRole = z.infer<typeof canDoRole>;

/** GET /admin/v1/can-do: what whoever asks can do themselves, passes on, and leaves alone. Version 0: what ships. */
export const canDoShown = z.object({
  role: canDoRole,
  en: lines,
  /** Null: the English is shown. */
  cy: lines.nullable(),
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
});
export type CanDoShown = z.infer<typeof canDoShown>;

/** PUT /admin/v1/can-do/{role}, on top of the version that was read. */
export const changeCanDo = z.strictObject({ en: lines, cy: lines.nullable(), version: z.int32().min(0) });
export type ChangeCanDo = z.infer<typeof changeCanDo>;
