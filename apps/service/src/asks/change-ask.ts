import { isDeepStrictEqual } from 'node:util';
import { changeAskRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readAsk, type StoredAsk } from './read-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy, columnsOf, refuseUnknownPlaces, writeOptions } from './write-ask.js';

/**
 * Changes what an ask says. Once people were asked, whom it concerns and what it asks stand: it would not be the same
 * question that they answered. Words that a resident holds change only with their agreement, by name.
 */
@Injectable()
export class ChangeAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version, agreedBy, ...content } = parseInput(changeAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAskAt(db, id, version, caller.roles);
      refuseSettled(ask);
      const isReworded = content.question !== ask.content.question;
      const isMoved = JSON.stringify(content.scope) !== JSON.stringify(ask.content.scope);
      if (ask.state === 'open' && (isReworded || isMoved))
        throw new Problem(
          'conflict',
          'ask-open',
          'People are being asked this. Stop it and write a new ask, so that answers stay with what was asked.',
        );
      if (ask.reopenings.length > 0 && !isDaysAlone(content, ask.content))
        throw new Problem(
          'conflict',
          'ask-reopened',
          'People answered this before it was opened again, so only its days change. Write a new ask to ask something else.',
        );
      const holder = ask.content.wordingHeldBy;
      if (isReworded && holder !== null && agreedBy !== holder)
        throw new Problem(
          'not-allowed',
          'wording-held',
          `${holder} holds these words: they change with their agreement.`,
        );
      await refuseUnknownPlaces(db, content.scope);
      const { names, values } = columnsOf(content);
      await db.rows(
        `UPDATE asks SET ${changedBy('$3')}, ${names.map((name, index) => `${name} = $${index + 4}`).join(', ')}
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor, ...values],
      );
      await writeOptions(db, id, content.options);
      const detail = isReworded && holder !== null ? { agreed: true } : {};
      await writeAudit(db, { actor: caller.actor, action: 'ask.change', subject: `ask:${id}`, detail });
      return showAsk(db, id, caller.roles);
    });
  }
}

type Content = StoredAsk['content'];

/** Whether two differ in nothing but their days and how many answers they stop at. */
function isDaysAlone(wanted: Omit<Content, 'closesOn'>, stored: Content): boolean {
  const { decisionOn, mostAnswers } = stored;
  return isDeepStrictEqual({ ...wanted, closesOn: stored.closesOn, decisionOn, mostAnswers }, stored);
}

/** The ask, for a change on top of the version that was seen. Throws `Problem` with what is stored where it is another. */
export async function readAskAt(
  db: Transaction,
  id: string,
  version: number,
  roles: readonly string[],
): Promise<StoredAsk> {
  const ask = await readAsk(db, id, true);
  if (ask.version === version) return ask;
  throw await changedSince(db, id, roles);
}

/** That somebody was quicker, with the ask as they left it. */
export async function changedSince(db: Transaction, id: string, roles: readonly string[]): Promise<Problem> {
  return new Problem(
    'conflict',
    'changed-since',
    'Somebody changed this ask since you opened it. Look at theirs, then decide which to keep.',
    await showAsk(db, id, roles),
  );
}

/** Throws `Problem` where it is closed or decided. */
export function refuseSettled({ state }: Pick<StoredAsk, 'state'>): void {
  if (state === 'draft' || state === 'open') return;
  throw new Problem('conflict', 'ask-closed', 'This ask is closed. Write a new one to ask again.');
}
