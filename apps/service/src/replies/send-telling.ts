import type { SendInstead } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { householdOf, recordUnknown, type StaffAtRecord } from '../records/index.js';
import { channelOf, mayTellHousehold } from './may-tell-household.js';
import { readTelling, type TellingRead } from './read-telling.js';
import { waysToSend } from './ways-to-send.js';

/**
 * Has an answer go out instead of being told: a text by itself, a letter when somebody has printed and posted it. What
 * cannot go out comes back to be told. The same way chosen again is the same.
 */
@Injectable()
export class SendTelling {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for what is not this household's, was told or sent already, or cannot go out this way to them. */
  async run(staff: StaffAtRecord, tellingId: string, way: SendInstead): Promise<void> {
    refuseUnless(staff.roles, 'answers.tell');
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner?.householdId) throw recordUnknown();
      const telling = await readTelling(db, tellingId);
      const isTheirs =
        telling.householdId === owner.householdId &&
        (owner.personId === null || telling.personId === null || telling.personId === owner.personId);
      if (!isTheirs) throw new Problem('not-known', 'telling-unknown', 'There is nothing like that to tell here.');
      const goes = { way: way === 'text' ? ('text' as const) : ('letter' as const), form: formOf(telling, way) };
      if (
        telling.state === 'waiting' &&
        telling.askedWay === goes.way &&
        telling.way === goes.way &&
        telling.form === goes.form
      )
        return;
      if (telling.state !== 'waiting' || (telling.way !== 'in-person' && telling.way !== 'phone'))
        throw new Problem('conflict', 'on-its-way', 'This was told or sent already. Open the record again.');
      await refuseUnlessOpen(db, telling, owner.householdId, way);
      await db.rows('UPDATE tellings SET way = $3, form = $4, asked_way = $3 WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        tellingId,
        goes.way,
        goes.form,
      ]);
      if (goes.way === 'text') await notice(db, 'telling', [tellingId]);
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'telling.send-instead',
        subject: `telling:${tellingId}`,
        detail: { way },
      });
    });
  }
}

function formOf({ now }: TellingRead, way: SendInstead): TellingRead['form'] {
  if (way === 'easy-read') return 'easy-read';
  return way === 'letter' && now.needs.includes('large-print') ? 'large-print' : 'standard';
}

async function refuseUnlessOpen(
  db: Transaction,
  telling: TellingRead,
  householdId: string,
  way: SendInstead,
): Promise<void> {
  const ways = await waysToSend(db, [telling]);
  const check = await mayTellHousehold(db, householdId, telling.theme, {
    at: 'send',
    channel: channelOf[way],
    staff: null,
    supportPresent: [],
  });
  const isAllowed = check !== null && (check.allowed || check.holdUntil !== null);
  if (isAllowed && ways.get(telling.id)?.includes(way)) return;
  throw new Problem('conflict', 'not-this-way', 'This cannot go out to them that way now. Tell them instead.');
}
