import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { JobQueue } from './queue.js';
import { wakeChannel } from './wake-relay.js';

/** Contacts a job: enough that a job costs little, few enough that the next landlord's job starts soon. */
const batch = 25;
/** Notices of one landlord in the queue at once. The rest wait in the outbox, where they are in nobody's way. */
const inHand = 200;
/** A notice that was sent and is not done after this long is sent again, whatever became of its job. */
const resendSeconds = 30;

interface Waiting {
  readonly organisation_id: string;
  readonly seq: string;
  readonly subject_id: string;
  readonly sent: string;
  /** How many of this landlord were in hand already: who has few goes first. */
  readonly ahead: number;
}

/**
 * Carries notices from the outbox to the queue, as many of each landlord as may be in hand, so that one with a hundred
 * thousand does not hold up another. Two may run at once; one may be killed between any two steps: a notice is then
 * sent again, and deciding a contact twice changes nothing.
 */
export class Relay {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isWoken = false;
  private stopped = false;
  private stopListening: () => Promise<void> = async () => undefined;
  /** A job left over from a process that was killed is locked for a while, and must not stand for a new one. */
  private readonly life = randomBytes(4).toString('hex');

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly onProblem: (code: string) => void,
  ) {}

  /**
   * Looks when woken, and every `intervalMs` all the same. The first look also sends again whatever an earlier process
   * left unfinished.
   */
  async start(intervalMs: number): Promise<void> {
    await this.database.dispatch('UPDATE outbox SET sent_at = NULL WHERE done_at IS NULL AND sent_at IS NOT NULL');
    this.stopListening = await this.database.listen(wakeChannel, () => this.wake());
    this.timer = setInterval(() => this.wake(), intervalMs);
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.stopListening();
    await this.running;
  }

  /** Looks now, or once more after the look that is going on. */
  private wake(): void {
    this.isWoken = true;
    this.running ??= this.whileWoken();
  }

  private async whileWoken(): Promise<void> {
    while (this.isWoken && !this.stopped) {
      this.isWoken = false;
      try {
        await this.once();
      } catch (error) {
        this.onProblem((error as { code?: string }).code ?? (error as Error).name);
      }
    }
    this.running = undefined;
  }

  /** Sends what waits and what is overdue, and asks for the syncs that are due. */
  async once(): Promise<void> {
    const waiting = await this.database.dispatch<Waiting>(
      `UPDATE outbox x SET sent_at = now()
       FROM (
         SELECT due.organisation_id, due.seq, hand.ahead
         FROM organisations o
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS ahead FROM outbox h
           WHERE h.organisation_id = o.id AND h.done_at IS NULL AND h.sent_at >= now() - make_interval(secs => $1)
         ) hand
         CROSS JOIN LATERAL (
           SELECT w.organisation_id, w.seq FROM outbox w
           WHERE w.organisation_id = o.id AND w.done_at IS NULL
             AND (w.sent_at IS NULL OR w.sent_at < now() - make_interval(secs => $1))
           ORDER BY w.seq LIMIT greatest(0, $2 - hand.ahead)
         ) due
       ) send
       WHERE x.organisation_id = send.organisation_id AND x.seq = send.seq AND x.done_at IS NULL
         AND (x.sent_at IS NULL OR x.sent_at < now() - make_interval(secs => $1))
       RETURNING x.organisation_id, x.seq, x.subject_id, extract(epoch FROM x.sent_at)::text AS sent, send.ahead`,
      [resendSeconds, inHand],
    );
    for (const organisationId of new Set(waiting.map((row) => row.organisation_id))) {
      await this.queue.add('prompting.decide-contacts', this.jobsOf(organisationId, waiting));
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

  private jobsOf(organisationId: string, waiting: readonly Waiting[]) {
    const theirs = waiting
      .filter((row) => row.organisation_id === organisationId)
      .toSorted((a, b) => Number(a.seq) - Number(b.seq));
    const jobs = [];
    for (let at = 0; at < theirs.length; at += batch) {
      const part = theirs.slice(at, at + batch);
      const [first] = part;
      if (first === undefined) break;
      jobs.push({
        key: `${first.seq}-${first.sent.replace('.', '-')}`,
        payload: { organisationId, contactIds: part.map((row) => row.subject_id) },
        priority: 1 + Math.floor((first.ahead + at) / batch),
      });
    }
    return jobs;
  }
}
