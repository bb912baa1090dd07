import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.js';
import { followUps, type FollowUp } from './notices.js';
import { workersAQueue, type JobQueue } from './queue.js';
import { wakeChannel } from './wake-relay.js';

/** Contacts a job: few, so that the next landlord's job starts soon. */
const batch = 10;
/**
 * Notices of one landlord in the queue at once: half of what a process works on, so that a worker is free for the next
 * landlord however many wait here. The rest wait in the outbox, where they are in nobody's way.
 */
const inHand = batch * (workersAQueue.prompting / 2);
/**
 * What follows from what residents say never queues behind a backlog of contacts, nor behind somebody's server that does
 * not answer: each has its own lane. Each lane with the part of the index that holds it.
 */
const lanes = {
  contacts: "topic = 'contact'",
  following: "topic NOT IN ('contact', 'webhook')",
  webhooks: "topic = 'webhook'",
} as const;
/** A notice that was sent and is not done after this long is sent again, whatever became of its job. */
const resendSeconds = 30;

interface Due {
  readonly organisation_id: string;
  readonly seq: string;
  /** How many of this landlord were in hand already: who has few goes first. */
  readonly ahead: number;
}

interface Waiting extends Due {
  readonly topic: FollowUp | 'contact';
  readonly subject_id: string;
  readonly sent: string;
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
    const waiting = await this.markSent([
      ...(await this.findDue('following')),
      ...(await this.findDue('webhooks')),
      ...(await this.findDue('contacts')),
    ]);
    for (const organisationId of new Set(waiting.map((row) => row.organisation_id))) {
      const theirs = waiting.filter((row) => row.organisation_id === organisationId);
      for (const topic of new Set(theirs.map((row) => row.topic))) {
        if (topic !== 'contact') await this.queue.add(followUps[topic], followUpJobs(organisationId, theirs, topic));
      }
      await this.queue.add('prompting.decide-contacts', decideJobs(organisationId, theirs));
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

  private async findDue(lane: keyof typeof lanes): Promise<readonly Due[]> {
    // A limit that is no constant is taken for a tenth of the table, so the part that is over is cut off after it.
    return this.database.dispatch<Due>(
      `SELECT organisation_id, seq, ahead FROM (
         SELECT due.organisation_id, due.seq, hand.ahead,
           row_number() OVER (PARTITION BY due.organisation_id ORDER BY due.seq) AS place
         FROM organisations o
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS ahead FROM outbox h
           WHERE h.organisation_id = o.id AND h.${lanes[lane]} AND h.done_at IS NULL AND h.sent_at >= now() - make_interval(secs => $1)
         ) hand
         CROSS JOIN LATERAL (
           SELECT w.organisation_id, w.seq FROM outbox w
           WHERE w.organisation_id = o.id AND w.${lanes[lane]} AND w.done_at IS NULL AND w.due_at <= now() AND hand.ahead < $2
             AND (w.sent_at IS NULL OR w.sent_at < now() - make_interval(secs => $1))
           ORDER BY w.seq LIMIT $2
         ) due
       ) x WHERE place <= $2 - ahead`,
      [resendSeconds, inHand],
    );
  }

  /** Another relay may have sent some of them meanwhile: those are left out. */
  private async markSent(due: readonly Due[]): Promise<readonly Waiting[]> {
    const ahead = new Map(due.map((row) => [row.organisation_id, row.ahead]));
    const waiting: Waiting[] = [];
    for (const [organisationId, count] of ahead) {
      const theirs = due.filter((row) => row.organisation_id === organisationId);
      // By their keys, one landlord at a time: joined to what is due, a backlog would be read from end to end.
      const sent = await this.database.dispatch<Omit<Waiting, 'ahead'>>(
        `UPDATE outbox SET sent_at = now()
         WHERE organisation_id = $2 AND seq = ANY ($3::bigint[]) AND done_at IS NULL
           AND (sent_at IS NULL OR sent_at < now() - make_interval(secs => $1))
         RETURNING organisation_id, topic, seq, subject_id, extract(epoch FROM sent_at)::text AS sent`,
        [resendSeconds, organisationId, theirs.map(({ seq }) => seq)],
      );
      waiting.push(...sent.map((row) => ({ ...row, ahead: count })));
    }
    return waiting;
  }
}

/** The notices of one topic, in the order they were given, some at a time. */
function* inBatches(waiting: readonly Waiting[], topic: Waiting['topic']) {
  const theirs = waiting.filter((row) => row.topic === topic).toSorted((a, b) => Number(a.seq) - Number(b.seq));
  for (let at = 0; at < theirs.length; at += batch) {
    const part = theirs.slice(at, at + batch);
    const [first] = part;
    if (first === undefined) return;
    yield {
      key: `${first.seq}-${first.sent.replace('.', '-')}`,
      ids: part.map((row) => row.subject_id),
      ahead: first.ahead + at,
    };
  }
}

function decideJobs(organisationId: string, waiting: readonly Waiting[]) {
  return [...inBatches(waiting, 'contact')].map(({ key, ids, ahead }) => ({
    key,
    payload: { organisationId, contactIds: ids },
    priority: 1 + Math.floor(ahead / batch),
  }));
}

function followUpJobs(organisationId: string, waiting: readonly Waiting[], topic: FollowUp) {
  return [...inBatches(waiting, topic)].map(({ key, ids }) => ({ key, payload: { organisationId, ids } }));
}
