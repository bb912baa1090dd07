import {
  type CheckResult,
  type Connector,
  type ConnectorContext,
  type ConnectorSpec,
  type Message,
  SourceProblem,
  type StreamSpec,
} from '../contract.js';

import { filesDefaults } from './codes.js';
import { configurationSchema, configure, type FilesConfig, type StreamName, streams } from './configuration.js';
import { readFile, surveyFile } from './read-file.js';
import { writeHandOff, writtenRoutes } from './write-hand-off.js';

const stream = (name: StreamName, entity: StreamSpec['entity'], ...dependsOn: readonly StreamName[]): StreamSpec => ({
  name,
  entity,
  dependsOn,
  cursor: { kind: 'none' },
  deletes: 'snapshot-diff',
  access: 'read',
});

const spec: ConnectorSpec = {
  name: 'files',
  title: 'Files (CSV) in a folder or on an SFTP server',
  configuration: configurationSchema,
  streams: [
    stream('homes', 'home'),
    stream('tenancies', 'tenancy', 'homes'),
    stream('people', 'person', 'tenancies'),
    stream('repairs', 'repair', 'homes'),
    stream('contacts', 'contact', 'people', 'repairs'),
  ],
  writes: {
    note: { can: false, byHand: 'This system only sends files. Write the note there yourself.' },
    raise: { can: true, routes: writtenRoutes },
    task: { can: false, byHand: 'This system only sends files. Put the task on the list of whoever is to do it.' },
  },
};

/**
 * Whole exports as CSV, read each time they are delivered. `read` takes homes, tenancies, people, repairs and contacts;
 * another name is a fault of the caller and throws RangeError. Nothing can be asked for by key.
 */
export const files: Connector<FilesConfig> = {
  spec,
  reaches: { files: ({ target }) => target },
  defaultMapping: filesDefaults,
  configure,
  check,
  read: (config, name, state, context) => readFile(config, streamOf(name), state, context),
  hydrate,
  write: { raise: writeHandOff },
};

/** Looks at every file whole, as a run would. */
async function* check(config: FilesConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  let failed = false;
  for (const name of streams) {
    if (!config.delivers.has(name)) continue;
    if (failed) {
      yield { name: config.files[name], ok: false, detail: 'Not checked.' };
      continue;
    }
    try {
      const { rows, torn, layout } = await surveyFile(config, name, context);
      const torns = torn.size === 0 ? '' : ` ${torn.size} ids stand on rows that say different things.`;
      const detail = `${rows.toLocaleString('en-GB')} rows, ${layout.at.size} columns taken, ${layout.left} left.${torns}`;
      yield { name: config.files[name], ok: true, detail };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      failed = true;
      yield { name: config.files[name], ok: false, detail: error.message };
    }
  }
}

async function* hydrate(_config: FilesConfig, name: string): AsyncGenerator<Message> {
  yield { type: 'STATUS', stream: streamOf(name), status: 'STARTED' };
  yield { type: 'STATUS', stream: streamOf(name), status: 'COMPLETE' };
}

function streamOf(name: string): StreamName {
  const found = streams.find((one) => one === name);
  if (found === undefined) throw new RangeError(`files has no stream named ${name}`);
  return found;
}
