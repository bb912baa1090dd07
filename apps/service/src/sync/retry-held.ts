import { connectors } from '@doorstep/connectors';
import { heldReasonRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { findConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { mostKeys, noteHints } from './note-hints.js';
import { StartRun } from './start-run.js';

/** Tries the rows of one reason again, now: they alone where the system can be asked for them, else with a run. */
@Injectable()
export class RetryHeld {
  constructor(
    private readonly database: Database,
    private readonly startRun: StartRun,
  ) {}

  /** Throws `Problem` when there is no such connection. Answers how many rows it is. */
  async run(actor: string, organisationId: string, raw: unknown): Promise<{ rows: number }> {
    const { connection, stream, code, message } = parseInput(heldReasonRequest, raw);
    const { keys, isAlone } = await this.database.inOrganisation(organisationId, async (db) => {
      const row = await findConnection(db, connection);
      const spec = connectors.get(row.connector)?.spec.streams.find((one) => one.name === stream);
      const held = await db.rows<{ key: string }>(
        `SELECT key FROM held_rows WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND code = $4
           AND message = $5 AND released_at IS NULL AND key <> stream LIMIT $6`,
        [organisationId, row.id, stream, code, message, mostKeys + 1],
      );
      const found = held.map(({ key }) => key);
      const alone = spec?.rereads === true && found.length > 0 && found.length <= mostKeys;
      if (alone) {
        await noteHints(db, row.id, [{ stream, keys: found }]);
        const detail = { stream, code, rows: found.length };
        await writeAudit(db, { actor, action: 'held.retry', subject: `connection:${row.id}`, detail });
      }
      return { keys: found, isAlone: alone };
    });
    if (!isAlone) await this.startRun.run(actor, organisationId, connection, { isFull: false });
    return { rows: keys.length };
  }
}
