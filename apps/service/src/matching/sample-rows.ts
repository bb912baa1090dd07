import type { Connector, ConnectorContext, Message, SeenRow, StreamSpec } from '@doorstep/connectors';

/** Rows looked at of each list: enough to see what is mostly empty, and a page or two for the system. */
export const sampleSize = 200;
/** Of what is asked for one by one. */
const fewKeys = 20;

/** What one list sent of its rows, and what of it was not known. */
export interface Sample {
  readonly stream: StreamSpec;
  readonly rows: readonly SeenRow[];
  /** Codes that nobody has told us about. */
  readonly unknown: ReadonlySet<string>;
  /** Why it could not be read. */
  readonly problem: string | null;
}

/** Reads the first rows of every list, read-only; of lists that are asked for by key, those of a few records. */
export async function sampleRows(
  connector: Connector,
  configuration: unknown,
  context: ConnectorContext,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const keys = new Map<string, string[]>();
  for (const stream of inOrder(connector.spec.streams)) {
    const rows: SeenRow[] = [];
    const looking = { ...context, saw: (row: SeenRow) => void rows.push(row) };
    const parent = keys.get(stream.dependsOn[0] ?? '') ?? [];
    const messages =
      stream.access === 'read'
        ? connector.read(configuration, stream.name, undefined, looking)
        : connector.hydrate(configuration, stream.name, parent.slice(0, fewKeys), looking);
    const found = await takeSome(messages, () => rows.length >= sampleSize);
    keys.set(stream.name, found.keys);
    samples.push({ stream, rows: rows.slice(0, sampleSize), unknown: found.unknown, problem: found.problem });
  }
  return samples;
}

interface Taken {
  readonly keys: string[];
  readonly unknown: Set<string>;
  problem: string | null;
}

async function takeSome(messages: AsyncIterable<Message>, isEnough: () => boolean): Promise<Taken> {
  const taken: Taken = { keys: [], unknown: new Set(), problem: null };
  for await (const message of messages) {
    if (message.type === 'RECORD') taken.keys.push(message.key);
    if (message.type === 'UNKNOWN_CODE') taken.unknown.add(message.value);
    if (message.type === 'PROBLEM' && message.key === null && message.raw === null) taken.problem = message.message;
    if (message.type === 'STATE' && isEnough()) break;
  }
  return taken;
}

/** Those that are read before those that are asked for by their keys. */
function inOrder(streams: readonly StreamSpec[]): readonly StreamSpec[] {
  return [...streams.filter(({ access }) => access === 'read'), ...streams.filter(({ access }) => access !== 'read')];
}
