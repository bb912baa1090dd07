import type { Rows } from './store-contents.js';

/** Who tells the contacts of a trial. */
export const toldBy = 'trial/telephone';

/** One contact as `POST /api/v1/contacts` takes it. */
export interface ToldContact {
  readonly reference: { readonly id: string; readonly allocatedBy: string };
  readonly type: string;
  readonly occurredAt: string;
  readonly tenancy: { readonly id: string; readonly allocatedBy: string };
}

/** Keeps what was sent and what was acknowledged, outside the system under trial. */
export class ToldContacts {
  readonly sent = new Set<string>();
  readonly acknowledged = new Set<string>();

  private constructor(private readonly tenancies: readonly { reference_id: string; allocated_by: string }[]) {}

  /** Contacts with the active tenancies of a synced store, in turns. */
  static async with(rows: Rows): Promise<ToldContacts> {
    return new ToldContacts(
      await rows('SELECT reference_id, allocated_by FROM tenancies WHERE is_active ORDER BY reference_id'),
    );
  }

  /** The next `count` contacts, none told before. */
  next(count: number, at: Date): ToldContact[] {
    return Array.from({ length: count }, (): ToldContact => {
      const number = this.sent.size;
      const tenancy = this.tenancies[number % this.tenancies.length];
      if (!tenancy) throw new Error('The store has no active tenancy.');
      const id = `call-${number}`;
      this.sent.add(id);
      return {
        reference: { id, allocatedBy: toldBy },
        type: 'TEL-GEN',
        occurredAt: at.toISOString(),
        tenancy: { id: tenancy.reference_id, allocatedBy: tenancy.allocated_by },
      };
    });
  }

  /** Tells them over HTTP. Answers whether an answer came; without one, whether they were kept is unknown. */
  async tell(origin: string, apiKey: string, items: readonly ToldContact[]): Promise<boolean> {
    let answer: Response;
    try {
      answer = await fetch(`${origin}/api/v1/contacts`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': items[0]?.reference.id ?? '',
        },
        body: JSON.stringify({ items }),
      });
      await answer.arrayBuffer();
    } catch {
      return false;
    }
    if (answer.status !== 202) throw new Error(`The service answered ${answer.status} to contacts.`);
    for (const { reference } of items) this.acknowledged.add(reference.id);
    return true;
  }
}
