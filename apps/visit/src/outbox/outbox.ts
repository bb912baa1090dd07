import { photoPieceBytes } from '@doorstep/contracts/visit';
import type { EntryRow, PhotoRow } from '../store/rows.js';
import type { Store } from '../store/store.js';
import type { Answer, VisitService } from './service.js';
import { byUrgency, firstToSend, isDue, waitAfter } from './timing.js';

/** Who may send: the session of a shift, and the phone's own credential, which outlives it. */
export interface Credentials {
  readonly session: string | null;
  readonly phone: string;
}

/** How sending stands, for the status line. */
export interface Sending {
  /** What came of the last try; `unknown` before the first. `busy`: the service asked us to wait. */
  readonly reach: 'unknown' | 'here' | 'no-signal' | 'busy';
  readonly now: { readonly place: number; readonly total: number } | null;
  /** Milliseconds since 1970, by this phone's clock. */
  readonly lastTryAt: number | null;
  readonly nextTryAt: number | null;
}

/** Why a round of sending ended. */
export type Ended = 'done' | 'no-signal' | 'busy' | 'signed-out' | 'removed' | 'elsewhere' | 'nobody';

interface Surroundings {
  readonly store: Store;
  readonly service: VisitService;
  readonly credentials: () => Credentials | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** 0 to 1. */
  readonly chance: () => number;
  readonly onSending: (sending: Sending) => void;
  /** The service answered. @param offset Milliseconds by which its clock is ahead of ours. */
  readonly onContact: (offset: number) => Promise<void>;
  /** Before everything is handed over: what was begun and not saved belongs to it. */
  readonly beforeHandOver: () => Promise<void>;
  /** The content of an entry as a correction under a new id. */
  readonly asCorrection: (row: EntryRow) => Promise<void>;
}

const lock = 'doorstep-outbox';

/**
 * Sends what was saved: hazards first, then the oldest, words before photos, one thing at a time, from one tab at a
 * time. Nothing is let go of before the service has answered with our own hash.
 */
export class Outbox {
  private sending: Sending = { reach: 'unknown', now: null, lastTryAt: null, nextTryAt: null };
  private unanswered = 0;

  constructor(private readonly around: Surroundings) {}

  /** When to try again by itself; null when there is nothing to wait for. Milliseconds since 1970. */
  get nextTryAt(): number | null {
    return this.sending.nextTryAt;
  }

  /**
   * One round.
   * @param byTap A person asked for it: waits between tries are skipped, but not those the service asked for.
   */
  async send(byTap: boolean): Promise<Ended> {
    return navigator.locks.request(lock, { ifAvailable: true }, async (held) => {
      if (!held) return 'elsewhere';
      const now = this.around.clock();
      if (this.sending.reach === 'busy' && !isDue(this.sending.nextTryAt ?? 0, now)) return 'busy';
      if (byTap) this.unanswered = 0;
      else if (this.unanswered > 0 && !isDue(this.sending.nextTryAt ?? 0, now)) return 'no-signal';
      const ended = await this.round(byTap);
      await this.plan(ended);
      return ended;
    });
  }

  private async round(byTap: boolean): Promise<Ended> {
    const credentials = this.around.credentials();
    if (!credentials) return 'nobody';
    const met = await this.meet(credentials.phone);
    if (met === 'removed') return this.handOver(credentials.phone);
    if (met !== 'done') return met;
    if (!credentials.session) return 'signed-out';
    const ended = await this.sendAll(credentials.session, byTap);
    return ended === 'removed' ? this.handOver(credentials.phone) : ended;
  }

  /** Is it the service that answers, and does it still know this phone? */
  private async meet(phone: string): Promise<Ended> {
    const { store, service, clock, onContact } = this.around;
    const waiting = await store.unsent();
    const oldest = Math.min(...waiting.map(({ savedAt }) => savedAt));
    const left = clock();
    this.tell({ lastTryAt: left });
    const answer = await service.ping(phone, waiting.length, waiting.length ? new Date(oldest).toISOString() : null);
    if (answer.is === 'ok') {
      this.unanswered = 0;
      this.tell({ reach: 'here' });
      const back = clock();
      await onContact(Date.parse(answer.body.at) - (left + back) / 2);
      return answer.body.phone === 'removed' ? 'removed' : 'done';
    }
    const halted = this.halt(answer);
    if (halted) return halted;
    this.unanswered += 1;
    return 'no-signal';
  }

  private async sendAll(credential: string, byTap: boolean): Promise<Ended> {
    const { store, clock } = this.around;
    const tried = new Set<string>();
    const open = (row: { id: string; nextAt: number }) => !tried.has(row.id) && (byTap || isDue(row.nextAt, clock()));
    const words = async () => (await store.unsent()).filter((row) => row.state === 'saved' && open(row));
    for (;;) {
      const waiting = await words();
      const next = firstToSend(waiting);
      if (next) {
        tried.add(next.id);
        const place = tried.size;
        this.tell({ now: { place, total: place + waiting.length - 1 } });
        const halted = await this.sendWords(credential, next);
        if (halted) return halted;
        continue;
      }
      this.tell({ now: null });
      const photo = (await store.sendablePhotos()).filter(open).sort((one, other) => (one.id < other.id ? -1 : 1))[0];
      if (!photo) return 'done';
      tried.add(photo.id);
      // Whatever was said meanwhile goes before the rest of the picture.
      const halted = await this.sendPhoto(credential, photo, async () => (await words()).length > 0);
      if (halted === 'words-wait') tried.delete(photo.id);
      else if (halted) return halted;
    }
  }

