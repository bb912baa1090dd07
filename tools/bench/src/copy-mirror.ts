import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** What a sync fills, parents before children. */
const tables = [
  'homes',
  'people',
  'tenancies',
  'repairs',
  'cases',
  'other_references',
  'tenancy_parties',
  'case_subjects',
  'appointments',
] as const;

/** The rows of a mirror as COPY writes and reads them, in memory. */
export interface MirrorRows {
  readonly rows: number;
  readonly tables: readonly { readonly name: string; readonly parts: readonly Buffer[] }[];
  /** The landlord and connection they belong to. */
  readonly owners: readonly { readonly name: string; readonly parts: readonly Buffer[] }[];
}

/** Takes every row of the mirror out of a database. */
export async function takeMirror(url: string): Promise<MirrorRows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const take = async (name: string) => {
      const parts: Buffer[] = [];
      for await (const part of client.query(copyTo(`COPY ${name} TO STDOUT`))) parts.push(part as Buffer);
      return { name, parts };
    };
    const taken = [];
    for (const name of tables) taken.push(await take(name));
    const counts = await client.query<{ rows: number }>(
      `SELECT (${tables.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ')})::int AS rows`,
    );
    return {
      rows: counts.rows[0]?.rows ?? 0,
      tables: taken,
      owners: [await take('organisations'), await take('connections')],
    };
  } finally {
    await client.end();
  }
}

/**
 * Copies the rows into the same tables of an empty database, with the same indexes and constraints, a transaction a
 * table; answers the milliseconds. PostgreSQL refuses COPY FROM under row level security, so this goes as the owner,
 * past the policies that a sync is checked by.
 */
export async function copyMirror(url: string, mirror: MirrorRows): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const put = async ({ name, parts }: { readonly name: string; readonly parts: readonly Buffer[] }) =>
      pipeline(Readable.from(parts), client.query(copyFrom(`COPY ${name} FROM STDIN`)));
    for (const owner of mirror.owners) await put(owner);
    const started = performance.now();
    for (const table of mirror.tables) await put(table);
    return performance.now() - started;
  } finally {
    await client.end();
  }
}
