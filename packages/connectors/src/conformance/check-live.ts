import { type CheckResult, type Connector, type ConnectorContext, type Message, SourceProblem } from '../contract.js';
import { recordHash } from '../record-hash.js';

import { faultOfShape } from './canonical-shape.js';
import { readOrder } from './model-store.js';

/** Enough to see a page, and no burden on a landlord's own system. */
const mostMessages = 2000;

/**
 * The part of the conformance kit that only reads, against a landlord's own system: the connector's own checks, then the
 * first page of every stream, twice. Says what it found in numbers and field names, never a value. After a failure of the
 * connector's own checks nothing is read.
 */
export async function* checkLive(
  connector: Connector,
  configuration: unknown,
  context: ConnectorContext,
): AsyncGenerator<CheckResult> {
  let hasFailed = false;
  for await (const result of connector.check(configuration, context)) {
    hasFailed ||= !result.ok;
    yield result;
  }
  if (hasFailed) return;
  for (const { name } of readOrder(connector.spec.streams)) {
    const check = `First page of ${name}`;
    try {
      const first = await firstPage(connector, configuration, name, context);
      const again = await firstPage(connector, configuration, name, context);
      yield { name: check, ...findingOf(first, again) };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      yield { name: check, ok: false, detail: error.message };
    }
  }
}

async function firstPage(
  connector: Connector,
  configuration: unknown,
  stream: string,
  context: ConnectorContext,
): Promise<readonly Message[]> {
  const page: Message[] = [];
  for await (const message of connector.read(configuration, stream, undefined, context)) {
    page.push(message);
    if (message.type === 'STATE' || page.length >= mostMessages) break;
  }
  return page;
}

function findingOf(first: readonly Message[], again: readonly Message[]): Omit<CheckResult, 'name'> {
  const broken = first.find((message) => message.type === 'PROBLEM' && message.key === null && message.raw === null);
  if (broken?.type === 'PROBLEM') return { ok: false, detail: broken.message };
  const hashes = new Map<string, string>();
  for (const message of first) {
    if (message.type !== 'RECORD') continue;
    const fault = faultOfShape(message.record);
    if (fault !== null) return { ok: false, detail: `A record is not of the shape it should be: ${fault}.` };
    if (message.hash !== recordHash(message.record)) return { ok: false, detail: 'A record has the hash of another.' };
    hashes.set(message.key, message.hash);
  }
  const others = again.filter((one) => one.type === 'RECORD' && (hashes.get(one.key) ?? one.hash) !== one.hash);
  if (others.length > 0) {
    return { ok: false, detail: `${others.length} records were different when they were read again at once.` };
  }
  const held = first.filter(({ type }) => type === 'PROBLEM').length;
  const codes = new Set(first.flatMap((message) => (message.type === 'UNKNOWN_CODE' ? [message.field] : [])));
  const unknown = codes.size === 0 ? '' : ` Codes that nobody has matched yet, in ${[...codes].join(', ')}.`;
  const rows = `${hashes.size} records understood, ${held} rows held.`;
  return { ok: hashes.size > 0 || held === 0, detail: `${rows}${unknown}` };
}
