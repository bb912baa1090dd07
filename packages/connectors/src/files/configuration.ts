import * as z from 'zod';

import type { FilesTarget } from '../contract.js';
import { code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

/** The streams, parents first. */
export const streams = ['homes', 'tenancies', 'people', 'repairs', 'contacts'] as const;
export type StreamName = (typeof streams)[number];

const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;

const path = (title: string) => z.string().trim().min(1, 'must not be empty').max(300).meta({ title });
const header = (of: string) =>
  z
    .string()
    .min(1)
    .max(50_000)
    .optional()
    .meta({ title: `Header line of ${of}, as agreed` });

const schema = z
  .strictObject({
    place: z.enum(['folder', 'sftp']).meta({ title: 'Where the files are' }),
    path: path('Folder of the files'),
    host: code('Name of the SFTP server').optional(),
    port: z.int().min(1).max(65_535).default(22).meta({ title: 'Port of the SFTP server' }),
    user: code('User on the SFTP server').optional(),
    password: secret('Password on the SFTP server').optional(),
    privateKey: secret('Private key for the SFTP server, PEM or OpenSSH').optional(),
    passphrase: secret('Passphrase of the private key, where it has one').optional(),
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be the fingerprint that OpenSSH prints, SHA256:…')
      .optional()
      .meta({ title: "Fingerprint of the SFTP server's key" }),
    delivers: z
      .array(z.enum(streams))
      .min(1)
      .default([...streams])
      .meta({ title: 'Which files are delivered' }),
    homesFile: path('File of homes').default('homes.csv'),
    tenanciesFile: path('File of tenancies').default('tenancies.csv'),
    peopleFile: path('File of people').default('people.csv'),
    repairsFile: path('File of repairs').default('repairs.csv'),
    contactsFile: path('File of contacts').default('contacts.csv'),
    homesHeader: header('homes'),
    tenanciesHeader: header('tenancies'),
    peopleHeader: header('people'),
    repairsHeader: header('repairs'),
    contactsHeader: header('contacts'),
    manifest: path('File that lists the files with rows and hash, where there is one').optional(),
    separator: z.enum(['comma', 'semicolon', 'tab', 'bar']).default('comma').meta({ title: 'Separator' }),
    encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8').meta({ title: 'Characters' }),
    headerRows: z.int().min(0).max(20).default(1).meta({ title: 'Rows before the first record' }),
    nameRow: z.int().min(1).max(20).optional().meta({ title: 'Which of them names the columns, when not the last' }),
    quietSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(120)
      .meta({ title: 'How long a file without a manifest rests before it is read' }),
    pageSize: z.int().min(1).max(5000).default(500).meta({ title: 'Records taken at a time' }),
    outbox: path('Folder that hand-offs are written to').default('outbox'),
    emergencyHours: z.int().min(1).max(168).default(24).meta({ title: 'Hours an emergency repair may take' }),
    urgentDays: z.int().min(1).max(365).default(5).meta({ title: 'Days an urgent repair may take' }),
    routineDays: z.int().min(1).max(365).default(28).meta({ title: 'Days any other repair may take' }),
  })
  .superRefine((given, context) => {
    const missing = (field: string, why: string) => context.addIssue({ code: 'custom', path: [field], message: why });
    if (given.nameRow !== undefined && given.nameRow > given.headerRows)
      missing('nameRow', 'must be one of the rows before the first record');
    if (given.place === 'folder') return;
    for (const field of ['host', 'user', 'hostKey'] as const)
      if (given[field] === undefined) missing(field, 'is needed for an SFTP server');
    if (given.password === undefined && given.privateKey === undefined)
      missing('password', 'or privateKey is needed for an SFTP server');
    if (given.passphrase !== undefined && given.privateKey === undefined)
      missing('privateKey', 'is needed where there is a passphrase');
  });

export interface FilesConfig {
  readonly target: FilesTarget;
  readonly delivers: ReadonlySet<StreamName>;
  readonly files: Readonly<Record<StreamName, string>>;
  /** What was agreed of the columns and their order, as the line stands in the file. */
  readonly headers: Readonly<Record<StreamName, string | null>>;
  readonly manifest: string | null;
  readonly separator: ',' | ';' | '\t' | '|';
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly headerRows: number;
  /** Counted from 1; 0: no row names the columns. */
  readonly nameRow: number;
  readonly quietSeconds: number;
  readonly pageSize: number;
  readonly outbox: string;
  readonly hours: { readonly emergency: number; readonly urgent: number; readonly routine: number };
}

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export const configurationSchema = schemaOf(schema);

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(configuration: unknown): FilesConfig {
  const given = parseConfiguration(schema, configuration);
  const { path, host = '', port, user = '', hostKey = '' } = given;
  const { password = null, privateKey = null, passphrase = null } = given;
  const of = <Value>(valueOf: (name: StreamName) => Value): Record<StreamName, Value> => ({
    homes: valueOf('homes'),
    tenancies: valueOf('tenancies'),
    people: valueOf('people'),
    repairs: valueOf('repairs'),
    contacts: valueOf('contacts'),
  });
  return {
    target:
      given.place === 'folder'
        ? { kind: 'folder', path }
        : { kind: 'sftp', host, port, user, password, privateKey, passphrase, hostKey, path },
    delivers: new Set(given.delivers),
    files: of((name) => given[`${name}File`]),
    headers: of((name) => given[`${name}Header`] ?? null),
    manifest: given.manifest ?? null,
    separator: separators[given.separator],
    encoding: given.encoding,
    headerRows: given.headerRows,
    nameRow: given.nameRow ?? given.headerRows,
    quietSeconds: given.quietSeconds,
    pageSize: given.pageSize,
    outbox: given.outbox.replace(/\/+$/, ''),
    hours: { emergency: given.emergencyHours, urgent: given.urgentDays * 24, routine: given.routineDays * 24 },
  };
}
