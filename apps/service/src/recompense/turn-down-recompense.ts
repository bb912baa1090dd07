import { recompenseRefusal, type RecompenseKept, type RecompenseRefusal } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import type { AtPerson } from '../records/index.js';
import { keepEntry } from './keep-entry.js';

/** Keeps that somebody wants nothing for it this time. It can be offered again. */
@Injectable()
export class TurnDownRecompense {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where nothing was offered, or it was given already. */
  async run(at: AtPerson, involvementId: string, raw: RecompenseRefusal, once: WriteOnce): Promise<RecompenseKept> {
    const { line } = parseInput(recompenseRefusal, raw);
    return keepEntry(this.database, at, involvementId, line, once, (standing) => {
      if (standing?.step !== 'offered' && standing?.step !== 'chosen')
        throw new Problem('conflict', 'not-offered', 'There is no open offer to turn down. See the ledger.');
      return { step: 'turned-down', kind: 'nothing', valuePence: null, notice: null };
    });
  }
}
