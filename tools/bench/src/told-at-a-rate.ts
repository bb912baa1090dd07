import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Connected } from './ground.js';
import { toldBy, type ToldContact } from './trials/told-contacts.js';

/** How long the last contact may take before the measurement gives up. */
const patienceMs = 120_000;

/** What became of one told contact. Milliseconds on this process's clock. */
interface Told {
  readonly sentAt: number;
  acceptedAt: number | null;
  visibleAt: number | null;
  isPrompt: boolean;
}

/** How long contacts took, in milliseconds, from the answer to the request until the decision could be read. */
export interface Waits {
  /** Of those that a prompt came of. */
  readonly prompts: readonly number[];
  /** Of all. */
  readonly all: readonly number[];
  /** The same from when the request was sent. */
  readonly fromRequest: readonly number[];
}

/** Tells contacts to a running service, one a request, and watches its database for their decisions. */
export class Telling {
  private readonly told = new Map<string, Told>();
  private count = 0;

  private constructor(
    private readonly client: pg.Client,
    private readonly origin: string,
    private readonly landlord: Connected,
    private readonly tenancies: readonly { id: string; allocatedBy: string }[],
    /** Milliseconds between two looks. */
    private readonly lookEveryMs: number,
  ) {}

  /** Contacts with the active tenancies of a synced landlord, in turns. `url` is the database's, as its owner. */
  static async to(origin: string, landlord: Connected, url: string, lookEveryMs: number): Promise<Telling> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ id: string; allocatedBy: string }>(
      `SELECT reference_id AS id, allocated_by AS "allocatedBy" FROM tenancies
       WHERE organisation_id = $1 AND is_active ORDER BY reference_id`,
      [landlord.organisationId],
    );
    return new Telling(client, origin, landlord, rows, lookEveryMs);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Tells `count` contacts, a few at once and each as soon as one before is accepted; how many were decided a second. */
  async asFastAsItGoes(count: number, atOnce: number): Promise<number> {
    this.told.clear();
    const started = performance.now();
    let left = count;
    const teller = async () => {
      for (; left > 0;) {
        left -= 1;
        await this.tell();
      }
    };
    await Promise.all([this.watch(count), ...Array.from({ length: atOnce }, teller)]);
    return count / ((performance.now() - started) / 1_000);
  }

  /** Tells contacts at chance moments, `rate` a second on average, whether or not those before were answered. */
  async atRate(rate: number, seconds: number, random: () => number): Promise<Waits> {
    this.told.clear();
    const gaps = Array.from({ length: Math.ceil(rate * seconds) }, () => (-Math.log(1 - random()) / rate) * 1_000);
    const watching = this.watch(gaps.length);
    const telling: Promise<void>[] = [];
    let due = performance.now();
    for (const gap of gaps) {
      due += gap;
      await pause(Math.max(0, due - performance.now()));
      telling.push(this.tell());
    }
    await Promise.all([watching, ...telling]);
    const all = [...this.told.values()];
    const since = (from: number | null, { visibleAt }: Told) => Math.max(0, (visibleAt ?? Infinity) - (from ?? 0));
    return {
      prompts: all.filter(({ isPrompt }) => isPrompt).map((one) => since(one.acceptedAt, one)),
      all: all.map((one) => since(one.acceptedAt, one)),
      fromRequest: all.map((one) => since(one.sentAt, one)),
    };
  }

  private async tell(): Promise<void> {
    const tenancy = this.tenancies[this.count % this.tenancies.length];
    if (!tenancy) throw new Error('The store has no active tenancy.');
    this.count += 1;
    const id = `call-${this.count}`;
    const contact: ToldContact = {
      reference: { id, allocatedBy: toldBy },
      type: 'TEL-GEN',
      occurredAt: new Date().toISOString(),
      tenancy,
    };
    const told: Told = { sentAt: performance.now(), acceptedAt: null, visibleAt: null, isPrompt: false };
    this.told.set(id, told);
    const answer = await fetch(`${this.origin}/api/v1/contacts`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.landlord.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({ items: [contact] }),
    });
    await answer.arrayBuffer();
    told.acceptedAt = performance.now();
    if (answer.status !== 202) throw new Error(`The service answered ${answer.status} to a contact.`);
  }

  /** Looks for decisions until `count` contacts have theirs. */
  private async watch(count: number): Promise<void> {
    let seen = 0;
    for (let lastSeen = performance.now(); seen < count;) {
      const looked = performance.now();
      if (looked - lastSeen > patienceMs) throw new Error(`${count - seen} contacts were not decided.`);
      const waiting = [...this.told].filter(([, { visibleAt }]) => visibleAt === null).map(([id]) => id);
      const { rows } = await this.client.query<{ id: string; outcome: string | null }>(
        `SELECT c.reference_id AS id,
           (SELECT d.outcome FROM decisions d WHERE d.organisation_id = $1 AND d.contact_id = c.id) AS outcome
         FROM contacts c WHERE c.organisation_id = $1 AND c.allocated_by = $2 AND c.reference_id = ANY ($3::text[])`,
        [this.landlord.organisationId, toldBy, waiting],
      );
      for (const { id, outcome } of rows) {
        const told = this.told.get(id);
        if (!told || outcome === null) continue;
        told.visibleAt = performance.now();
        told.isPrompt = outcome === 'prompt';
        seen += 1;
        lastSeen = told.visibleAt;
      }
      await pause(Math.max(0, this.lookEveryMs - (performance.now() - looked)));
    }
  }
}
