import type { TakingPartView } from '@doorstep/contracts/embed';
import { benefitNotice, whatTheyGet } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { StaffAtRecord } from '../records/index.js';
import { readRules } from './read-rules.js';
import { today } from './today.js';

/**
 * What the landlord set that people get for taking part, for staff to say before anybody agrees to it, with what money
 * can do to benefits. It is the same at every record. Roles that may not offer it see what they would where nothing was
 * set.
 */
@Injectable()
export class ShowWhatTheyGet {
  constructor(private readonly database: Database) {}

  async run(staff: StaffAtRecord): Promise<TakingPartView> {
    if (!mayDo(staff.roles, 'recompense.give')) return { gets: [], notice: null };
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const day = await today(db);
      const gets = [...whatTheyGet(await readRules(db), day)];
      if (gets.every(({ leastPence }) => leastPence === 0)) return { gets, notice: null };
      const { words, advice } = benefitNotice(day);
      return { gets, notice: { words, advice: advice.map(({ who, how }) => ({ who, how })) } };
    });
  }
}
