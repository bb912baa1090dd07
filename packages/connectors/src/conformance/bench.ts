import type { Connector, ConnectorContext, FetchedText, Message, StreamSpec } from '../contract.js';
import { recordHash } from '../record-hash.js';

import { faultOfShape } from './canonical-shape.js';
import type { ConformanceSource, Fault, FaultEffect } from './conformance-source.js';
import { ModelStore, readOrder, type RunOptions, type RunOutcome } from './model-store.js';

/** Numbers that look thrown and come again with the same seed (mulberry32), 0 up to 1. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fails a check: `what` is a sentence that says what was found. */
export function demand(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

const mostRuns = 4;

/** One connector before one source, and what every check does with them. Everything that is said is listened to. */
export class Bench {
  readonly configuration: unknown;
  readonly context: ConnectorContext;
  readonly abort = new AbortController();
  /** Requests of any kind since the bench was set up. */
  requests = 0;
  /** Set to change an answer on its way in. */
  onAnswer: (answer: FetchedText, url: string) => FetchedText = (answer) => answer;
  private readonly secrets: readonly string[];
  private readonly origins: ReadonlySet<string>;

  constructor(
    readonly connector: Connector,
    readonly source: ConformanceSource,
    readonly random: () => number,
    configuration: Readonly<Record<string, unknown>> = source.configuration,
  ) {
    this.configuration = connector.configure(configuration);
    const properties = (connector.spec.configuration['properties'] ?? {}) as Record<string, { 'x-secret'?: boolean }>;
    this.secrets = Object.keys(properties)
      .filter((name) => properties[name]?.['x-secret'] === true)
      .map((name) => String(configuration[name] ?? ''))
      .filter((value) => value !== '');
    const urls = [...Object.values(configuration), ...(source.origins ?? [])].map(String);
    this.origins = new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin));
    this.context = this.contextOf(source, configuration);
  }

  get readStreams(): readonly StreamSpec[] {
    return readOrder(this.connector.spec.streams);
  }

  store(): ModelStore {
    const { read, hydrate } = this.connector;
    const listened: Connector = {
      ...this.connector,
      read: (config, stream, state, context) =>
        this.listen(read.call(this.connector, config, stream, state, context), stream),
      hydrate: (config, stream, keys, context) =>
        this.listen(hydrate.call(this.connector, config, stream, keys, context), stream),
    };
    return new ModelStore(listened, this.configuration, this.context);
  }

  /** A store with everything the source has. */
  async loaded(only?: string): Promise<ModelStore> {
    const store = this.store();
    await this.settle(store, only === undefined ? {} : { only });
    return store;
  }

  /** Runs until every stream came to its end, four times at most. Answers the last run. */
  async settle(store: ModelStore, options: RunOptions = {}): Promise<RunOutcome> {
    for (let run = 1; run <= mostRuns; run++) {
      const outcome = await store.run(run === 1 ? options : { ...options, full: false });
      if (outcome.isComplete) return outcome;
    }
    throw new Error(`Nothing is wrong with the source, and ${mostRuns} runs did not come to the end.`);
  }

  /** Fails unless a store holds what a fresh read of the source holds, and the source's own keys. */
  async demandEqual(store: ModelStore, only?: string): Promise<void> {
    const fresh = (await this.loaded(only)).hashes(only);
    const kept = store.hashes(only);
    for (const { name } of this.readStreams) {
      if (only !== undefined && name !== only) continue;
      const [theirs = {}, ours = {}] = [fresh[name], kept[name]];
      const missing = Object.keys(theirs).filter((key) => ours[key] === undefined);
      const extra = Object.keys(ours).filter((key) => theirs[key] === undefined);
      const stale = Object.keys(theirs).filter((key) => ours[key] !== undefined && ours[key] !== theirs[key]);
      demand(
        missing.length + extra.length + stale.length === 0,
        `${name}: ${missing.length} missing (${missing.slice(0, 3).join(', ')}), ${extra.length} too many (${extra.slice(0, 3).join(', ')}), ${stale.length} stale (${stale.slice(0, 3).join(', ')}).`,
      );
      const truth = [...(await this.source.keys(name))].sort();
      const found = Object.keys(theirs).sort();
      demand(
        JSON.stringify(truth) === JSON.stringify(found),
        `${name}: the source has ${truth.length} records and ${found.length} came (${difference(truth, found)}).`,
      );
    }
  }

  faultsOf(stream: string, ...effects: readonly FaultEffect[]): readonly Fault[] {
    return this.source.faults.filter(
      (fault) => effects.includes(fault.effect) && (fault.streams?.includes(stream) ?? true),
    );
  }

  /** Every message as it comes: no secret in it, a right hash, a record of the canonical shape, a key of its own. */
  async *listen(messages: AsyncIterable<Message>, stream: string): AsyncGenerator<Message> {
    for await (const message of messages) {
      const said = JSON.stringify(message);
      demand(!this.secrets.some((secret) => said.includes(secret)), `A secret stands in ${message.type} of ${stream}.`);
      if (message.type === 'RECORD') {
        const { key, record, hash } = message;
        const fault = faultOfShape(record);
        demand(fault === null, `A record of ${stream} is not of the canonical shape: ${fault}.`);
        demand(hash === recordHash(record), `A hash of ${stream} is not recordHash of its record.`);
        const spec = this.connector.spec.streams.find(({ name }) => name === stream);
        demand(record.entity === spec?.entity, `${stream} declares ${spec?.entity} and sent ${record.entity}.`);
        const isRead = spec?.access === 'read';
        demand(!isRead || key === record.reference.id, `A key of ${stream} is not the id of its record.`);
      }
      if (message.type === 'PROBLEM') {
        demand(
          (message.raw?.length ?? 0) <= 2000,
          `What is held of a row of ${stream} is longer than 2,000 characters.`,
        );
        demand(/^[^\n]{5,400}$/.test(message.message), `A problem of ${stream} has no sentence for an administrator.`);
      }
      yield message;
    }
  }

  private contextOf(source: ConformanceSource, configuration: Readonly<Record<string, unknown>>): ConnectorContext {
    const { ports, mapping, now } = source;
    const { get, send, sql, files } = { ...ports, ...source.portsOf?.(configuration) };
    const goingTo = (url: string): void => {
      this.requests++;
      demand(
        this.origins.has(new URL(url).origin),
        'The connector asked an address that stands nowhere in its configuration.',
      );
    };
    const none = () => Promise.reject(new Error('The source was started without HTTP.'));
    return {
      get: async (request) => {
        goingTo(request.url);
        return this.onAnswer(await (get ?? none)(request), request.url);
      },
      send: async (request) => {
        goingTo(request.url);
        return (send ?? none)(request);
      },
      sql: sql
        ? {
            driver: sql.driver,
            quote: (name) => sql.quote(name),
            rows: (query) => {
              this.requests++;
              return sql.rows(query);
            },
          }
        : null,
      files: files ?? null,
      now: now ?? (() => new Date()),
      mapping: mapping ?? this.connector.defaultMapping,
      signal: this.abort.signal,
      kept: new Map(),
    };
  }
}

function difference(some: readonly string[], others: readonly string[]): string {
  const only = [...some.filter((key) => !others.includes(key)), ...others.filter((key) => !some.includes(key))];
  return `the difference is ${only.slice(0, 3).join(', ')}`;
}
