import type { RouteOffer } from '@doorstep/contracts/embed';
import type { SignInReply, VisitEntry, VisitJob, VisitPolicyClash } from '@doorstep/contracts/visit';
import { v7 } from 'uuid';
import { base64, sealedCopy, type SavedCopy } from './copy.js';
import { correctionOf, draftFor, entryFrom, laneOf, saysSomething, type Draft, type Moment } from './draft.js';
import { dayInLondon } from '@doorstep/ui/london';
import { Outbox, type Ended, type Sending } from './outbox/outbox.js';
import type { VisitService } from './outbox/service.js';
import { shrunk } from './photo.js';
import type { EntryRow } from './store/rows.js';
import { Store, type ListedEntry } from './store/store.js';
import { sha256 } from './store/vault.js';

/** Who is signed in, and whom to ring; the numbers and the phone's own credential stay when the shift is over. */
export interface SignedIn extends Omit<SignInReply, 'session'> {
  readonly session: string | null;
}

interface ThisPhone {
  readonly id: string;
  readonly name: string;
}

interface Contact {
  /** Milliseconds since 1970, by this phone's clock. */
  readonly at: number;
  /** Milliseconds by which the service's clock is ahead of ours. */
  readonly offset: number;
}

/** Everything the screens show. A new object at every change. */
export interface Snapshot {
  readonly storage: 'opening' | 'ready' | 'nearly-full' | 'unavailable';
  readonly signedIn: SignedIn | null;
  /** `no-link`: asked for jobs without ever having opened a link. */
  readonly signingIn: 'no' | 'trying' | 'no-link' | 'no-signal' | 'used';
  /** Of today and later; null before the first were brought. */
  readonly jobs: readonly VisitJob[] | null;
  readonly checking: boolean;
  readonly entries: readonly ListedEntry[];
  readonly drafts: readonly Draft[];
  readonly sending: Sending;
  readonly contact: Contact | null;
  /** How many visits were handed over when this phone was removed; null on a phone that was not. */
  readonly removed: number | null;
  readonly phone: ThisPhone | null;
}

/** Outlives the database, which a removed phone has no longer. */
const removedKey = 'doorstep-removed';
const minute = 60_000;
const jobsAfter = 10 * minute;
/** Bytes: below this, photos are refused so that words still fit. */
const spareBytes = 50 * 1024 * 1024;

/** The phone in the van: what it keeps, what it sends, and who holds it. Screens call it and show its snapshot. */
export class Phone {
  snapshot: Snapshot = {
    storage: 'opening',
    signedIn: null,
    signingIn: 'no',
    jobs: null,
    checking: false,
    entries: [],
    drafts: [],
    sending: { reach: 'unknown', now: null, lastTryAt: null, nextTryAt: null },
    contact: null,
    removed: null,
    phone: null,
  };
  private store: Store | undefined;
  private outbox: Outbox | undefined;
  private readonly listeners = new Set<() => void>();
  private stopWatching: () => void = () => undefined;
  private link: string | undefined;
  private round: Promise<void> | undefined;
  private again: 'no' | 'by-itself' | 'by-tap' = 'no';
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Drafts are written one after another, and a save after the drafts before it. */
  private writing: Promise<unknown> = Promise.resolve();
  private jobsPulledAt: number | undefined;

