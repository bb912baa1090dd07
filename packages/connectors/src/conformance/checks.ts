import { ConfigurationProblem, type Connector, type Message, type StreamSpec, type ValueMapping } from '../contract.js';

import { Bench, demand } from './bench.js';
import type { ConformanceSource, FaultEffect } from './conformance-source.js';
import { isIncremental, type ModelStore, readOrder } from './model-store.js';

/** One thing that every connector has to do. `run` throws a sentence. */
export interface Check {
  readonly name: string;
  /** Why it says nothing about this connector; `null` where it does. */
  readonly beside?: (connector: Connector) => string | null;
  /** `rounds`: how often what is thrown is thrown. */
  readonly run: (bench: Bench, rounds: number) => Promise<void>;
}

/** How often what is thrown is thrown where nothing is to be left to chance. */
export const manyRounds = 50;

const forbiddenFields = [
  'nationalInsuranceNumber',
  'nationalInsuranceNo',
  'ni_number',
  'niNumber',
  'bankAccount',
  'bank_account_number',
  'sortCode',
  'visa_number',
  'visa',
  'creditScore',
  'lastest_credit_score',
  'TaxId',
  'taxId',
];

/** A change that the next run notices by the stream's own cursor. */
function noticesChanges({ cursor }: StreamSpec): boolean {
  return cursor.kind !== 'id-feed' && !(cursor.kind === 'modified-since' && cursor.moves === 'create-only');
}

function hashOf(store: ModelStore, stream: string, key: string): string | undefined {
  return store.hashes(stream)[stream]?.[key];
}

function streamsWith({ spec }: Connector, ...kinds: readonly string[]): readonly StreamSpec[] {
  return readOrder(spec.streams).filter(({ cursor }) => kinds.includes(cursor.kind));
}

/** How many rows of a stream came, whether or not they had to be understood. */
function cameOf(messages: readonly Message[], stream: string): number {
  let came = 0;
  for (const message of messages) {
    if (message.stream !== stream) continue;
    if (message.type === 'RECORD') came++;
    if (message.type === 'SEEN' && message.areRead === true) came += message.keys.length;
  }
  return came;
}

/** Says what a test has to give where it gives nothing. */
function hook<Name extends keyof ConformanceSource>(bench: Bench, name: Name): NonNullable<ConformanceSource[Name]> {
  const found = bench.source[name];
  demand(
    found !== undefined,
    `The source has no ${name}. Write one, or skip this check with the reason why there is none.`,
  );
  return (typeof found === 'function' ? found.bind(bench.source) : found) as NonNullable<ConformanceSource[Name]>;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The rows that were held. */
function heldOf(messages: readonly Message[]) {
  return messages.flatMap((one) => (one.type === 'PROBLEM' && one.key !== null ? [one] : []));
}

function demandFaults(bench: Bench, effect: FaultEffect): void {
  demand(
    bench.source.faults.some((fault) => fault.effect === effect),
    `The source has no fault that ${effect}. Add one, or skip this check with the reason why there is none.`,
  );
}

/**
 * Strikes every fault of one kind, stream by stream, on a later read and on a first one; then the store must be right.
 * Few `rounds`: the first stream and the first fault are struck on both, each of the rest on one of the two, whichever
 * is thrown.
 */
async function throughFaults(
  bench: Bench,
  effect: FaultEffect,
  rounds: number,
  look: (messages: readonly Message[], stream: StreamSpec, fault: string) => void,
): Promise<void> {
  demandFaults(bench, effect);
  let struck = 0;
  for (const spec of bench.readStreams) {
    const { name } = spec;
    const faults = bench.faultsOf(name, effect);
    if (faults.length === 0) continue;
    const good = await bench.loaded(name);
    const wanted = good.hashes(name)[name] ?? {};
    for (const fault of faults) {
      const strike = () => bench.source.strike(fault.name, name);
      const healed = async (store: ModelStore): Promise<void> => {
        await bench.source.mend();
        await bench.settle(store, { only: name });
        if (isIncremental(spec)) await bench.settle(store, { only: name, full: true });
        // What disturbs may change the source as well.
        if (effect === 'disturbs') await bench.demandEqual(store, name);
        else
          demand(
            sameRecords(store.hashes(name)[name], wanted),
            `${fault.name}: afterwards ${name} is not what it was.`,
          );
        demand(store.stream(name).held.size === 0, `${fault.name}: a row of ${name} is still held.`);
      };
      const isBoth = rounds >= manyRounds || struck++ === 0;
      const isLater = isBoth || bench.random() < 0.5;
      if (isLater) {
        const later = good.clone();
        await strike();
        // From the start, so that what strikes a row has rows to strike.
        look((await later.run({ only: name, full: true })).messages, spec, fault.name);
        const vanished = Object.keys(wanted).filter((key) => hashOf(later, name, key) === undefined);
        demand(vanished.length === 0, `${fault.name}: ${vanished.length} records of ${name} disappeared.`);
        await healed(later);
      }
      if (isBoth || !isLater) {
        const first = bench.store();
        await first.run({ only: name, afterPage: async (_stream, page) => (page === 1 ? strike() : undefined) });
        await healed(first);
      }
    }
  }
}

function sameRecords(
  some: Readonly<Record<string, string>> = {},
  others: Readonly<Record<string, string>> = {},
): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** Plants a field beside the fields of every object of a JSON answer. */
function planted(value: unknown, canary: string): unknown {
  if (Array.isArray(value)) return value.map((one) => planted(one, canary));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([name, one]) => [name, planted(one, canary)]);
  return { ...Object.fromEntries(forbiddenFields.map((name) => [name, canary])), ...Object.fromEntries(inner) };
}

