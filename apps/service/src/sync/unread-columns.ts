import { SourceProblem, type MatchedField, type SeenColumn } from '@doorstep/connectors';
import type { OpenedConnection } from '../connections/index.js';

/** The columns there are for a stream. None where the system does not tell them, or refuses to. */
export async function columnsOf(
  { connector, configuration, context }: OpenedConnection,
  stream: string,
): Promise<readonly SeenColumn[]> {
  try {
    return (await connector.columns?.(configuration, stream, context)) ?? [];
  } catch (error) {
    if (error instanceof SourceProblem) return [];
    throw error;
  }
}

/** Those of the columns that no field is taken from. */
export function unreadOf(columns: readonly SeenColumn[], fields: readonly MatchedField[]): readonly SeenColumn[] {
  // Several columns of one field are parted by commas.
  const read = new Set(fields.flatMap(({ theirs }) => theirs?.split(',').map((one) => one.trim()) ?? []));
  return columns.filter(({ name }) => !read.has(name));
}