  constructor(
    private readonly service: VisitService,
    private readonly clock: () => number,
    private readonly appVersion: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param link What stood behind `#` in the address, or nothing. */
  async start(link: string): Promise<void> {
    const removed = localStorage.getItem(removedKey);
    if (removed !== null && link === '') {
      this.show({ removed: Number(removed) });
      return;
    }
    localStorage.removeItem(removedKey);
    await this.open();
    if (link !== '') await this.signIn(link);
    else void this.bringJobs(false);
    void this.send();
  }

  private async open(): Promise<void> {
    const store = await Store.open().catch(() => undefined);
    if (!store) {
      this.show({ storage: 'unavailable' });
      return;
    }
    this.store = store;
    this.outbox = new Outbox({
      store,
      service: this.service,
      clock: this.clock,
      chance: Math.random,
      credentials: () => {
        const { signedIn } = this.snapshot;
        return signedIn && { session: signedIn.session, phone: signedIn.phoneCredential };
      },
      onSending: (sending) => this.show({ sending }),
      onContact: async (offset) => {
        const contact = { at: this.clock(), offset };
        this.show({ contact });
        await store.keep('contact', contact);
      },
      beforeHandOver: () => this.saveDrafts(),
      asCorrection: (row) => this.replaceWithCorrection(row),
    });
    const [signedIn, jobs, contact, phone, drafts] = await Promise.all([
      store.value('signed-in') as Promise<SignedIn | undefined>,
      store.value('jobs') as Promise<readonly VisitJob[] | undefined>,
      store.value('contact') as Promise<Contact | undefined>,
      store.value('phone') as Promise<ThisPhone | undefined>,
      store.drafts() as Promise<Draft[]>,
    ]);
    // Nothing may say that all is sent before it is known what there is.
    await new Promise<void>((resolve) => {
      this.stopWatching = store.watch((entries) => {
        this.show({ entries });
        resolve();
      });
    });
    const known = phone ?? { id: crypto.randomUUID(), name: '' };
    if (!phone) await store.keep('phone', known);
    this.show({
      storage: 'ready',
      signedIn: signedIn ?? null,
      contact: contact ?? null,
      phone: known,
      drafts,
    });
    this.show({ jobs: jobs ? this.current(jobs) : null });
    await store.sweep(this.clock());
    await this.measure();
  }

  /** Opens a draft without writing it: one with nothing in it is not worth keeping. */
  begin(draft: Draft): void {
    const others = this.snapshot.drafts.filter(({ id }) => id !== draft.id);
    this.show({ drafts: [...others, draft] });
  }

  /** Puts a draft by, at every tap. */
  keepDraft(draft: Draft): void {
    this.begin(draft);
    // What cannot be put by now is still on the screen, and saving says so when it cannot.
    void this.inTurn(() => this.store?.keep(`draft ${draft.id}`, draft) ?? Promise.resolve()).catch(() => undefined);
  }

  async dropDraft(id: string): Promise<void> {
    await this.inTurn(() => this.store?.dropDraft(id) ?? Promise.resolve());
    this.show({ drafts: this.snapshot.drafts.filter((draft) => draft.id !== id) });
  }

  /**
   * Keeps a visit on this phone.
   * @returns whether it is on the disk. When not, the draft still stands.
   */
  async save(draft: Draft, what: VisitEntry['what'], routing: VisitEntry['routing'] = null): Promise<boolean> {
    const { store } = this;
    if (!store) return false;
    try {
      await this.inTurn(async () => {
        const photos = what === 'raised' ? [] : draft.photos;
        for (const { id } of photos) await store.dropPhoto(id);
        await store.save(entryFrom(draft, what, routing, this.moment()));
      });
    } catch {
      return false;
    }
    this.show({ drafts: this.snapshot.drafts.filter(({ id }) => id !== draft.id) });
    void navigator.storage.persist().catch(() => false);
    void this.measure();
    void this.send();
    return true;
  }

  /**
   * Puts a photo beside a draft, made small.
   * @returns the draft with it; undefined when it could not be read or kept.
   */
  async addPhoto(draft: Draft, photo: Blob): Promise<Draft | undefined> {
    const { store } = this;
    if (!store) return undefined;
    try {
      const bytes = await shrunk(photo);
      const row = { id: v7(), entryId: draft.id, sha256: await sha256(bytes), size: bytes.byteLength };
      await store.addPhoto(row, bytes);
      await this.measure();
      return { ...draft, photos: [...draft.photos, { id: row.id, sha256: row.sha256, bytes: row.size }] };
    } catch {
      return undefined;
    }
  }

  async dropPhoto(id: string): Promise<void> {
    await this.store?.dropPhoto(id);
  }

  async retryPhoto(id: string): Promise<void> {
    await this.store?.retryPhoto(id);
    await this.send(true);
  }

  /** Sends what the service knows otherwise as a further entry that puts the first right. */
  async sendAsCorrection(id: string): Promise<void> {
    const row = (await this.store?.unsent())?.find((one) => one.id === id);
    if (row) await this.replaceWithCorrection(row);
    await this.send(true);
  }

  /** Hand-offs that the words suggest; none without signal, and none after a second and a half. */
  async match(words: string): Promise<readonly RouteOffer[]> {
    const { signedIn, sending } = this.snapshot;
    if (!signedIn?.session || sending.reach !== 'here' || !navigator.onLine) return [];
    return this.service.match(signedIn.session, words);
  }

  /**
   * Says at once that a policy does not fit. It is never put by on this phone: it would stand beside the visit there.
   * Sent again with its key it is the same.
   */
  async sayPolicyClash(key: string, clash: VisitPolicyClash): Promise<'kept' | 'names' | 'not-kept'> {
    const { signedIn } = this.snapshot;
    if (!signedIn?.session) return 'not-kept';
    const answer = await this.service.sayPolicyClash(signedIn.session, key, clash);
    if (answer.is === 'refused' && answer.status === 400) return 'names';
    return answer.is === 'ok' ? 'kept' : 'not-kept';
  }

  /** Sends what waits. Asked again while it sends, it goes round once more; resolves when it has come to rest. */
  send(byTap = false): Promise<void> {
    if (this.round) {
      this.again = byTap || this.again === 'by-tap' ? 'by-tap' : 'by-itself';
      return this.round;
    }
    this.round = this.goRound(byTap).finally(() => {
      this.round = undefined;
    });
    return this.round;
  }

  private async goRound(byTap: boolean): Promise<void> {
    const { outbox, store } = this;
    if (!outbox || !store) return;
    clearTimeout(this.timer);
    let ended: Ended = 'done';
    let tapped = byTap;
    do {
      this.again = 'no';
      ended = await this.sendOnce(outbox, store, tapped);
      tapped = this.rings('by-tap');
    } while (ended !== 'removed' && (tapped || this.rings('by-itself')));
    if (ended === 'removed') return;
    const next = (ended === 'elsewhere' ? this.clock() + 5_000 : outbox.nextTryAt) ?? Infinity;
    const wait = Math.min(Math.max(next - this.clock(), 250), minute);
    this.timer = setTimeout(() => void this.send(), wait);
  }

  private async sendOnce(outbox: Outbox, store: Store, byTap: boolean): Promise<Ended> {
    try {
      const waiting = (await store.unsent()).length;
      const ended = await outbox.send(byTap);
      if (ended === 'signed-out') await this.endSession();
      if (ended === 'removed') await this.forgetEverything(waiting);
      if (ended === 'done') {
        await store.sweep(this.clock());
        await this.bringJobs(false);
      }
      return ended;
    } catch {
      // The database would not be read just now; the next round tries again.
      return 'done';
    }
  }

  /** Whether it was asked again meanwhile, and how. */
  private rings(how: 'by-itself' | 'by-tap'): boolean {
    return this.again === how;
  }

  /** @param isAsked By a person, so also when they were brought a moment ago. */
  async bringJobs(isAsked: boolean): Promise<void> {
    const { signedIn } = this.snapshot;
    if (this.link !== undefined) return this.signIn(this.link);
    if (!this.store) return;
    if (!signedIn?.session) {
      if (isAsked) this.show({ signingIn: 'no-link' });
      return;
    }
    if (!isAsked && this.clock() - (this.jobsPulledAt ?? 0) < jobsAfter) return;
    this.show({ checking: true });
    const answer = await this.service.jobs(signedIn.session);
    if (answer.is === 'ok') {
      this.jobsPulledAt = this.clock();
      const jobs = this.current(answer.body.items);
      this.show({ jobs });
      await this.store.keep('jobs', answer.body.items);
    }
    this.show({ checking: false });
    if (answer.is === 'refused' && (answer.status === 401 || answer.status === 403)) await this.endSession();
  }

  /** With a link that can be used once; without signal it waits for the next try. */
  private async signIn(link: string): Promise<void> {
    const { phone } = this.snapshot;
    if (!phone) return;
    this.link = link;
    this.show({ signingIn: 'trying' });
    const answer = await this.service.signIn({
      link,
      phone: { id: phone.id, ...(phone.name && { name: phone.name }), appVersion: this.appVersion },
    });
    if (answer.is === 'ok') {
      this.link = undefined;
      this.show({ signedIn: answer.body, signingIn: 'no' });
      await this.store?.keep('signed-in', answer.body);
      await this.bringJobs(true);
      void this.send(true);
    } else if (answer.is === 'none' || answer.status >= 500 || answer.status === 429) {
      this.show({ signingIn: 'no-signal' });
    } else {
      this.link = undefined;
      this.show({ signingIn: 'used' });
    }
  }

  /** Ends the shift here: the jobs and what was sent go, what was saved stays until it is sent. */
  async signOut(): Promise<void> {
    await this.endSession();
    await this.store?.forgetSent();
    await this.store?.forget('jobs');
    this.show({ jobs: null });
  }

  /** As the operative calls it. */
  async rename(name: string): Promise<void> {
    const { phone } = this.snapshot;
    if (!phone) return;
    const renamed = { ...phone, name };
    this.show({ phone: renamed });
    await this.store?.keep('phone', renamed);
  }

  /** What waits, as a file for a manager. */
  async copy(): Promise<SavedCopy> {
    const { store } = this;
    const entries: unknown[] = [];
    for (const row of (await store?.unsent()) ?? []) {
      entries.push({ id: row.id, bodyHash: row.bodyHash, body: await store?.bodyOf(row.id) });
    }
    const photos: unknown[] = [];
    const waiting = this.snapshot.entries.flatMap((entry) => entry.photos);
    for (const { id, entryId, sha256: hash } of waiting) {
      const bytes = await store?.picture(id);
      if (bytes) photos.push({ id, entryId, sha256: hash, bytes: base64(bytes.buffer) });
    }
    return sealedCopy({ phone: this.snapshot.phone?.id, appVersion: this.appVersion, entries, photos });
  }

  /** The visit to go on with, or a fresh one. */
  draftOf(job: VisitJob | null): Draft {
    const begun = this.snapshot.drafts.find((draft) => job && draft.jobId === job.id && draft.corrects === null);
    return begun ?? draftFor(job, this.clock());
  }

  private async saveDrafts(): Promise<void> {
    for (const draft of this.snapshot.drafts) {
      if (saysSomething(draft)) await this.store?.save(entryFrom(draft, 'raised', null, this.moment()));
    }
    this.show({ drafts: [] });
  }

  private async replaceWithCorrection(row: EntryRow): Promise<void> {
    const { store } = this;
    const body = await store?.bodyOf(row.id);
    if (!store || body === undefined) return;
    const entry = JSON.parse(body) as VisitEntry;
    const id = correctionOf({ ...draftFor(null, this.clock()), id: row.id }).id;
    const line = await store.lineOf(row);
    await store.replace(row.id, {
      id,
      lane: laneOf(entry.topics),
      savedAt: this.clock(),
      line,
      body: { ...entry, id, corrects: row.id },
    });
  }

  private async endSession(): Promise<void> {
    const { signedIn } = this.snapshot;
    if (!signedIn?.session) return;
    const over = { ...signedIn, session: null };
    this.show({ signedIn: over });
    await this.store?.keep('signed-in', over);
  }

  private async forgetEverything(handedOver: number): Promise<void> {
    localStorage.setItem(removedKey, String(handedOver));
    this.stopWatching();
    await this.store?.wipe();
    this.store = undefined;
    this.outbox = undefined;
    this.show({ removed: handedOver, jobs: null, signedIn: null, entries: [], drafts: [], phone: null });
  }

  private async measure(): Promise<void> {
    const { usage = 0, quota = Infinity } = await navigator.storage.estimate().catch(() => ({}) as StorageEstimate);
    if (this.store) this.show({ storage: quota - usage < spareBytes ? 'nearly-full' : 'ready' });
  }

  private current(jobs: readonly VisitJob[]): readonly VisitJob[] {
    // The service's clock, as far as it is known: a phone may be years out.
    const today = dayInLondon(this.clock() + (this.snapshot.contact?.offset ?? 0));
    return jobs.filter(({ startsAt }) => dayInLondon(Date.parse(startsAt)) >= today);
  }

  private moment(): Moment {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const clockOffset = this.snapshot.contact?.offset ?? null;
    return { now: this.clock(), timeZone, clockOffset, appVersion: this.appVersion };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.writing.then(work);
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private show(part: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const listener of this.listeners) listener();
  }
}
