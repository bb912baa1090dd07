import { ConfigurationProblem, SourceProblem, type WriteReceipt } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { OpenConnection } from '../connections/index.js';
import { acknowledgeHandOff } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice, noticesDone, takeNotices, tryAgainLater } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { leaveToPeople } from './leave-to-people.js';
import { prepareWrite, type PreparedWrite, type WaitingWrite } from './prepare-write.js';
import { readWaitingWrite } from './read-waiting-write.js';

/** About two hours, as the waits between them grow. */
const mostTries = 8;
/** Less than the first wait between two tries: nobody tries again while one is still in the air. */
const patienceMs = 45_000;

type Outgoing = { readonly write: WaitingWrite } & {
  readonly prepared: Extract<PreparedWrite, { readonly request: object }>;
};

/**
 * Writes what waits into the host, once. The words are put together at the moment of sending and are kept nowhere here.
 * A try is counted and put off before it begins, so that one which is killed on the way is made again later, and the
 * connector then finds what it wrote.
 */
@Injectable()
export class SendWriteBacks {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly openConnection: OpenConnection,
  ) {}

  async run(organisationId: string, writeBackIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const id of writeBackIds) {
      if (signal.aborted) return;
      const outgoing = await this.database.inOrganisation(organisationId, (db) => this.take(db, id));
      if (outgoing) await this.sendOne(organisationId, outgoing, signal);
    }
  }

  /** What to send now, which nobody else will send meanwhile; undefined when there is nothing to send. */
  private async take(db: Transaction, id: string): Promise<Outgoing | undefined> {
    const [due] = await takeNotices(db, 'write-back', [id]);
    const write = due === undefined ? undefined : await readWaitingWrite(db, due);
    if (write === undefined) return undefined;
    if (write === 'settled') {
      await noticesDone(db, 'write-back', [id]);
      return undefined;
    }
    const prepared = await prepareWrite(db, this.sealer, write);
    if (prepared.do === 'nothing') {
      await db.rows(`UPDATE write_backs SET state = 'not-needed' WHERE organisation_id = $1 AND id = $2`, [
        db.organisationId,
        id,
      ]);
      await noticesDone(db, 'write-back', [id]);
      return undefined;
    }
    if (prepared.do === 'leave-to-people') {
      await leaveToPeople(db, write, prepared.route, 'by-hand', prepared.why);
      return undefined;
    }
    if (write.tries >= mostTries) {
      await leaveToPeople(
        db,
        write,
        prepared.route,
        'failed',
        `The last of ${mostTries} tries never ended.${lookFirst}`,
      );
      return undefined;
    }
    await db.rows(
      `UPDATE write_backs SET tries = tries + 1, last_problem = NULL WHERE organisation_id = $1 AND id = $2`,
      [db.organisationId, id],
    );
    await tryAgainLater(db, 'write-back', id, write.tries + 1);
    return { write: { ...write, tries: write.tries + 1 }, prepared };
  }

  private async sendOne(organisationId: string, outgoing: Outgoing, signal: AbortSignal): Promise<void> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    let receipt: WriteReceipt;
    try {
      receipt = await this.writeInto(organisationId, outgoing, within);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error, within);
      await this.database.inOrganisation(organisationId, (db) => putOff(db, outgoing, problem));
      return;
    }
    await this.database.inOrganisation(organisationId, (db) => keepReceipt(db, outgoing.write, receipt.receipt));
  }

  private async writeInto(
    organisationId: string,
    { write, prepared }: Outgoing,
    signal: AbortSignal,
  ): Promise<WriteReceipt> {
    const opened = await this.openConnection.run(organisationId, write.connectionId, signal);
    const { connector, configuration, context } = opened;
    try {
      const receipt =
        prepared.do === 'raise'
          ? await connector.write?.raise?.(configuration, prepared.request, context)
          : await connector.write?.[prepared.do]?.(configuration, prepared.request, context);
      if (!receipt) throw new RangeError(`${connector.spec.name} does not write what it says it can.`);
      return receipt;
    } finally {
      await opened.close();
    }
  }
}

interface FailedTry {
  readonly message: string;
  /** Another try would end the same way. */
  readonly isFinal: boolean;
  readonly waitSeconds: number;
}

const lookFirst = ' It may stand there all the same: look before you write it in.';

/** What the failed try means. Throws again what is a fault of our own: the try stays counted and is made again. */
function problemOf(error: unknown, within: AbortSignal): FailedTry {
  if (error instanceof SourceProblem) {
    const { code, message, retryable, mayHaveArrived, retryAfterSeconds } = error;
    // A key that is refused today may be mended within the hour.
    const isFinal = !retryable && !mayHaveArrived && code !== 'no-permission';
    return { message: `${message}${mayHaveArrived ? lookFirst : ''}`, isFinal, waitSeconds: retryAfterSeconds };
  }
  if (error instanceof Problem || error instanceof ConfigurationProblem)
    return { message: error.message, isFinal: true, waitSeconds: 0 };
  if (within.aborted) {
    const message = `It took longer than ${patienceMs / 1000} seconds.${lookFirst}`;
    return { message, isFinal: false, waitSeconds: 0 };
  }
  throw error;
}

async function putOff(db: Transaction, { write, prepared }: Outgoing, problem: FailedTry): Promise<void> {
  if (problem.isFinal || write.tries >= mostTries)
    return leaveToPeople(db, write, prepared.route, 'failed', problem.message);
  await db.rows(`UPDATE write_backs SET last_problem = $3 WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    write.id,
    problem.message,
  ]);
  await tryAgainLater(db, 'write-back', write.id, write.tries);
  if (problem.waitSeconds === 0) return;
  const [later] = await db.rows<{ at: string }>(
    `SELECT (now() + make_interval(secs => $1))::text AS at WHERE $1 > 60 * least(360, 2 ^ ($2::int - 1))`,
    [problem.waitSeconds, write.tries],
  );
  if (later) await notice(db, 'write-back', [write.id], later.at);
}

async function keepReceipt(
  db: Transaction,
  { id, kind, handOffId, host }: WaitingWrite,
  receipt: string,
): Promise<void> {
  const [kept] = await db.rows<{ id: string }>(
    `UPDATE write_backs SET state = 'sent', sent_at = now(), receipt = $3, last_problem = NULL
     WHERE organisation_id = $1 AND id = $2 AND state = 'waiting' RETURNING id`,
    [db.organisationId, id, receipt],
  );
  if (!kept) return;
  if (handOffId !== null && kind === 'raise') await acknowledgeHandOff(db, handOffId, host, receipt);
  await db.rows(
    `UPDATE staff_tasks SET done_at = now(), done_by = 'doorstep'
     WHERE organisation_id = $1 AND kind = 'write-in-host' AND subject = $2 AND done_at IS NULL`,
    [db.organisationId, `write-back:${id}`],
  );
  await noticesDone(db, 'write-back', [id]);
  await writeAudit(db, { actor: 'doorstep', action: 'write-back.send', subject: `write-back:${id}` });
}
