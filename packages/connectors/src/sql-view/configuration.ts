import * as z from 'zod';

import type { SqlTarget } from '../contract.js';
import { code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

const ports = { postgresql: 5432, mariadb: 3306, sqlserver: 1433 } as const;

const name = (title: string) =>
  z
    .string()
    .trim()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be letters, digits and _ alone, and begin with a letter')
    .meta({ title });

const shape = {
  host: z
    .string()
    .trim()
    .regex(
      /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[?[0-9A-Fa-f:.]{2,45}\]?)$/,
      'must be a host name or an address alone',
    )
    .meta({ title: 'Host of the database' }),
  port: z.int().min(1).max(65_535).optional().meta({ title: 'Port, when it is not the usual one' }),
  database: code('Database'),
  schema: name('Schema that holds the views (in MariaDB: the database that does)').default('doorstep'),
  user: code('User that may read the views and nothing else'),
  password: secret('Password'),
  tls: z.enum(['required', 'off']).default('required').meta({ title: 'Encryption' }),
  pageSize: z.int().min(1).max(1000).default(500).meta({ title: 'Rows asked for at a time' }),
};

/* MariaDB does not say which transactions are still under way. */
const byVersion = z.strictObject({ driver: z.enum(['postgresql', 'sqlserver']).meta({ title: 'Database' }), ...shape });
const byTime = z.strictObject({
  driver: z.enum(['postgresql', 'mariadb', 'sqlserver']).meta({ title: 'Database' }),
  ...shape,
});

export interface SqlViewConfig {
  readonly target: SqlTarget;
  readonly schema: string;
  /** Rows asked for at a time, 1 to 1,000. */
  readonly pageSize: number;
}

/** What says that a row changed: a number the database counts, or a time. */
export type Position = 'row_version' | 'changed_at';

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export function configurationSchema(position: Position): Readonly<Record<string, unknown>> {
  return schemaOf(position === 'row_version' ? byVersion : byTime);
}

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(position: Position, configuration: unknown): SqlViewConfig {
  const parsed = parseConfiguration<z.output<typeof byTime>>(
    position === 'row_version' ? byVersion : byTime,
    configuration,
  );
  const { schema, pageSize, port = ports[parsed.driver], driver, host, database, user, password, tls } = parsed;
  return { target: { driver, host, port, database, user, password, tls }, schema, pageSize };
}
