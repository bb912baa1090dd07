import { recompenseOffer, type RecompenseKept, type RecompenseOffer } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import type { AtPerson } from '../records/index.js';
import { keepEntry } from './keep-entry.js';

/** Keeps that somebody was asked what they would like for their time, or whether it cost them something. */
@Injectable()
export class OfferRecompense {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where it was offered already and not turned down, or given. */
  async run(at: AtPerson, involvementId: string, raw: RecompenseOffer, once: WriteOnce): Promise<RecompenseKept> {
    const { line, valuePence = null } = parseInput(recompenseOffer, raw);
    return keepEntry(this.database, at, involvementId, line, once, (standing) => {
      if (standing !== null && standing.step !== 'turned-down')
        throw new Problem(
          'conflict',
          'offered-already',
          'This was offered already. See the ledger for where it stands.',
        );
      return { step: 'offered', kind: null, valuePence, notice: null };
    });
  }
}
