import * as z from 'zod';

import { type ConnectorContext, type SeenColumn, SourceProblem } from '../contract.js';

import { apiOf, ask, readOData } from './ask.js';
import { isForbidden } from './columns.js';
import type { DataverseConfig } from './configuration.js';
import { streamOf } from './streams.js';

const attributes = z.object({
  value: z.array(z.object({ LogicalName: z.string().max(128), AttributeType: z.string().max(100) })),
});

/** Rows hold the id that a lookup leads to under a name of its own. */
const lookups: ReadonlySet<string> = new Set(['Lookup', 'Customer', 'Owner']);

/**
 * The columns of a stream's table that may be read, but those that are never taken. None where the landlord has no such
 * table. Throws `SourceProblem`.
 */
export async function tableColumns(
  config: DataverseConfig,
  name: string,
  context: ConnectorContext,
): Promise<readonly SeenColumn[]> {
  const { table } = streamOf(name, config, context);
  if (table === '') return [];
  const url =
    `${apiOf(config)}/EntityDefinitions(LogicalName='${table}')/Attributes` +
    '?$select=LogicalName,AttributeType&$filter=IsValidForRead eq true and AttributeOf eq null';
  const read = attributes.safeParse(readOData(await ask(url, config, context)));
  if (!read.success) throw new SourceProblem('not-a-page', 'The answer is not a list of columns.', true);
  return read.data.value
    .filter(({ LogicalName }) => !isForbidden(LogicalName))
    .map(({ LogicalName, AttributeType }) => ({
      name: lookups.has(AttributeType) ? `_${LogicalName}_value` : LogicalName,
      isTime: AttributeType === 'DateTime',
    }));
}
