import { nameOf } from '../access/index.js';
import { instant } from '../platform/database/instant.js';
import { isRestricted } from './restricted.js';

/**
 * SQL that joins the lightbulb of a voice `v` as `b` (seed row 82): none beside words that were taken back, are gone, or
 * may not be used. $1: the landlord; `asOf`: SQL of an instant, for how it stood then.
 */
export function lightbulbBeside(asOf?: string): string {
  const stands =
    asOf === undefined
      ? 'b.taken_back_at IS NULL'
      : `b.set_at <= ${asOf} AND (b.taken_back_at IS NULL OR b.taken_back_at > ${asOf})`;
  return `LEFT JOIN lightbulbs b ON b.organisation_id = $1 AND b.voice_id = v.id AND ${stands}
    AND v.withdrawn_at IS NULL AND v.words_removed_at IS NULL AND NOT ${isRestricted('v.person_id')}`;
}

/** SQL of the `Lightbulb` that `lightbulbBeside` joined; null where there is none. */
export const lightbulbShown = `CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('askedBy', b.asked_by,
  'setBy', regexp_replace(${nameOf('b.set_by')}, '^staff:', ''), 'setAt', ${instant('b.set_at')}) END`;
