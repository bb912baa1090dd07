import { type ConnectorContext, type SeenColumn } from '../contract.js';

import type { FilesConfig, StreamName } from './configuration.js';
import { rowsOf } from './parse-file.js';
import { filesOf } from './read-file.js';
import { nameOf } from './read-layout.js';

/** The columns that a file names, in their order, read no further. None where no row names them. Throws `SourceProblem`. */
export async function fileColumns(
  config: FilesConfig,
  stream: StreamName,
  context: ConnectorContext,
): Promise<readonly SeenColumn[]> {
  if (config.nameRow === 0 || !config.delivers.has(stream)) return [];
  const facts = { sha256: '', rows: 0, bytes: 0, endsWithLine: false };
  let number = 0;
  for await (const row of rowsOf(filesOf(context), config.files[stream], config, facts))
    if (++number === config.nameRow) return row.map((cell) => ({ name: nameOf(cell), isTime: null }));
  return [];
}
