import type {
  CheckResult,
  Connector,
  ConnectorContext,
  ConnectorSpec,
  MatchedField,
  Message,
  StreamFields,
  StreamSpec,
  ValueMapping,
} from '../contract.js';
import { runProbes } from '../reading/run-probes.js';

import { filesDefaults } from './codes.js';
import { configurationSchema, configure, type FilesConfig, type StreamName, streams } from './configuration.js';
import { fieldsOf } from './fields.js';
import { fileColumns } from './file-columns.js';
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
  askFor: [
    'An export every night of up to five files: homes, tenancies, people, repairs and contacts. UTF-8, with a header row.',
    'Each file written under another name, and renamed when it is whole. A list of them with rows and hash is best.',
    'By SFTP: a user that may read one folder and write to outbox in it, and the fingerprint of the server.',
    'By folder: the folder that the administrator of Doorstep made for you.',
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
  fields: (mapping) => streams.map((name) => fieldsOfFile(name, mapping)),
  columns: (config, name, context) => fileColumns(config, streamOf(name), context),
  read: (config, name, state, context) => readFile(config, streamOf(name), state, context),
  hydrate,
  write: { raise: writeHandOff },
};

/** A file as we describe it has our names, until one of its columns is matched; then each has to be. */
function fieldsOfFile(name: StreamName, { columns, codes }: ValueMapping): StreamFields {
  const renamed = columns?.[name] ?? {};
  const isRenamed = Object.keys(renamed).length > 0;
  const fields = Object.keys(fieldsOf[name].shape).map((field): MatchedField => {
    const list = `${name}.${field}`;
    const theirs = isRenamed ? (renamed[field] ?? null) : field;
    return { field, theirs, isRequired: field === 'id', ...(codes?.[list] ? { codes: list } : {}) };
  });
  return { stream: name, isFixed: false, fields };
}

/** Looks at every file whole, as a run would. */
function check(config: FilesConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  return runProbes(
    streams
      .filter((name) => config.delivers.has(name))
      .map((name) => ({
        name: config.files[name],
        run: async () => {
          const { rows, torn, layout } = await surveyFile(config, name, context);
          const torns = torn.size === 0 ? '' : ` ${torn.size} ids stand on rows that say different things.`;
          const detail = `${rows.toLocaleString('en-GB')} rows, ${layout.at.size} columns taken, ${layout.left.length} left.${torns}`;
          return { ok: true, detail };
        },
      })),
  );
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