/** Wall clocks of the two nights, of summer and of winter, with the instant each is in a zone. */
const wallClocks: readonly (readonly [wall: string, zones: Readonly<Record<string, string>>])[] = [
  ['2026-01-15T09:00:00', { 'Europe/London': '2026-01-15T09:00:00.000Z', UTC: '2026-01-15T09:00:00.000Z' }],
  ['2026-06-01T09:00:00', { 'Europe/London': '2026-06-01T08:00:00.000Z', UTC: '2026-06-01T09:00:00.000Z' }],
  ['2026-03-29T00:30:00', { 'Europe/London': '2026-03-29T00:30:00.000Z', UTC: '2026-03-29T00:30:00.000Z' }],
  ['2026-03-29T02:30:00', { 'Europe/London': '2026-03-29T01:30:00.000Z', UTC: '2026-03-29T02:30:00.000Z' }],
  ['2026-10-25T00:30:00', { 'Europe/London': '2026-10-24T23:30:00.000Z', UTC: '2026-10-25T00:30:00.000Z' }],
  ['2026-10-25T01:30:00', { 'Europe/London': '2026-10-25T00:30:00.000Z', UTC: '2026-10-25T01:30:00.000Z' }],
  ['2026-10-25T02:30:00', { 'Europe/London': '2026-10-25T02:30:00.000Z', UTC: '2026-10-25T02:30:00.000Z' }],
];

