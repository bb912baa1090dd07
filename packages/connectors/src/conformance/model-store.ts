import type { CanonicalRecord } from '@doorstep/domain';

import type { Connector, ConnectorContext, Message, StreamSpec } from '../contract.js';
import { tooManyGone } from '../too-many-gone.js';

export interface StoredRecord {
  readonly hash: string;
  readonly rowHash: string | undefined;
  readonly record: CanonicalRecord;
}

interface Pass {
  readonly isFull: boolean;
  readonly seen: Set<string>;
  isComplete: boolean;
}

interface ModelStream {
  readonly records: Map<string, StoredRecord>;
  /** Key and reason of rows that could not be understood. */
  readonly held: Map<string, string>;
  /** Keys that turned out to be another's, with that other. */
  readonly mergedInto: Map<string, string>;
  readonly erased: Set<string>;
  state: unknown;
  pass: Pass | null;
}

export interface RunOptions {
  /** Begins every stream at its start. */
  readonly full?: boolean;
  /** One stream alone; else all that are read, parents first. */
  readonly only?: string;
  /** The run is killed after so many messages: what belongs to no STATE is lost. */
  readonly dieAfter?: number;
  /** Called when a page was written. */
  readonly afterPage?: (stream: string, pages: number) => Promise<void>;
}

export interface RunOutcome {
  /** Every stream came to its end. */
  readonly isComplete: boolean;
  readonly wasKilled: boolean;
  /** Records that were added, changed or removed. */
  readonly changes: number;
  /** Streams whose missing records were held back. */
  readonly alarms: readonly string[];
  readonly messages: readonly Message[];
}

/** Streams whose next pass goes on where the last ended. */
export function isIncremental({ cursor }: StreamSpec): boolean {
  return cursor.kind !== 'none' && cursor.kind !== 'scan';
}

/** Whether what a complete pass from the start did not see is gone. */
export function sweeps({ deletes }: StreamSpec): boolean {
  return deletes === 'snapshot-diff' || deletes === 'unseen' || deletes === 'tombstones';
}

/** The streams that are read, parents before children. */
export function readOrder(streams: readonly StreamSpec[]): readonly StreamSpec[] {
  const waiting = streams.filter((one) => one.access === 'read');
  const done: StreamSpec[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex((one) => one.dependsOn.every((parent) => done.some((other) => other.name === parent)));
    if (at < 0) throw new Error('The streams depend on each other in a circle, or on one that is not read.');
    done.push(...waiting.splice(at, 1));
  }
  return done;
}

/**
 * What the engine does with a connector's messages, in memory and in few lines: pages as transactions, passes that go on
 * where they were killed, deletes behind a guard, held rows tried again. What the real engine does more of (contacts,
 * audit, the clock) no connector can tell apart.
 */
export class ModelStore {
  private readonly streams = new Map<string, ModelStream>();

  constructor(
    private readonly connector: Connector,
    private readonly configuration: unknown,
    private readonly context: ConnectorContext,
  ) {
    for (const { name } of connector.spec.streams) {
      this.streams.set(name, {
        records: new Map(),
        held: new Map(),
        mergedInto: new Map(),
        erased: new Set(),
        state: undefined,
        pass: null,
      });
    }
  }

  clone(): ModelStore {
    const copy = new ModelStore(this.connector, this.configuration, this.context);
    for (const [name, { records, held, mergedInto, erased, state, pass }] of this.streams) {
      copy.streams.set(name, {
        records: new Map(records),
        held: new Map(held),
        mergedInto: new Map(mergedInto),
        erased: new Set(erased),
        state,
        pass: pass && { ...pass, seen: new Set(pass.seen) },
      });
    }
    return copy;
  }

  stream(name: string): ModelStream {
    const found = this.streams.get(name);
    if (found === undefined) throw new RangeError(`There is no stream ${name}.`);
    return found;
  }

  /** Stream → key → hash, for comparing two stores. */
  hashes(only?: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
    const all: Record<string, Record<string, string>> = {};
    for (const [name, { records }] of this.streams) {
      if (only !== undefined && name !== only) continue;
      const keys = [...records.keys()].sort();
      all[name] = Object.fromEntries(keys.map((key) => [key, records.get(key)?.hash ?? '']));
    }
    return all;
  }

  async run(options: RunOptions = {}): Promise<RunOutcome> {
    const run = new ModelRun(options);
    for (const spec of readOrder(this.connector.spec.streams)) {
      if (options.only !== undefined && spec.name !== options.only) continue;
      await this.readStream(spec, run, options.full === true);
      if (run.wasKilled) break;
    }
    return run;
  }

  private async readStream(spec: StreamSpec, run: ModelRun, full: boolean): Promise<void> {
    const stream = this.stream(spec.name);
    await this.retryHeld(spec, stream, run);
    const goesOn = stream.pass !== null && !stream.pass.isComplete && !full;
    if (!goesOn) {
      const isFull = full || !isIncremental(spec) || stream.state === undefined;
      if (isFull) stream.state = undefined;
      stream.pass = { isFull, seen: new Set(), isComplete: false };
    }
    const outcome = await this.readPass(spec, stream, run);
    if (outcome !== 'resync') return;
    stream.state = undefined;
    stream.pass = { isFull: true, seen: new Set(), isComplete: false };
    await this.readPass(spec, stream, run);
  }

