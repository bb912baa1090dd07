import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { JobQueue } from './queue.js';

/** Contacts a job. */
const batch = 50;
/** Rows looked at each time, taken in turns between landlords so that one with many does not hold up another. */
const sweep = 500;
/** A notice that was sent and is not done after this long is sent again, whatever became of its job. */
const resendSeconds = 30;

/**
 * Carries notices from the outbox to the queue. Two may run at once; one may be killed between any two steps: a notice
 * is then sent again, and deciding a contact twice changes nothing.
 */
export class Relay {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  /** A job left over from a process that was killed is locked for a while, and must not stand for a new one. */
  private readonly life = randomBytes(4).toString('hex');

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly onProblem: (code: string) => void,
  ) {}

  /** Looks every `intervalMs`. The first look also sends again whatever an earlier process left unfinished. */
  async start(intervalMs: number): Promise<void> {
    await this.database.dispatch('UPDATE outbox SET sent_at = NULL WHERE done_at IS NULL AND sent_at IS NOT NULL');
    const tick = () => {
      this.running = this.once()
        .catch((error: unknown) => this.onProblem((error as { code?: string }).code ?? (error as Error).name))
        .then(() => {
          if (!this.stopped) this.timer = setTimeout(tick, intervalMs);
        });
    };
    tick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Sends what waits and what is overdue, and asks for the syncs that are due. */
  async once(): Promise<void> {
    const waiting = await this.database.dispatch<{
      organisation_id: string;
      seq: string;
      subject_id: string;
      tries: string;
    }>(
      `UPDATE outbox o SET sent_at = now()
       FROM (
         SELECT organisation_id, seq, row_number() OVER (PARTITION BY organisation_id ORDER BY seq) AS turn
         FROM outbox
         WHERE done_at IS NULL AND (sent_at IS NULL OR sent_at < now() - make_interval(secs => $1))
         ORDER BY turn, organisation_id LIMIT $2
       ) due
       WHERE o.organisation_id = due.organisation_id AND o.seq = due.seq AND o.done_at IS NULL
         AND (o.sent_at IS NULL OR o.sent_at < now() - make_interval(secs => $1))
       RETURNING o.organisation_id, o.seq, o.subject_id, extract(epoch FROM o.sent_at)::bigint::text AS tries`,
      [resendSeconds, sweep],
    );
    for (const organisationId of new Set(waiting.map((row) => row.organisation_id))) {
      const theirs = waiting
        .filter((row) => row.organisation_id === organisationId)
        .sort((a, b) => Number(a.seq) - Number(b.seq));
      const work = [];
      for (let at = 0; at < theirs.length; at += batch) {
        const part = theirs.slice(at, at + batch);
        work.push({
          key: `${part[0]!.seq}-${part.at(-1)!.seq}-${part[0]!.tries}`,
          payload: { organisationId, contactIds: part.map((row) => row.subject_id) },
        });
      }
      await this.queue.add('prompting.decide-contacts', work);
    }
    const due = await this.database.dispatch<{ organisation_id: string; id: string; minute: string }>(
      `SELECT organisation_id, id, floor(extract(epoch FROM now()) / 60)::bigint::text AS minute FROM connections WHERE next_sync_at <= now()`,
    );
    await this.queue.add(
      'sync.run',
      due.map((row) => ({
        key: `${row.id}-${row.minute}-${this.life}`,
        payload: { organisationId: row.organisation_id, connectionId: row.id },
      })),
    );
  }
}