export const checks: readonly Check[] = [
  {
    name: 'says of itself only what goes together',
    run: async ({ connector }) => {
      const { streams, writes } = connector.spec;
      readOrder(streams);
      const names = streams.map(({ name }) => name);
      demand(new Set(names).size === names.length, 'Two streams have one name.');
      for (const spec of streams) {
        const isSnapshot = spec.cursor.kind === 'none' || spec.cursor.kind === 'scan';
        demand(
          spec.dependsOn.every((one) => names.includes(one)),
          `${spec.name} depends on a stream there is none of.`,
        );
        demand(
          spec.deletes !== 'snapshot-diff' || isSnapshot,
          `${spec.name}: a pass that reads changes alone misses everything else.`,
        );
        demand(
          spec.access === 'hydrate' || !['unseen', 'tombstones'].includes(spec.deletes) || !isSnapshot,
          `${spec.name}: a pass that reads everything finds deletes by itself: snapshot-diff.`,
        );
        demand(
          spec.access === 'hydrate' || isSnapshot || spec.rereads === true,
          `${spec.name} is not read from its start each time, so held rows have to be read by key: rereads.`,
        );
        demand(
          spec.cursor.kind !== 'modified-since' || spec.cursor.overlapSeconds > 0 || spec.cursor.precision === 'day',
          `${spec.name}: rows become visible later than their time of change says, so the next read begins earlier.`,
        );
      }
      for (const kind of ['note', 'raise', 'task'] as const) {
        demand(
          writes[kind].can === (connector.write?.[kind] !== undefined),
          `What is said of writing a ${kind} is not so.`,
        );
      }
      for (const zone of Object.values(connector.defaultMapping.timeZones)) {
        demand(Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', `${zone} is no time zone.`);
      }
    },
  },
  {
    name: 'refuses a configuration it does not know, and marks the secrets in it',
    run: async ({ connector, source }) => {
      const { configuration } = connector.spec;
      const properties = configuration['properties'] as Readonly<Record<string, { 'x-secret'?: boolean }>>;
      demand(typeof properties === 'object', 'The schema of the configuration names no properties.');
      const telling = /key|token|secret|password/i;
      for (const [name, schema] of Object.entries(properties)) {
        const isFingerprint = /^(host|public)key/i.test(name);
        demand(!telling.test(name) || isFingerprint || schema['x-secret'] === true, `${name} is not marked x-secret.`);
      }
      const spoiled: unknown[] = [null, 7, [], {}, { ...source.configuration, unheardOf: 'canary-value' }];
      for (const name of Object.keys(source.configuration))
        spoiled.push({ ...source.configuration, [name]: { deep: 'canary-value' } });
      for (const one of spoiled) {
        try {
          connector.configure(one);
        } catch (error) {
          demand(error instanceof ConfigurationProblem, 'configure throws something else than a ConfigurationProblem.');
          demand(!error.message.includes('canary-value'), 'configure repeats a value.');
          continue;
        }
        throw new Error(`configure took ${JSON.stringify(one).slice(0, 60)}.`);
      }
    },
  },
  {
    name: 'checks a good system and finds it good',
    run: async (bench) => {
      const results = await all(bench.connector.check(bench.configuration, bench.context));
      demand(results.length > 0, 'check says nothing.');
      const failed = results.find(({ ok }) => !ok);
      demand(failed === undefined, `${failed?.name}: ${failed?.detail}`);
    },
  },
  {
    name: 'refuses wrong credentials once, and says so',
    run: async (bench) => {
      const wrong = new Bench(bench.connector, bench.source, bench.random, hook(bench, 'wrongCredentials'));
      const results = await all(wrong.connector.check(wrong.configuration, wrong.context));
      demand(
        results.some(({ ok }) => !ok),
        'check finds nothing wrong.',
      );
      for (const { name } of wrong.readStreams) {
        const before = wrong.requests;
        const run = await wrong.store().run({ only: name });
        const problem = run.messages.find((message) => message.type === 'PROBLEM');
        demand(problem?.code === 'no-permission' && !problem.retryable, `${name} does not say that it may not read.`);
        demand(!run.isComplete, `${name} is complete without having been read.`);
        demand(wrong.requests - before <= 3, `${name} asked ${wrong.requests - before} times.`);
      }
    },
  },
  {
    name: 'tells all there is, in the canonical shape',
    run: async (bench) => {
      const store = bench.store();
      const run = await bench.settle(store);
      await bench.demandEqual(store);
      for (const { name } of bench.readStreams) {
        demand(
          store.stream(name).records.size >= 20,
          `The source has fewer than 20 records in ${name}: too few to tell anything.`,
        );
        demand(store.stream(name).held.size === 0, `A row of ${name} is held that nothing is wrong with.`);
      }
      const pages = bench.readStreams.map(
        ({ name }) => run.messages.filter((one) => one.type === 'STATE' && one.stream === name).length,
      );
      demand(Math.max(...pages) > 2, 'No stream has more than two pages, so nothing is known of how they are turned.');
    },
  },
  {
    name: 'read again, nothing changes',
    run: async (bench) => {
      const store = await bench.loaded();
      const again = await bench.settle(store);
      demand(again.changes === 0, `${again.changes} records changed by themselves.`);
      for (const { name, cursor } of bench.readStreams) {
        const told = cameOf(again.messages, name);
        const isPosition = ['delta-token', 'rowversion', 'id-feed', 'replay'].includes(cursor.kind);
        demand(!isPosition || told === 0, `${name} has a position and told ${told} records again.`);
        demand(
          cursor.kind !== 'modified-since' || told < store.stream(name).records.size || cursor.precision === 'day',
          `${name} has a cursor and read everything again.`,
        );
      }
      const full = await bench.settle(store, { full: true });
      demand(full.changes === 0, `From the start, ${full.changes} records changed by themselves.`);
    },
  },
  {
    name: 'does not understand again what came just so before',
    run: async (bench) => {
      const store = await bench.loaded();
      const { messages } = await bench.settle(store, { full: true });
      for (const { name, entity } of bench.readStreams) {
        // What the host says about contacts and visits is not kept as it came, so nothing of it is known.
        if (entity === 'contact' || entity === 'appointment') continue;
        const kept = [...store.stream(name).records.values()];
        const anew = kept.filter(({ rowHash }) => rowHash === undefined).length;
        demand(anew < kept.length, `${name} tells of no record what row it was made of.`);
        const told = messages.filter((one) => one.type === 'RECORD' && one.stream === name).length;
        demand(told <= anew, `${name} told ${told} records again, of which ${anew} could be others by now.`);
      }
    },
  },
  {
    name: 'killed at any message and run again, it comes to the same',
    run: async (bench, rounds) => {
      const wanted = JSON.stringify((await bench.loaded()).hashes());
      const { length } = (await bench.settle(bench.store(), {})).messages;
      for (let round = 0; round < rounds; round++) {
        const store = round % 2 === 0 ? bench.store() : await bench.loaded();
        const deaths = 1 + Math.floor(bench.random() * 3);
        for (let death = 0; death < deaths; death++) {
          await store.run({ dieAfter: 1 + Math.floor(bench.random() * length), full: round % 2 === 1 && death === 0 });
        }
        await bench.settle(store);
        demand(
          JSON.stringify(store.hashes()) === wanted,
          `Round ${round + 1}: killed ${deaths} times, the store is another.`,
        );
      }
    },
  },
  {
    name: 'goes on from every state that it gave out',
    run: async (bench) => {
      for (const { name } of bench.readStreams) {
        const wanted = (await bench.loaded(name)).hashes(name);
        let pages = 0;
        await bench.store().run({ only: name, afterPage: async (_stream, count) => void (pages = count) });
        const stops = new Set(
          [1, 2, Math.ceil(pages / 2), pages - 1, pages].filter((page) => page >= 1 && page <= pages),
        );
        for (const stop of stops) {
          const store = bench.store();
          const killed = new Error('killed');
          try {
            await store.run({
              only: name,
              afterPage: async (_stream, page) => {
                if (page === stop) throw killed;
              },
            });
          } catch (error) {
            if (error !== killed) throw error;
          }
          await bench.settle(store, { only: name });
          demand(
            JSON.stringify(store.hashes(name)) === JSON.stringify(wanted),
            `${name}: gone on after page ${stop} of ${pages}, the store is another.`,
          );
        }
      }
    },
  },
  {
    name: 'takes a state that is not its own for the start',
    run: async (bench) => {
      for (const { name } of bench.readStreams) {
        const wanted = (await bench.loaded(name)).hashes(name);
        for (const state of [
          { v: 9999, at: 'elsewhere' },
          { v: 1 },
          'text',
          7,
          [],
          null,
          { v: 1, page: -1, cursor: { deep: true } },
        ]) {
          const store = bench.store();
          store.stream(name).state = state;
          store.stream(name).pass = { isFull: true, seen: new Set(), isComplete: false };
          await bench.settle(store, { only: name });
          demand(
            JSON.stringify(store.hashes(name)) === JSON.stringify(wanted),
            `${name}: from ${JSON.stringify(state)} it came to something else.`,
          );
        }
      }
    },
  },
  {
    name: 'sees a record that changed and one that is new',
    run: async (bench) => {
      const store = await bench.loaded();
      for (const spec of bench.readStreams) {
        const { name } = spec;
        const added = await bench.source.add(name);
        await bench.settle(store, { only: name });
        demand(hashOf(store, name, added) !== undefined, `${name}: a new record did not come.`);
        const changed = await bench.source.change(name);
        const before = hashOf(store, name, changed);
        await bench.settle(store, { only: name, full: !noticesChanges(spec) });
        demand(hashOf(store, name, changed) !== before, `${name}: a record that changed did not.`);
      }
      await bench.demandEqual(store);
    },
  },
  {
    name: 'sees a record that is gone, as it declares',
    run: async (bench) => {
      const store = await bench.loaded();
      for (const { name, deletes } of bench.readStreams) {
        if (deletes === 'none') continue;
        const gone = await bench.source.remove(name);
        const run = await bench.settle(store, { only: name, full: deletes === 'unseen' });
        demand(
          hashOf(store, name, gone) === undefined,
          `${name} declares ${deletes}, and a record that is gone is still there.`,
        );
        demand(run.alarms.length === 0, `${name}: one record gone raised an alarm.`);
      }
      await bench.demandEqual(store);
    },
  },
  {
    name: 'survives changes, additions and removals while it reads',
    run: async (bench) => {
      for (const spec of bench.readStreams) {
        const { name } = spec;
        const store = bench.store();
        let pages = 0;
        await store.run({
          only: name,
          afterPage: async () => {
            pages++;
            if (pages === 1) await bench.source.change(name);
            if (pages === 2 && spec.deletes !== 'none') await bench.source.remove(name);
            if (pages === 3) await bench.source.add(name);
          },
        });
        const needsAll = spec.deletes === 'unseen' || !noticesChanges(spec);
        await bench.settle(store, { only: name });
        await bench.settle(store, { only: name, full: needsAll });
        await bench.demandEqual(store, name);
      }
    },
  },
  {
    name: 'loses nothing where more rows than a page holds share one time of change',
    beside: (connector) =>
      streamsWith(connector, 'modified-since', 'rowversion').length > 0
        ? null
        : 'no stream goes by time of change or rowversion',
    run: async (bench) => {
      const tie = hook(bench, 'tie');
      for (const { name } of streamsWith(bench.connector, 'modified-since', 'rowversion')) {
        const before = await bench.loaded(name);
        await tie(name);
        await bench.settle(before, { only: name });
        await bench.demandEqual(before, name);
        await bench.demandEqual(await bench.loaded(name), name);
      }
    },
  },
  {
    name: 'is not led astray by a change that is dated ahead',
    beside: (connector) =>
      streamsWith(connector, 'modified-since').length > 0 ? null : 'no stream goes by time of change',
    run: async (bench) => {
      const changeDatedAhead = hook(bench, 'changeDatedAhead');
      for (const { name } of streamsWith(bench.connector, 'modified-since')) {
        const store = await bench.loaded(name);
        await changeDatedAhead(name);
        await bench.settle(store, { only: name });
        const changed = await bench.source.change(name);
        const before = hashOf(store, name, changed);
        await bench.settle(store, { only: name });
        demand(hashOf(store, name, changed) !== before, `${name}: a change dated ahead hid those after it.`);
        await bench.demandEqual(store, name);
      }
    },
  },
  {
    name: 'finds from the start what its cursor does not notice',
    beside: (connector) =>
      streamsWith(connector, 'modified-since').some(
        ({ cursor }) => cursor.kind === 'modified-since' && cursor.moves !== 'any-change',
      )
        ? null
        : 'every cursor notices every change',
    run: async (bench) => {
      const changeQuietly = hook(bench, 'changeQuietly');
      for (const { name, cursor } of streamsWith(bench.connector, 'modified-since')) {
        if (cursor.kind !== 'modified-since' || cursor.moves === 'any-change') continue;
        const store = await bench.loaded(name);
        const changed = await changeQuietly(name);
        const before = hashOf(store, name, changed);
        await bench.settle(store, { only: name, full: true });
        demand(hashOf(store, name, changed) !== before, `${name}: a quiet change was not even found from the start.`);
        await bench.demandEqual(store, name);
      }
    },
  },
  {
    name: 'asks to be read anew when its position is refused, and finds what is gone since',
    beside: (connector) =>
      streamsWith(connector, 'delta-token', 'replay').length > 0 ? null : 'no position that could expire',
    run: async (bench) => {
      const expire = hook(bench, 'expire');
      const store = await bench.loaded();
      const gone = new Map<string, string>();
      for (const { name, deletes } of streamsWith(bench.connector, 'delta-token', 'replay')) {
        if (deletes !== 'none') gone.set(name, await bench.source.remove(name));
        await bench.source.add(name);
      }
      await expire();
      const run = await bench.settle(store);
      for (const { name } of streamsWith(bench.connector, 'delta-token', 'replay')) {
        demand(
          run.messages.some((one) => one.type === 'RESYNC_REQUIRED' && one.stream === name),
          `${name} did not ask to be read anew.`,
        );
        const key = gone.get(name);
        demand(
          key === undefined || hashOf(store, name, key) === undefined,
          `${name}: what was removed while nobody looked is still there.`,
        );
      }
      await bench.demandEqual(store);
    },
  },
  {
    name: 'survives every answer that cannot be understood',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'breaks', rounds, (messages, { name }, fault) => {
        const problem = messages.find((one) => one.type === 'PROBLEM' && one.key === null);
        demand(problem !== undefined, `${fault}: ${name} does not say what went wrong.`);
        const last = messages.at(-1);
        demand(last?.type === 'STATUS' && last.status === 'INCOMPLETE', `${fault}: ${name} does not end INCOMPLETE.`);
      });
    },
  },
  {
    name: 'waits when it is asked to',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'rations', rounds, (messages, { name }, fault) => {
        const problem = messages.find((one) => one.type === 'PROBLEM');
        demand(
          problem?.code === 'too-many-requests' && problem.retryable,
          `${fault}: ${name} does not say that it is asked to wait.`,
        );
      });
    },
  },
  {
    name: 'lets nobody disappear when an answer is empty or most rows are gone',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'empties', rounds, () => undefined);
    },
  },
  {
    name: 'holds the row that cannot be understood, and lets it go when it can',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'spoils', rounds, (messages, { name }, fault) => {
        const held = messages.filter((one) => one.type === 'PROBLEM' && one.key !== null);
        demand(held.length > 0, `${fault}: ${name} holds no row.`);
        demand(
          messages.some((one) => one.type === 'RECORD' || (one.type === 'SEEN' && one.areRead === true)),
          `${fault}: one bad row kept all of ${name} back.`,
        );
      });
    },
  },
  {
    name: 'takes a row without the cell that is treated as empty, and holds it again when it no longer is',
    run: async (bench) => {
      demandFaults(bench, 'spoils');
      for (const { name } of bench.readStreams) {
        const told = async (fault: string, emptied: ValueMapping['emptied'] = {}): Promise<readonly Message[]> => {
          await bench.source.strike(fault, name);
          const context = { ...bench.context, mapping: { ...bench.context.mapping, emptied } };
          return all(bench.connector.read(bench.configuration, name, undefined, context));
        };
        for (const fault of bench.faultsOf(name, 'spoils')) {
          const held = heldOf(await told(fault.name));
          const cells = held.flatMap(({ code, cell }) =>
            cell?.mayBeEmpty === true ? [{ field: cell.field, code }] : [],
          );
          if (cells.length === 0) continue;
          const messages = await told(fault.name, { [name]: cells });
          demand(
            heldOf(messages).length === held.length - cells.length,
            `${fault.name}: a row of ${name} is still held.`,
          );
          const came = new Set(messages.flatMap((one) => (one.type === 'RECORD' ? [one.key] : [])));
          const stayed = heldOf(messages).map(({ key }) => key);
          const missing = (await bench.source.keys(name)).filter((key) => !came.has(key) && !stayed.includes(key));
          demand(missing.length === 0, `${fault.name}: ${missing.length} rows of ${name} did not come.`);
          const again = heldOf(await told(fault.name));
          demand(
            again.length === held.length,
            `${fault.name}: ${name} holds ${again.length} rows and held ${held.length}.`,
          );
          return;
        }
        await bench.source.mend();
      }
      throw new Error('No fault spoils a cell that may be empty. Add one, or skip this check with the reason why.');
    },
  },
  {
    name: 'takes a row that comes twice once',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'repeats', rounds, () => undefined);
    },
  },
  {
    name: 'lets an unknown code through as unknown, and counts it',
    run: async (bench, rounds) => {
      await throughFaults(bench, 'unknown-code', rounds, (messages, { name }, fault) => {
        demand(
          messages.some((one) => one.type === 'UNKNOWN_CODE' && one.value.length <= 200),
          `${fault}: ${name} counts no unknown code.`,
        );
      });
    },
  },
  {
    name: 'minds nothing else that is odd',
    run: (bench, rounds) => throughFaults(bench, 'disturbs', rounds, () => undefined),
  },
  {
    name: 'ends at once, and not COMPLETE, when it is called off',
    run: async (bench) => {
      const { name } = bench.readStreams[0]!;
      const before = bench.requests;
      const messages: Message[] = [];
      for await (const message of bench.connector.read(bench.configuration, name, undefined, bench.context)) {
        messages.push(message);
        if (message.type === 'STATE') bench.abort.abort();
      }
      const last = messages.at(-1);
      demand(last?.type === 'STATUS' && last.status === 'INCOMPLETE', `${name} does not end INCOMPLETE.`);
      demand(messages.filter((one) => one.type === 'STATE').length <= 2, `${name} read on.`);
      demand(bench.requests - before <= 5, `${name} asked ${bench.requests - before} times.`);
    },
  },
  {
    name: 'follows no link to elsewhere',
    run: async (bench) => {
      bench.onAnswer = (answer, url) => ({
        ...answer,
        body: answer.body.replaceAll(new URL(url).origin, 'https://elsewhere.example'),
      });
      for (const { name } of bench.readStreams) await bench.store().run({ only: name });
    },
  },
  {
    name: 'takes no field that is not on its list, wherever it stands',
    run: async (bench) => {
      const canary = 'canary-7f3a91';
      if (bench.source.plant !== undefined) await bench.source.plant(canary);
      const { get, sql } = bench.source.ports;
      demand(
        get !== undefined || sql !== undefined || bench.source.plant !== undefined,
        'Nothing could be planted: write plant.',
      );
      bench.onAnswer = (answer) => {
        try {
          return { ...answer, body: JSON.stringify(planted(JSON.parse(answer.body), canary)) };
        } catch {
          return answer;
        }
      };
      const heard: Message[] = [];
      const store = bench.store();
      heard.push(...(await bench.settle(store)).messages);
      for (const spoil of bench.source.faults.filter(({ effect }) => effect === 'spoils')) {
        for (const { name } of bench.readStreams) {
          await bench.source.strike(spoil.name, name);
          heard.push(...(await store.run({ only: name, full: true })).messages);
          await bench.source.mend();
        }
      }
      for (const spec of bench.connector.spec.streams.filter(({ access }) => access === 'hydrate')) {
        const keys = spec.dependsOn.flatMap((parent) => [...store.stream(parent).records.keys()].slice(0, 30));
        heard.push(
          ...(await all(
            bench.listen(bench.connector.hydrate(bench.configuration, spec.name, keys, bench.context), spec.name),
          )),
        );
      }
      demand(
        heard.some(({ type }) => type === 'RECORD'),
        'Nothing was read.',
      );
      const leak = heard.find((message) => JSON.stringify(message).includes(canary));
      demand(leak === undefined, `A field that is not on the list came through in ${leak?.type} of ${leak?.stream}.`);
      const counted = heard.some((message) => message.type === 'STATE' && (message.fieldsLeft?.length ?? 0) > 0);
      demand(counted, 'Fields that were left behind are not named.');
    },
  },
  {
    name: 'names the columns there are, among them those that are matched',
    run: async ({ connector, configuration, context }) => {
      if (connector.columns === undefined) return;
      let told = 0;
      for (const { stream, isFixed, fields } of connector.fields(context.mapping)) {
        if (isFixed) continue;
        const columns = await connector.columns(configuration, stream, context);
        const names = new Set(columns.map(({ name }) => name));
        demand(names.size === columns.length, `${stream} names a column twice.`);
        if (names.size === 0) continue;
        told += 1;
        /* A path leads through a lookup, and the record behind it has columns of its own; what may be absent often is. */
        const namesOf = (some: typeof fields) =>
          some
            .flatMap(({ theirs }) => theirs?.split(',').map((one) => one.trim()) ?? [])
            .filter((one) => !/^$|\./.test(one));
        const absent = namesOf(fields.filter(({ isRequired }) => isRequired)).find((one) => !names.has(one));
        demand(absent === undefined, `${stream} does not name ${absent}, which is needed.`);
        demand(
          namesOf(fields).some((one) => names.has(one)),
          `${stream} names none of the columns that are matched.`,
        );
      }
      demand(told > 0 || connector.fields(context.mapping).every(({ isFixed }) => isFixed), 'No columns are named.');
    },
  },
  {
    name: 'answers for a key that there is none of with nothing',
    run: async (bench) => {
      const store = await bench.loaded();
      for (const spec of bench.connector.spec.streams) {
        if (spec.access !== 'hydrate' && spec.rereads !== true) continue;
        const parents = spec.access === 'hydrate' ? spec.dependsOn : [spec.name];
        const known = parents.flatMap((parent) => [...store.stream(parent).records.keys()].slice(0, 10));
        const hydrate = (keys: readonly string[]) =>
          all(bench.listen(bench.connector.hydrate(bench.configuration, spec.name, keys, bench.context), spec.name));
        const strange = await hydrate(['no-such-key']);
        demand(!strange.some((one) => one.type === 'RECORD'), `${spec.name} made a record of a key there is none of.`);
        const found = await hydrate(known);
        const last = found.at(-1);
        demand(last?.type === 'STATUS' && last.status === 'COMPLETE', `${spec.name} does not answer for known keys.`);
        demand(!found.some((one) => one.type === 'STATE'), `${spec.name} gives out a state for single keys.`);
        if (spec.rereads !== true || spec.access === 'hydrate') continue;
        for (const one of found) {
          if (one.type !== 'RECORD') continue;
          demand(
            hashOf(store, spec.name, one.key) === one.hash,
            `${spec.name}: read by its key, a record is another than in the list.`,
          );
        }
      }
    },
  },
  {
    name: 'reads a wall clock in its zone, on the nights of the change too',
    run: async (bench) => {
      const setWallClock = hook(bench, 'setWallClock');
      for (const [wall, zones] of wallClocks) {
        const { stream, key, field, zone } = await setWallClock(wall);
        const store = await bench.loaded(stream);
        const record = store.stream(stream).records.get(key)?.record as unknown as Record<string, unknown> | undefined;
        demand(zones[zone] !== undefined, `The kit knows no wall clock of ${zone}.`);
        demand(
          record?.[field] === zones[zone],
          `${wall} in ${zone} is ${zones[zone]}, and came as ${String(record?.[field])}.`,
        );
      }
    },
  },
  {
    name: 'follows a merge',
    run: async (bench) => {
      for (const { name } of bench.readStreams) {
        const store = await bench.loaded(name);
        const merged = await hook(bench, 'merge')(name);
        if (merged === null) continue;
        await bench.settle(store, { only: name });
        demand(hashOf(store, name, merged.from) === undefined, `${name}: what was merged is still there.`);
        demand(
          store.stream(name).mergedInto.get(merged.from) === merged.into,
          `${name}: nobody finds what it was merged into.`,
        );
      }
    },
  },
  {
    name: 'follows an erasure',
    run: async (bench) => {
      for (const { name } of bench.readStreams) {
        const store = await bench.loaded(name);
        const key = await hook(bench, 'erase')(name);
        if (key === null) continue;
        await bench.settle(store, { only: name });
        demand(store.stream(name).erased.has(key), `${name}: an erasure is not told as one.`);
        await bench.settle(store, { only: name, full: true });
        demand(hashOf(store, name, key) === undefined, `${name}: what was erased came back.`);
      }
    },
  },
  {
    name: 'trusts a webhook only as far as it is signed, and only as a hint',
    beside: ({ webhooks }) => (webhooks === undefined ? 'the system sends no webhooks' : null),
    run: async (bench) => {
      const { webhooks } = bench.connector;
      demand(webhooks !== undefined, 'There are no webhooks.');
      const now = bench.context.now();
      const { delivery, stream, key } = await hook(bench, 'deliver')('the-secret-of-now', now);
      const verify = (one = delivery, secrets = ['the-secret-of-now'], at = now) =>
        webhooks.verify(one, secrets, at).accepted;
      demand(verify(), 'A delivery that is signed is refused.');
      demand(
        verify(delivery, ['the-secret-of-next', 'the-secret-of-now']),
        'While the secret is replaced, deliveries are refused.',
      );
      demand(!verify(delivery, ['another-secret']), 'A delivery signed with another secret is taken.');
      demand(!verify(delivery, []), 'A delivery is taken where no secret is set.');
      demand(!verify({ ...delivery, headers: {} }), 'A delivery without headers is taken.');
      const hints = webhooks.hints(bench.configuration, delivery);
      const about = hints.find((hint) => hint.stream === stream);
      demand(
        about !== undefined && (about.keys === 'changes' || about.keys.includes(key)),
        `A delivery about ${stream} is no hint at it.`,
      );
      const names = new Set(bench.connector.spec.streams.map(({ name }) => name));
      for (const body of [
        '',
        'null',
        '[]',
        '{}',
        '"text"',
        '{"a":',
        '\u0000',
        '{"Id":{"deep":1}}',
        `{"Id":"${'x'.repeat(10_000)}"}`,
      ]) {
        for (const hint of webhooks.hints(bench.configuration, {
          ...delivery,
          rawBody: new TextEncoder().encode(body),
        })) {
          demand(names.has(hint.stream), `A hint names ${hint.stream}, which is no stream.`);
          demand(
            hint.keys === 'changes' || hint.keys.every((one) => one.length <= 200),
            'A hint names a key that nobody could store.',
          );
        }
      }
    },
  },
];
