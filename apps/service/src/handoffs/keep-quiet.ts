import { randomUUID } from 'node:crypto';
import { handOffRules, type HandOffRoute } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

/**
 * Does at once what a hand-off means for asking this household. A silence is known by its day alone, and its id tells
 * no time: it cannot be laid beside the stub of what it came from. A concern that names no member of staff silences
 * everybody until it is cleared.
 */
export async function keepQuiet(
  db: Transaction,
  route: HandOffRoute,
  householdId: string | null,
  aboutStaff: string | null,
): Promise<void> {
  if (householdId === null) return;
  const { after } = handOffRules[route];
  switch (after.kind) {
    case 'stop-encounter':
      await db.rows(
        `UPDATE prompts SET state = 'withdrawn', closed_at = now()
         WHERE organisation_id = $1 AND household_id = $2 AND state = 'open'`,
        [db.organisationId, householdId],
      );
      return;
    case 'quiet-days':
      return keepSilence(db, householdId, null, after.days);
    case 'quiet-until-cleared':
      return keepSilence(db, householdId, null, null);
    case 'quiet-for-staff':
      return keepSilence(db, householdId, aboutStaff, null);
    case 'as-before':
    case 'stop-while-open':
    case 'theme-stop':
  }
}

async function keepSilence(
  db: Transaction,
  householdId: string,
  staffId: string | null,
  days: number | null,
): Promise<void> {
  await db.rows(
    `INSERT INTO silences (organisation_id, id, household_id, staff_id, since, until)
     SELECT $1, $2, $3, $4, today, today + make_interval(days => $5::int)
     FROM (SELECT date_trunc('day', now(), 'UTC') AS today) d`,
    [db.organisationId, randomUUID(), householdId, staffId, days],
  );
}
