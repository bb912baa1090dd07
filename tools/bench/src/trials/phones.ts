import { createHash } from 'node:crypto';
import type { Rows } from './store-contents.js';

/** What became of a send, as a phone can know it. `unknown`: no answer came. */
type SendResult = 'ok' | 'fail' | 'unknown';

/** One visit as a phone holds it. */
export interface HeldVisit {
  readonly id: string;
  readonly body: string;
  readonly hash: string;
  readonly words: string | null;
  readonly isHazard: boolean;
}

const patienceMs = 20_000;
/** Whatever words may suggest, somebody looked at them: where a visit goes does not hang on how words are matched. */
const looked = { chosen: [], whyNot: 'misread' };

/** One phone at the door, outside the system under trial: it keeps what it sent and what it has a receipt for. */
export class TrialPhone {
  readonly receipts = new Map<string, string>();
  readonly sent = new Map<string, HeldVisit>();
  /** Saved and not yet acknowledged, oldest first. */
  readonly waiting: HeldVisit[] = [];
  private made = 0;

  private constructor(
    private readonly number: number,
    private readonly session: string,
    private readonly jobs: readonly string[],
    private readonly random: () => number,
  ) {}

  /** Signs a phone in with a link that a landlord made. */
  static async signIn(
    origin: string,
    apiKey: string,
    number: number,
    jobs: readonly string[],
    random: () => number,
  ): Promise<TrialPhone> {
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
    const made = await ask<{ address: string }>(`${origin}/api/v1/shift-links`, apiKey, {
      operative: `operative-${number}`,
      contractor: 'Trial Repairs',
      date,
    });
    const { session } = await ask<{ session: string }>(`${origin}/visit/v1/sign-in`, apiKey, {
      link: made.address.split('#')[1],
      phone: { id: idFrom(random), appVersion: 'trial' },
    });
    return new TrialPhone(number, session, jobs, random);
  }

  /** Saves visits and sends what waits, one at a time, until an answer fails to come. */
  async sendUntilCut(origin: string): Promise<void> {
    for (;;) {
      if (this.waiting.length === 0) this.waiting.push(this.save());
      if ((await this.sendFirst(origin)) === 'unknown') return;
    }
  }

  /** Sends all that waits. Throws where no answer comes. */
  async sendAll(origin: string): Promise<void> {
    while (this.waiting.length > 0) {
      if ((await this.sendFirst(origin)) === 'unknown') throw new Error('The service did not answer in its last life.');
    }
  }

  /** Loses what it holds and has no receipt for, as a phone that falls into a canal does. */
  loseWaiting(): number {
    return this.waiting.splice(0).length;
  }

  private async sendFirst(origin: string): Promise<SendResult> {
    const visit = this.waiting[0]!;
    const result = await this.send(origin, visit);
    if (result === 'unknown') return result;
    if (result === 'fail') throw new Error(`A visit was refused: ${visit.id}`);
    this.waiting.shift();
    // An answer may be lost on the way back: then it comes again.
    if (this.random() < 0.2) return this.send(origin, visit);
    return result;
  }

  private async send(origin: string, visit: HeldVisit): Promise<SendResult> {
    this.sent.set(visit.id, visit);
    try {
      const answer = await fetch(`${origin}/visit/v1/entries`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.session}`,
          'content-type': 'application/json',
          'idempotency-key': visit.id,
          'doorstep-body-hash': visit.hash,
        },
        body: visit.body,
        signal: AbortSignal.timeout(patienceMs),
      });
      const reply = (await answer.json()) as { bodyHash?: string; reference?: string };
      if (answer.status >= 500) return 'unknown';
      if (answer.status >= 300 || reply.bodyHash !== visit.hash || reply.reference === undefined) return 'fail';
      const before = this.receipts.get(visit.id);
      if (before !== undefined && before !== reply.reference)
        throw new Error(`A visit has two references: ${visit.id}`);
      this.receipts.set(visit.id, reply.reference);
      return 'ok';
    } catch (error) {
      if ((error as Error).message.startsWith('A visit')) throw error;
      return 'unknown';
    }
  }

  private save(): HeldVisit {
    this.made += 1;
    const id = idFrom(this.random);
    const isHazard = this.random() < 0.3;
    const words = this.random() < 0.2 ? null : `Note ${this.made} of phone ${this.number}.`;
    const at = new Date().toISOString();
    const body = JSON.stringify({
      ...{ schemaVersion: 1, id, jobId: `${this.jobs[Math.floor(this.random() * this.jobs.length)]}.1`, address: null },
      ...{ what: 'raised', topics: [isHazard ? 'damp-or-mould' : 'shared-areas'], words, whose: 'own', kind: null },
      ...{ wantsReply: true, keepName: true, vulnerable: null, promptId: null, tellingId: null, told: null },
      ...{ routing: looked, corrects: null, toldAt: at, savedAt: at, timeZone: 'Europe/London', clockOffset: 0 },
      ...{ appVersion: 'trial', photos: [] },
    });
    return { id, body, hash: createHash('sha256').update(body).digest('hex'), words, isHazard };
  }
}

/** The repairs at homes where somebody lives, by our ids. */
export async function jobsOf(rows: Rows): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `SELECT r.id FROM repairs r JOIN tenancies t ON t.home_id = r.home_id AND t.is_active AND t.deleted_at IS NULL
     WHERE t.start_date < current_date - 1 ORDER BY r.id LIMIT 40`,
  );
  return found.map(({ id }) => id);
}

async function ask<Answer>(url: string, key: string, body: object): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return (await answer.json()) as Answer;
}

/** A version 4 id from the trial's own dice. */
function idFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
