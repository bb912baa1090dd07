import { visitEntry, type VisitEntry } from '@doorstep/contracts/visit';
import type { SealedFor, Sealer } from '../platform/secrets/seal.js';

/** Reads an entry as it arrived; undefined for what no shape fits, or PostgreSQL cannot keep as it was said. */
export function readEntry(raw: Buffer, id: string): VisitEntry | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    return undefined;
  }
  const read = visitEntry.safeParse(parsed);
  if (!read.success || read.data.id !== id) return undefined;
  const entry = read.data;
  const texts = [entry.words, entry.address, entry.jobId];
  if (texts.some((text) => text !== null && (text.includes('\u0000') || /\p{Surrogate}/u.test(text)))) return undefined;
  return [entry.toldAt, entry.savedAt].every(isInstant) ? entry : undefined;
}

/** Within the years that both JavaScript and PostgreSQL write with four digits. */
function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && /^(?!0000)\d{4}-/.test(at.toISOString());
}

/** Seals what arrived, byte for byte, while it is held. */
export function sealBody(sealer: Sealer, organisationId: string, id: string, raw: Buffer): string {
  return sealer.seal(raw.toString('base64'), boundTo(organisationId, id));
}

/** Throws `SealProblem` under another key. */
export function openBody(sealer: Sealer, organisationId: string, id: string, sealed: string): Buffer {
  return Buffer.from(sealer.open(sealed, boundTo(organisationId, id)), 'base64');
}

function boundTo(organisationId: string, id: string): SealedFor {
  return { organisationId, connectionId: 'visit', field: `visit-entry:${id}` };
}
