import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { Transaction } from '../platform/database/database.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';

/** Who was erased: our ids and hashes of references, by which their rows are found again, and the days of their case. */
const erasure = z.strictObject({
  caseId: z.uuid(),
  personIds: z.array(z.uuid()),
  references: z.array(z.strictObject({ connectionId: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) })),
  receivedOn: z.iso.date(),
  dueOn: z.iso.date(),
});
export type Erasure = z.infer<typeof erasure>;

/** One entry, by its name alone. */
export interface JournalEntry {
  readonly key: string;
  /** The day on which they were erased, `YYYY-MM-DD`. */
  readonly day: string;
  readonly caseId: string;
}

const named = /\/(\d{4}-\d{2}-\d{2})-([0-9a-f-]{36})$/;

/**
 * Who was erased, kept beside the database: a backup that was made before an erasure brings the person back, and from
 * here it is known to do it again. One object an erasure, `erasures/<landlord>/<day>-<case>`, which names nobody.
 */
@Injectable()
export class ErasureJournal {
  constructor(@Inject(objectStore) private readonly objects: ObjectStore) {}

  /** What was put stands when this answers its key, and does not when it throws. The same case twice is one erasure. */
  async put(organisationId: string, day: string, entry: Erasure): Promise<string> {
    const key = `erasures/${organisationId}/${day}-${entry.caseId}`;
    try {
      await this.objects.put(key, Buffer.from(JSON.stringify(erasure.parse(entry))));
    } catch (error) {
      // It may have got there all the same, and only the answer came too late.
      await this.objects.remove(key).catch(() => undefined);
      throw error;
    }
    return key;
  }

  /** Every entry, the oldest first. */
  async list(organisationId: string): Promise<JournalEntry[]> {
    return (await this.objects.list(`erasures/${organisationId}`)).flatMap((key) => {
      const [, day, caseId] = named.exec(key) ?? [];
      return day !== undefined && caseId !== undefined ? [{ key, day, caseId }] : [];
    });
  }

  /** Undefined where it cannot be read as an entry, `gone` where there is none. Throws where the store does not answer. */
  async read({ key, caseId }: JournalEntry): Promise<Erasure | 'gone' | undefined> {
    const bytes = await this.objects.get(key);
    if (bytes === undefined) return 'gone';
    try {
      const entry = erasure.parse(JSON.parse(bytes.toString()));
      return entry.caseId === caseId ? entry : undefined;
    } catch {
      return undefined;
    }
  }

  async remove({ key }: Pick<JournalEntry, 'key'>): Promise<void> {
    await this.objects.remove(key);
  }
}

/** One at a time carries out the erasure of a case: whoever asked for it, or who replays the journal. */
export async function takeErasure(db: Transaction, caseId: string): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [caseId]);
}