  private async readPass(spec: StreamSpec, stream: ModelStream, run: ModelRun): Promise<'read' | 'resync'> {
    let page: Message[] = [];
    let pages = 0;
    let ended: 'COMPLETE' | 'INCOMPLETE' | null = null;
    let isResync = false;
    const context: ConnectorContext = {
      ...this.context,
      unchanged: async (rows) =>
        new Set(rows.filter(({ key, hash }) => isKnown(stream, key, hash)).map(({ key }) => key)),
    };
    for await (const message of this.connector.read(this.configuration, spec.name, stream.state, context)) {
      if (ended !== null) throw new Error(`${message.type} came after the end of ${spec.name}.`);
      run.took(message);
      if (run.wasKilled) return 'read';
      if (message.stream !== spec.name) throw new Error(`${spec.name} told of ${message.stream}.`);
      if (message.type === 'STATE') {
        const told = page.filter((one) => one.type === 'RECORD').length;
        if (message.recordsSince !== told)
          throw new Error(`A state of ${spec.name} counts ${message.recordsSince} records where ${told} came.`);
        for (const one of page) this.apply(one, stream, run);
        // As the database would keep it.
        stream.state = JSON.parse(JSON.stringify(message.state)) as unknown;
        page = [];
        pages++;
        await run.options.afterPage?.(spec.name, pages);
      } else if (message.type === 'RESYNC_REQUIRED') isResync = true;
      else if (message.type === 'STATUS') ended = message.status === 'STARTED' ? null : message.status;
      else page.push(message);
    }
    if (ended === null) throw new Error(`${spec.name} ended without a STATUS.`);
    if (page.some((one) => one.type === 'RECORD') && ended === 'COMPLETE')
      throw new Error(`Records of ${spec.name} belong to no STATE, so nobody knows where they end.`);
    for (const one of page) if (one.type === 'PROBLEM' && one.key !== null) stream.held.set(one.key, one.code);
    if (isResync) {
      if (ended !== 'INCOMPLETE' || pages > 0) throw new Error(`${spec.name} went on after it asked to be read anew.`);
      return 'resync';
    }
    if (ended === 'COMPLETE' && stream.pass !== null) this.complete(spec, stream, stream.pass, run);
    else run.incomplete.push(spec.name);
    return 'read';
  }

  private complete(spec: StreamSpec, stream: ModelStream, pass: Pass, run: ModelRun): void {
    pass.isComplete = true;
    if (!pass.isFull || !sweeps(spec)) return;
    const gone = [...stream.records.keys()].filter((key) => !pass.seen.has(key));
    if (tooManyGone(gone.length, stream.records.size)) {
      run.alarms.push(spec.name);
      return;
    }
    for (const key of gone) if (stream.records.delete(key)) run.changes++;
  }

  private async retryHeld(spec: StreamSpec, stream: ModelStream, run: ModelRun): Promise<void> {
    if (spec.rereads !== true || !isIncremental(spec) || stream.held.size === 0) return;
    const keys = [...stream.held.keys()];
    for await (const message of this.connector.hydrate(this.configuration, spec.name, keys, this.context)) {
      run.took(message);
      if (run.wasKilled) return;
      this.apply(message, stream, run);
    }
  }

  private apply(message: Message, stream: ModelStream, run: ModelRun): void {
    switch (message.type) {
      case 'RECORD': {
        const { key, hash, record, rowHash } = message;
        stream.pass?.seen.add(key);
        stream.held.delete(key);
        if (stream.erased.has(key)) return;
        stream.mergedInto.delete(key);
        const before = stream.records.get(key);
        stream.records.set(key, { hash, record, rowHash });
        if (before?.hash !== hash) run.changes++;
        return;
      }
      case 'PROBLEM':
        if (message.key === null) return;
        stream.pass?.seen.add(message.key);
        stream.held.set(message.key, message.code);
        return;
      case 'SEEN':
        for (const key of message.keys) stream.pass?.seen.add(key);
        return;
      case 'DELETE':
        stream.held.delete(message.key);
        if (stream.records.delete(message.key)) run.changes++;
        return;
      case 'MERGE':
        if (message.from.includes(message.into)) throw new Error('A record was merged into itself.');
        for (const key of message.from) {
          stream.mergedInto.set(key, message.into);
          if (stream.records.delete(key)) run.changes++;
        }
        return;
      case 'SPLIT':
        for (const key of message.into) stream.mergedInto.delete(key);
        if (!message.into.includes(message.from) && stream.records.delete(message.from)) run.changes++;
        return;
      case 'ERASE':
        stream.erased.add(message.key);
        if (stream.records.delete(message.key)) run.changes++;
        return;
      default:
    }
  }
}

/** Whether the record that is kept was made of just this row. */
function isKnown({ records, held }: ModelStream, key: string, rowHash: string): boolean {
  return records.get(key)?.rowHash === rowHash && !held.has(key);
}

class ModelRun implements RunOutcome {
  readonly messages: Message[] = [];
  readonly alarms: string[] = [];
  readonly incomplete: string[] = [];
  changes = 0;
  wasKilled = false;

  constructor(readonly options: RunOptions) {}

  get isComplete(): boolean {
    return !this.wasKilled && this.incomplete.length === 0;
  }

  took(message: Message): void {
    this.messages.push(message);
    this.wasKilled = this.messages.length === this.options.dieAfter;
  }
}
