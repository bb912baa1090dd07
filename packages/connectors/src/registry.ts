import type { Connector } from './contract.js';
import { dataverse } from './dataverse/dataverse.js';
import { hackney } from './hackney/hackney.js';

/** Every connector by the name a connection is stored under. */
export const connectors: ReadonlyMap<string, Connector> = new Map<string, Connector>([
  [hackney.spec.name, hackney as Connector],
  [dataverse.spec.name, dataverse as Connector],
]);