  /** @returns why the round must end; undefined to go on with the next. */
  private async sendWords(credential: string, row: EntryRow): Promise<Ended | undefined> {
    const { store, service, clock } = this.around;
    const body = await store.bodyOf(row.id);
    if (body === undefined) return undefined;
    const answer = await service.send(credential, row.id, body, row.bodyHash);
    if (answer.is === 'ok' && answer.body.bodyHash === row.bodyHash) {
      await store.received(row.id, answer.body, clock());
      return answer.status === 423 ? 'removed' : undefined;
    }
    if (answer.is === 'refused' && answer.status === 409 && answer.wait === undefined) {
      await store.needsPerson(row.id);
      return undefined;
    }
    const halted = this.halt(answer);
    if (halted && halted !== 'no-signal') return halted;
    const attempts = row.attempts + 1;
    await store.putOff(row.id, attempts, clock() + waitAfter(attempts, this.around.chance(), row.lane));
    return halted;
  }

  private async sendPhoto(
    credential: string,
    photo: PhotoRow,
    wordsWait: () => Promise<boolean>,
  ): Promise<Ended | 'words-wait' | undefined> {
    const { store, service, clock } = this.around;
    const bytes = await store.picture(photo.id);
    if (!bytes) return undefined;
    let offset = photo.offset;
    let asks = photo.attempts > 0;
    for (;;) {
      const answer = asks
        ? await service.photoAt(credential, photo.entryId, photo.id)
        : await service.sendPiece(
            credential,
            photo.entryId,
            photo.id,
            offset,
            bytes.subarray(offset, offset + photoPieceBytes),
          );
      if (answer.is === 'ok' && answer.body.isWhole) {
        await store.dropPhoto(photo.id);
        return undefined;
      }
      const stuck = answer.is === 'ok' && !asks && answer.body.offset === offset;
      if (answer.is === 'ok' && !stuck) {
        offset = answer.body.offset;
        asks = false;
        await store.changePhoto(photo.id, { offset, attempts: 0 });
        if (await wordsWait()) return 'words-wait';
        continue;
      }
      if (answer.is === 'refused' && (answer.status === 413 || answer.status === 415)) {
        await store.photoRefused(photo.id, answer.status === 413 ? 'too-large' : 'wrong-kind');
        return undefined;
      }
      const halted = this.halt(answer);
      if (halted && halted !== 'no-signal') return halted;
      const attempts = photo.attempts + 1;
      await store.changePhoto(photo.id, { attempts, nextAt: clock() + waitAfter(attempts, this.around.chance()) });
      return halted;
    }
  }

  /** This phone was taken off the list: everything it holds goes to the landlord, and only then it forgets. */
  private async handOver(phone: string): Promise<Ended> {
    const { store } = this.around;
    await this.around.beforeHandOver();
    for (const row of await store.unsent()) if (row.state === 'needs-you') await this.around.asCorrection(row);
    for (const row of (await store.unsent()).sort(byUrgency)) {
      const halted = await this.sendWords(phone, row);
      if (halted && halted !== 'removed') return halted;
    }
    for (const photo of await store.sendablePhotos()) {
      const halted = await this.sendPhoto(phone, photo, () => Promise.resolve(false));
      if (halted && halted !== 'words-wait') return halted === 'removed' ? 'no-signal' : halted;
    }
    const left = (await store.unsent()).length + (await store.sendablePhotos()).length;
    return left === 0 ? 'removed' : 'no-signal';
  }

  /** What an answer other than the hoped-for means for the rest of the round. */
  private halt(answer: Answer<unknown>): Ended | undefined {
    if (answer.is === 'ok') return undefined;
    if (answer.is === 'none') {
      this.unanswered += 1;
      return 'no-signal';
    }
    if (answer.status === 401 || answer.status === 403) return 'signed-out';
    if (answer.status === 423) return 'removed';
    if (answer.wait !== undefined) {
      this.tell({ reach: 'busy', nextTryAt: this.around.clock() + answer.wait });
      return 'busy';
    }
    return undefined;
  }

  private async plan(ended: Ended): Promise<void> {
    const { store, clock, chance } = this.around;
    const now = clock();
    this.tell({ now: null });
    if (ended === 'busy') return;
    if (ended === 'no-signal') {
      const waiting = await store.unsent();
      const lane = waiting.some((row) => row.lane === 'hazard') ? 'hazard' : 'plain';
      this.tell({ reach: 'no-signal', nextTryAt: now + waitAfter(Math.max(this.unanswered, 1), chance(), lane) });
      return;
    }
    const waiting = (await store.unsent()).filter(({ state }) => state === 'saved');
    const times = [...waiting, ...(await store.sendablePhotos())].map(({ nextAt }) => nextAt);
    this.tell({ nextTryAt: ended === 'done' && times.length > 0 ? Math.max(Math.min(...times), now) : null });
  }

  private tell(part: Partial<Sending>): void {
    this.sending = { ...this.sending, ...part };
    this.around.onSending(this.sending);
  }
}
