import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Landlord } from './landlord.js';
import type { Asset, Person, Tenure } from './wire.js';

/**
 * The people, tenures and assets that Hackney published with its search API, and no work orders or processes.
 *
 * @param folder holds `hackney-housing-search/{persons,tenures,assets}.json` as Elasticsearch bulk files
 * @throws where a file cannot be read, or a document has no id
 */
export function readPublishedLandlord(folder: string): Landlord {
  const landlord = new Landlord(null);
  const path = (name: string) => join(folder, 'hackney-housing-search', `${name}.json`);
  for (const person of documentsOf<Person>(path('persons'))) landlord.persons.put(person);
  for (const tenure of documentsOf<Tenure>(path('tenures'))) landlord.tenures.put(tenure);
  for (const asset of documentsOf<Asset>(path('assets'))) landlord.assets.put(asset);
  return landlord;
}

/** An index line, then a document, over and over. The shape is the publisher's word; only the id is checked. */
function documentsOf<T extends { id: string }>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const documents: T[] = [];
  for (let i = 1; i < lines.length; i += 2) {
    const line = lines[i];
    if (line === undefined || line.trim() === '') continue;
    const document = JSON.parse(line) as T;
    if (typeof document.id !== 'string') throw new Error(`${file}, line ${i + 1}: a document without an id`);
    documents.push(document);
  }
  return documents;
}
