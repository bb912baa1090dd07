import { startRunRequest, type StartRunRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { holdConnection, type Connection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { wakeRelay } from '../platform/queue/wake-relay.js';
import { listsThatGoOn } from './lists-that-go-on.js';
import { forgetPositions } from './stream-pass.js';

/** Asks for a run, now: of a connection that rests or was refused too. A worker takes it up; asked twice, it runs once. */
@Injectable()
export class StartRun {
  constructor(private readonly database: Database) {}

  /**
   * `isFull`: everything is read from its start; `lists`: these are. Throws `Problem` when there is no such connection or
   * no such list, and for lists while a run goes on.
   */
  async run(actor: string, organisationId: string, named: string, raw: StartRunRequest): Promise<void> {
    const { isFull, lists } = parseInput(startRunRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const connection = await holdConnection(db, named);
      if (lists.length > 0) await beginAnew(db, connection, lists);
      await db.rows(
        `UPDATE connections SET next_sync_at = now(), asked_at = now(), paused_at = NULL, wants_full = wants_full OR $3
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, connection.id, isFull],
      );
      await writeAudit(db, {
        actor,
        action: 'sync.ask',
        subject: `connection:${connection.id}`,
        detail: lists.length > 0 ? { isFull, lists: lists.join(' ') } : { isFull },
      });
      await wakeRelay(db);
    });
  }
}

async function beginAnew(db: Transaction, connection: Connection, lists: readonly string[]): Promise<void> {
  const known = listsThatGoOn(connection).map(({ name }) => name);
  const unknown = lists.find((list) => !known.includes(list));
  if (unknown !== undefined)
    throw new Problem(
      'bad-input',
      'list-unknown',
      `${unknown} cannot be read from its start by itself. Write of: ${known.join(', ') || 'none'}.`,
    );
  const underWay = await db.rows(
    `SELECT FROM runs WHERE organisation_id = $1 AND connection_id = $2 AND status = 'running'`,
    [db.organisationId, connection.id],
  );
  // The run would write how far it came over what is forgotten here.
  if (underWay.length > 0)
    throw new Problem('conflict', 'run-underway', 'A run goes on. Ask for this again when it has ended.');
  await forgetPositions(db, connection.id, lists);
}
