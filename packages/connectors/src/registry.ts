import type { Connector } from './contract.js';
import { dataverse } from './dataverse/dataverse.js';
import { fixflo } from './fixflo/fixflo.js';
import { files } from './files/files.js';
import { hackney } from './hackney/hackney.js';
import { salesforce } from './salesforce/salesforce.js';
import { sqlView, sqlViewByTime } from './sql-view/sql-view.js';

/** Every connector by the name a connection is stored under. */
export const connectors: ReadonlyMap<string, Connector> = new Map<string, Connector>([
  [hackney.spec.name, hackney as Connector],
  [dataverse.spec.name, dataverse as Connector],
  [fixflo.spec.name, fixflo as Connector],
  [salesforce.spec.name, salesforce as Connector],
  [files.spec.name, files as Connector],
  [sqlView.spec.name, sqlView as Connector],
  [sqlViewByTime.spec.name, sqlViewByTime as Connector],
]);
