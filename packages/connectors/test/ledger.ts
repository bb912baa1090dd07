import { createHmac } from 'node:crypto';

import type { PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';
import {
  type Connector,
  type ConnectorContext,
  type FetchedText,
  type Message,
  SourceProblem,
  type StreamSpec,
} from '../src/contract.js';
import { collect } from './page-server.js';
import { address, parseConfiguration, schemaOf, secret } from '../src/reading/configuration.js';
import { listOf, ownId, text } from '../src/reading/fields.js';
import { hydrateKeys } from '../src/reading/hydrate-keys.js';
import { aboutStream, HeldRow, type Mapping } from '../src/reading/mapping.js';
import { nextCursor } from '../src/reading/next-cursor.js';
import { ownLink } from '../src/reading/own-link.js';
import { endingFor, readJson } from '../src/reading/read-json.js';
import { serverTime } from '../src/reading/retry-after.js';
import { instantOf } from '../src/reading/times.js';
import { fieldsLeft, keyOf, translateRows } from '../src/reading/translate-row.js';
import { standardWebhooks, verifySignature } from '../src/reading/webhook-signatures.js';

/** Ways of being wrong, for trying whether the kit notices. */
export type Sabotage =
  | 'skips equal times'
  | 'rounds up'
  | 'trusts dates ahead'
  | 'forgets the position'
  | 'completes a broken read'
  | 'drops bad rows'
  | 'follows any link'
  | 'starts over by itself'
  | 'tells no tombstones'
  | 'keeps the whole row'
  | 'says the key aloud'
  | 'states before its records'
  | 'guesses at codes'
  | 'takes any delivery'
  | 'reads on when called off'
  | 'ignores merges'
  | 'knows no row again'
  | 'empties nothing';

export type LedgerKind = 'modified-since' | 'delta-token';

const origin = 'https://ledger.example';
const pageSize = 8;
const start = Date.parse('2026-11-25T12:00:00Z');

interface Entry {
  readonly id: string;
  name: string;
  kind: string;
  at: number;
  isGone: boolean;
  mergedInto: string | null;
}

const schema = z.strictObject({ url: address, key: secret('Key') });
type LedgerConfig = z.output<typeof schema>;

const allowed = z.object({ id: ownId, name: text, kinds: listOf(text), at: text, isGone: text, mergedInto: text });
type Row = z.output<typeof allowed>;

/** A connector for the ledger below, written as a real one is. */
export function ledgerConnector(kind: LedgerKind, sabotage?: Sabotage): Connector {
  const cursor =
    kind === 'modified-since'
      ? ({ kind, precision: 'second', moves: 'any-change', overlapSeconds: 2 } as const)
      : ({ kind, expiresAfterDays: 7 } as const);
  const stream: StreamSpec = {
    name: 'people',
    entity: 'person',
    cursor,
    deletes: kind === 'modified-since' ? 'soft-flag' : 'tombstones',
    dependsOn: [],
    access: 'read',
    rereads: true,
  };
  const byHand = { can: false, byHand: 'The ledger is only read.' } as const;
  const mapping: Mapping<Row> = {
    stream: 'people',
    allowed: (sabotage === 'keeps the whole row' ? allowed.loose() : allowed) as z.ZodType<Row>,
    keyField: 'id',
    map: (row, about): PersonRecord => {
      if (row.name === null) throw new HeldRow('A person has no name.');
      const [first] = row.kinds;
      if (first !== 'tenant' && sabotage !== 'guesses at codes') about.unknownCode('kinds', first ?? 'none');
      return {
        entity: 'person',
        reference: { id: row.id, allocatedBy: 'ledger/person' },
        otherReferences: [],
        fullName: sabotage === 'keeps the whole row' ? JSON.stringify(row) : row.name,
        title: null,
        givenName: null,
        familyName: row.name,
        dateOfBirth: null,
        dateOfDeath: null,
        kinds: [first === 'tenant' || sabotage === 'guesses at codes' ? 'tenant' : 'unknown'],
        tenancyReferences: [],
      };
    },
  };

  const ask = async (url: string, config: LedgerConfig, context: ConnectorContext): Promise<FetchedText> =>
    context.get({ url, headers: { 'x-key': config.key } });

  async function* told(rows: readonly unknown[], { unchanged, ...rest }: ConnectorContext): AsyncGenerator<Message> {
    const context = unchanged === undefined || sabotage === 'knows no row again' ? rest : { ...rest, unchanged };
    const mapped = sabotage === 'empties nothing' ? { ...context, mapping: defaults } : context;
    const about = aboutStream('people', mapped, defaults);
    const here: unknown[] = [];
    for (const row of rows) {
      const key = keyOf(row, 'id');
      const { isGone, mergedInto } = row as { isGone?: unknown; mergedInto?: unknown };
      if (key !== null && typeof mergedInto === 'string' && sabotage !== 'ignores merges')
        yield { type: 'MERGE', stream: 'people', from: [key], into: mergedInto };
      else if (key !== null && isGone === true && sabotage !== 'tells no tombstones')
        yield { type: 'DELETE', stream: 'people', key };
      else if (isGone !== true) here.push(row);
    }
    for (const message of await translateRows(here, mapping, about, context)) {
      if (message.type === 'PROBLEM' && sabotage === 'drops bad rows') continue;
      yield message;
    }
  }

  const defaults = { schemes: {}, cases: {}, timeZones: { people: 'UTC' } };
  const modified = z.object({
    v: z.literal(1),
    since: z.iso.datetime().nullable(),
    /** Within a pass: where the page after this one begins, and what the pass knows so far. */
    at: z.object({ time: z.iso.datetime(), id: z.string() }).nullable(),
    began: z.iso.datetime().nullable(),
    latest: z.iso.datetime().nullable(),
  });

  async function* readModified(
    config: LedgerConfig,
    state: unknown,
    context: ConnectorContext,
  ): AsyncGenerator<Message> {
    if (cursor.kind !== 'modified-since') return;
    const kept = modified.safeParse(state).data ?? { v: 1 as const, since: null, at: null, began: null, latest: null };
    let { at, began, latest } = kept;
    const { since } = kept;
    for (;;) {
      if (sabotage !== 'reads on when called off') context.signal.throwIfAborted();
      const from = at ?? { time: since ?? '1970-01-01T00:00:00Z', id: '' };
      const query = new URLSearchParams({
        from: from.time,
        after: from.id,
        strict: String(sabotage === 'skips equal times'),
      });
      const answer = await ask(`${config.url}/people?${query.toString()}`, config, context);
      const page = z.object({ rows: z.array(z.unknown()) }).safeParse(readJson(answer));
      if (!page.success) throw new SourceProblem('not-a-page', 'The answer is not a page of people.', true);
      began ??= serverTime(answer, context.now()).toISOString();
      const messages = await collect(told(page.data.rows, context));
      const last = page.data.rows.at(-1) as { id: string; at: string } | undefined;
      for (const row of page.data.rows) {
        const time = instantOf((row as { at: string }).at, 'UTC');
        if (time !== null && (latest === null || time > latest)) latest = time;
      }
      const isLast = page.data.rows.length < pageSize;
      at = last === undefined ? at : { time: instantOf(last.at, 'UTC') ?? began, id: last.id };
      const recordsSince = messages.filter(({ type }) => type === 'RECORD').length;
      let reached = nextCursor(cursor, new Date(began), latest, since);
      if (sabotage === 'trusts dates ahead') reached = latest;
      if (sabotage === 'rounds up') reached = new Date(Date.parse(latest ?? began) + 1000).toISOString();
      if (sabotage === 'forgets the position') reached = null;
      const next = isLast
        ? { v: 1, since: reached, at: null, began: null, latest: null }
        : { v: 1, since, at, began, latest };
      const left = fieldsLeft(page.data.rows, mapping);
      const ended: Message = { type: 'STATE', stream: 'people', state: next, recordsSince, fieldsLeft: left };
      if (sabotage === 'states before its records') yield { ...ended, recordsSince: 0 };
      yield* messages;
      if (sabotage !== 'states before its records') yield ended;
      if (isLast) return;
    }
  }

  async function* readDelta(config: LedgerConfig, state: unknown, context: ConnectorContext): AsyncGenerator<Message> {
    const kept = z.object({ v: z.literal(1), link: z.string() }).safeParse(state);
    for (let link: unknown = kept.success ? kept.data.link : `${config.url}/delta`; ;) {
      context.signal.throwIfAborted();
      const url = sabotage === 'follows any link' ? String(link) : ownLink(link, config.url);
      const answer = await ask(url, config, context);
      if (answer.status === 410 && sabotage !== 'starts over by itself') {
        yield { type: 'RESYNC_REQUIRED', stream: 'people', reason: 'token-expired' };
        throw new Expired();
      }
      if (answer.status === 410) {
        link = `${config.url}/delta`;
        continue;
      }
      const page = z
        .object({ rows: z.array(z.unknown()), next: z.string().optional(), delta: z.string().optional() })
        .safeParse(readJson(answer));
      if (!page.success) throw new SourceProblem('not-a-page', 'The answer is not a page of people.', true);
      const messages = await collect(told(page.data.rows, context));
      yield* messages;
      link = page.data.next ?? page.data.delta;
      const left = fieldsLeft(page.data.rows, mapping);
      const recordsSince = messages.filter(({ type }) => type === 'RECORD').length;
      yield { type: 'STATE', stream: 'people', state: { v: 1, link }, recordsSince, fieldsLeft: left };
      if (page.data.next === undefined) return;
    }
  }

  async function* read(
    config: LedgerConfig,
    _stream: string,
    state: unknown,
    context: ConnectorContext,
  ): AsyncGenerator<Message> {
    yield { type: 'STATUS', stream: 'people', status: 'STARTED' };
    try {
      yield* kind === 'modified-since' ? readModified(config, state, context) : readDelta(config, state, context);
    } catch (error) {
      if (error instanceof Expired) yield { type: 'STATUS', stream: 'people', status: 'INCOMPLETE' };
      else if (sabotage === 'says the key aloud' && error instanceof SourceProblem) {
        const message = `Refused with ${config.key}.`;
        yield { type: 'PROBLEM', stream: 'people', key: null, code: error.code, message, raw: null, retryable: false };
        yield { type: 'STATUS', stream: 'people', status: 'INCOMPLETE' };
      } else if (sabotage === 'completes a broken read') yield { type: 'STATUS', stream: 'people', status: 'COMPLETE' };
      else yield* endingFor(error, 'people', context);
      return;
    }
    yield { type: 'STATUS', stream: 'people', status: 'COMPLETE' };
  }

  const connector: Connector<LedgerConfig> = {
    spec: {
      name: 'ledger',
      title: 'Ledger',
      configuration: schemaOf(schema),
      streams: [stream],
      writes: { note: byHand, raise: byHand, task: byHand },
      askFor: [],
    },
    defaultMapping: defaults,
    configure: (raw) => parseConfiguration(schema, raw),
    fields: () => [],
    async *check(config, context) {
      const answer = await ask(`${config.url}/person/nobody`, config, context);
      yield { name: 'Key accepted', ok: answer.status !== 401, detail: `It answered ${answer.status}.` };
    },
    read,
    hydrate: (config, name, keys, context) =>
      hydrateKeys(
        name,
        keys,
        async (key) => {
          const answer = await ask(`${config.url}/person/${encodeURIComponent(key)}`, config, context);
          if (answer.status === 404) return [{ type: 'DELETE', stream: name, key }];
          return collect(told([readJson(answer)], context));
        },
        context,
      ),
    webhooks: {
      scheme: 'Standard Webhooks',
      verify: (delivery, secrets, now) =>
        sabotage === 'takes any delivery'
          ? { accepted: true, deliveryId: null }
          : verifySignature(standardWebhooks, delivery, secrets, now),
      hints: (_config, { rawBody }) => {
        const body = z.preprocess((raw) => JSON.parse(String(raw)) as unknown, z.object({ person: ownId })).safeParse;
        try {
          const said = body(new TextDecoder().decode(rawBody));
          return [{ stream: 'people', keys: said.success ? [said.data.person] : 'changes' }];
        } catch {
          return [{ stream: 'people', keys: 'changes' }];
        }
      },
    },
  };
  return connector as Connector;
}

class Expired extends Error {}

const faults: readonly Fault[] = [
  { name: 'cut', effect: 'breaks' },
  { name: 'html', effect: 'breaks' },
  { name: 'slow down', effect: 'rations' },
  { name: 'nameless', effect: 'spoils' },
  { name: 'no list', effect: 'spoils' },
  { name: 'twice', effect: 'repeats' },
  { name: 'lodger', effect: 'unknown-code' },
];

/** A ledger of 40 people in memory, with a clock of its own. */
export function startLedger(): Promise<ConformanceSource> {
  let clock = start;
  let made = 0;
  let version = 0;
  /** Tokens from before this version are refused. */
  let oldest = 0;
  let fault: string | null = null;
  const log: { readonly entry: Entry; readonly version: number }[] = [];
  const entries = new Map<string, Entry>();
  const touch = (entry: Entry, at = (clock += 300)): string => {
    entry.at = at;
    entries.set(entry.id, entry);
    log.push({ entry, version: ++version });
    return entry.id;
  };
  const alive = () => [...entries.values()].filter((one) => !one.isGone && one.mergedInto === null);
  const some = () => alive()[(made++ * 3) % alive().length]!;
  const add = (at?: number) => {
    const id = `p-${String(++made).padStart(4, '0')}`;
    return touch({ id, name: `Person ${made}`, kind: 'tenant', at: 0, isGone: false, mergedInto: null }, at);
  };
  for (let n = 0; n < 40; n++) add();

  const wire = ({ id, name, kind: type, at, isGone, mergedInto }: Entry) => ({
    id,
    name,
    kinds: [type],
    at: new Date(at).toISOString(),
    isGone,
    mergedInto,
  });
  const compare = (a: Entry, b: Entry) => a.at - b.at || (a.id < b.id ? -1 : 1);
  const answer = (value: unknown, status = 200): FetchedText => ({
    status,
    headers: { date: new Date(clock).toUTCString() },
    body: JSON.stringify(value),
  });

  const spoiled = (value: { readonly rows: readonly ReturnType<typeof wire>[] }): FetchedText => {
    const struck = fault;
    if (struck === null) return answer(value);
    fault = null;
    const [first, ...rest] = value.rows;
    const good = answer(value);
    if (struck === 'cut') return { ...good, body: good.body.slice(0, good.body.length / 2) };
    if (struck === 'html') return { ...good, body: '<!doctype html><title>Sign in</title>' };
    if (struck === 'slow down') throw new SourceProblem('too-many-requests', 'Too many requests.', true);
    if (first === undefined) return good;
    if (struck === 'nameless') return answer({ ...value, rows: [{ ...first, name: null }, ...rest] });
    if (struck === 'no list') return answer({ ...value, rows: [{ ...first, kinds: 'tenant' }, ...rest] });
    if (struck === 'twice') return answer({ ...value, rows: [...value.rows, first] });
    return answer({ ...value, rows: [{ ...first, kinds: ['lodger'] }, ...rest] });
  };

  const get = async ({ url: text, headers = {} }: { url: string; headers?: Readonly<Record<string, string>> }) => {
    const url = new URL(text);
    if (headers['x-key'] !== 'the-key-of-the-ledger') return answer({}, 401);
    if (url.pathname.startsWith('/person/')) {
      const found = entries.get(decodeURIComponent(url.pathname.slice('/person/'.length)));
      return found === undefined ? answer({}, 404) : answer(wire(found));
    }
    if (url.pathname === '/people') {
      const from = Date.parse(url.searchParams.get('from') ?? '1970-01-01T00:00:00Z');
      const after = url.searchParams.get('after') ?? '';
      const isStrict = url.searchParams.get('strict') === 'true';
      const rows = [...entries.values()]
        .sort(compare)
        .filter(({ at, id }) => at > from || (!isStrict && at === from && id > after));
      return spoiled({ rows: rows.slice(0, pageSize).map(wire) });
    }
    const since = Number(url.searchParams.get('since') ?? 0);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const until = Number(url.searchParams.get('until') ?? version);
    if (url.searchParams.has('since') && since < oldest) return answer({ message: 'Version stamp has expired.' }, 410);
    const changed = [
      ...new Set(log.filter((one) => one.version > since && one.version <= until).map((one) => one.entry)),
    ];
    const rows = changed.slice(offset, offset + pageSize).map(wire);
    const isLast = offset + pageSize >= changed.length;
    const place = url.searchParams.has('since') ? `since=${since}&` : '';
    return spoiled({
      rows,
      ...(isLast
        ? { delta: `${origin}/delta?since=${until}` }
        : { next: `${origin}/delta?${place}offset=${offset + pageSize}&until=${until}` }),
    } as { rows: typeof rows });
  };

  return Promise.resolve({
    configuration: { url: origin, key: 'the-key-of-the-ledger' },
    wrongCredentials: { url: origin, key: 'another-key' },
    ports: { get },
    now: () => new Date(clock),
    faults,
    keys: async () => alive().map(({ id }) => id),
    change: async () => {
      const entry = some();
      entry.name = `Renamed ${made}`;
      return touch(entry);
    },
    add: async () => add(),
    remove: async () => {
      const entry = some();
      entry.isGone = true;
      return touch(entry);
    },
    strike: async (name) => void (fault = name),
    mend: async () => void (fault = null),
    changeDatedAhead: async () => {
      const entry = some();
      entry.name = `From the future ${made}`;
      return touch(entry, clock + 365 * 86_400_000);
    },
    tie: async () => {
      clock += 60_000;
      for (let n = 0; n < pageSize * 3; n++) add(clock);
    },
    expire: async () => {
      oldest = version + 1;
      version += 2;
    },
    merge: async () => {
      const into = some();
      const from = alive().find(({ id }) => id !== into.id)!;
      from.mergedInto = into.id;
      touch(from);
      return { from: from.id, into: into.id };
    },
    deliver: async (given, now) => {
      const { id } = some();
      const rawBody = Buffer.from(JSON.stringify({ person: id }));
      const time = String(Math.floor(now.getTime() / 1000));
      const bytes = Buffer.from(given, 'base64');
      const signature = createHmac('sha256', bytes).update(`m-1.${time}.`).update(rawBody).digest('base64');
      const headers = { 'webhook-id': 'm-1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
      return { delivery: { rawBody, headers }, stream: 'people', key: id };
    },
    close: async () => undefined,
  });
}
