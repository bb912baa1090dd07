import { recompenseChoice, type RecompenseChoice, type RecompenseKept } from '@doorstep/contracts/http';
import { benefitNotice } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import type { AtPerson } from '../records/index.js';
import { keepEntry } from './keep-entry.js';
import { today } from './today.js';

/**
 * Keeps what somebody said they would like for their time. It is never chosen for them, and whoever would have money or
 * a voucher has first read what that can do to their benefits.
 */
@Injectable()
export class ChooseRecompense {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where nothing was offered, or, with the notice, where it was not shown. */
  async run(at: AtPerson, involvementId: string, raw: RecompenseChoice, once: WriteOnce): Promise<RecompenseKept> {
    const { kind, noticeShown } = parseInput(recompenseChoice, raw);
    const countsAsIncome = kind === 'money' || kind === 'voucher';
    return keepEntry(this.database, at, involvementId, 'thank-you', once, async (standing, db) => {
      if (standing?.step !== 'offered' && standing?.step !== 'chosen')
        throw new Problem(
          'conflict',
          'not-offered',
          'Ask them first, and keep that you did. Nothing is chosen for anybody.',
        );
      const notice = benefitNotice(await today(db));
      if (countsAsIncome && noticeShown !== notice.code)
        throw new Problem(
          'conflict',
          'notice-first',
          'Show them what money or a voucher can do to their benefits, then send the code of that notice.',
          notice,
        );
      return {
        step: 'chosen',
        kind,
        valuePence: null,
        notice: countsAsIncome ? notice.code : null,
      };
    });
  }
}
