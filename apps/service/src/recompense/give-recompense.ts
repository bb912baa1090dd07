import { recompenseGift, type RecompenseGift, type RecompenseKept } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import type { AtPerson } from '../records/index.js';
import { keepEntry, type Standing } from './keep-entry.js';

/**
 * Keeps what was handed over, or paid back. A thank-you is what they chose; what taking part cost them is paid back
 * whatever they chose, and as often as it cost them something.
 */
@Injectable()
export class GiveRecompense {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where a thank-you was not chosen, or was given already. Too little is kept and warned of. */
  async run(at: AtPerson, involvementId: string, raw: RecompenseGift, once: WriteOnce): Promise<RecompenseKept> {
    const { line, valuePence } = parseInput(recompenseGift, raw);
    return keepEntry(this.database, at, involvementId, line, once, (standing) =>
      line === 'thank-you'
        ? { ...chosen(standing), step: 'given', valuePence }
        : { step: 'given', kind: null, valuePence, notice: null },
    );
  }
}

function chosen(standing: Standing | null): Standing {
  if (standing?.step === 'given')
    throw new Problem('conflict', 'given-already', 'Their thank-you was given already. See the ledger.');
  if (standing?.step !== 'chosen' || standing.kind === 'nothing')
    throw new Problem(
      'conflict',
      'not-chosen',
      'Ask them what they would like, and keep their answer, before you give it.',
    );
  return standing;
}
