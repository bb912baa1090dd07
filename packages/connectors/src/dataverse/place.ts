import * as z from 'zod';

import { type ConnectorContext, SourceProblem } from '../contract.js';

import { apiOf, ask, readOData } from './ask.js';
import type { DataverseConfig } from './configuration.js';

/** Where a table's rows are asked for, and which column is its key. Neither can be told from the table's name. */
export interface Place {
  /** `contacts` of `contact`. */
  readonly entitySet: string;
  /** `contactid` of `contact`. */
  readonly idColumn: string;
  readonly isTracked: boolean;
}

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
const definition = z.object({ EntitySetName: name, PrimaryIdAttribute: name, ChangeTrackingEnabled: z.boolean() });

/** What the environment says of a table, asked once while the connection is open. Throws `SourceProblem`. */
export async function placeOf(table: string, config: DataverseConfig, context: ConnectorContext): Promise<Place> {
  const kept = `dataverse table ${table}`;
  const before = context.kept.get(kept) as Place | undefined;
  if (before !== undefined) return before;
  const url = `${apiOf(config)}/EntityDefinitions(LogicalName='${table}')?$select=EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled`;
  const read = definition.safeParse(readOData(await ask(url, config, context)));
  if (!read.success) throw new SourceProblem('not-a-page', 'The answer is not the definition of a table.', true);
  const place: Place = {
    entitySet: read.data.EntitySetName,
    idColumn: read.data.PrimaryIdAttribute,
    isTracked: read.data.ChangeTrackingEnabled,
  };
  context.kept.set(kept, place);
  return place;
}
