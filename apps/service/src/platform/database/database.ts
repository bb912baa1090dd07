import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type QueryRunner } from 'typeorm';
import { appRole, dispatchRole, removeRole } from './migrate.js';

/** One transaction that sees one organisation and nothing else. */
export interface Transaction {
  readonly organisationId: string;
  /** Runs one statement; parameters are always bound, never put into the text. */
  rows<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** For single rows; bulk work goes through `rows`. */
  readonly manager: EntityManager;
}

/** Sends one statement of a transaction. */
type Ask = (text: string, values: unknown[], runner: QueryRunner, session: pg.PoolClient) => Promise<object[]>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The only door to PostgreSQL. Without an organisation, row level security shows no rows at all. */
export class Database {
  private constructor(
    private readonly source: DataSource,
    private readonly dispatchPool: pg.Pool,
    readonly ownerUrl: string,
  ) {}

  /** `ownerUrl` logs in; every session then works as a role that owns nothing. `connections` is the app pool's size. */
  static async open(ownerUrl: string, entities: EntityTarget<ObjectLiteral>[], connections: number): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      entities: entities as never,
      synchronize: false,
      invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
      extra: {
        max: connections,
        pipeline: true, // statements that do not need each other's answers go out together
        options: `-c role=${appRole} -c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000 -c timezone=UTC`,
      },
    });
    await source.initialize();
    const dispatchPool = new pg.Pool({
      connectionString: ownerUrl,
      max: 2,
      options: `-c role=${dispatchRole} -c statement_timeout=30000 -c timezone=UTC`,
    });
    dispatchPool.on('error', () => undefined); // an idle connection that drops is replaced on the next query
    return new Database(source, dispatchPool, ownerUrl);
  }

  /** Runs `work` in one transaction that sees only `organisationId`. Rolls back when it throws. */
  async inOrganisation<T>(organisationId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
    return this.transact(organisationId, '', work);
  }

  /**
   * The same for few short statements that are asked again and again while somebody waits: each is planned once a session
   * and its plan kept, which is most of what it costs. Not for bulk work, whose best plan depends on what is in it.
   * Statements that are asked side by side go out together, and are run in the order in which they were asked.
   */
  async atOnce<T>(organisationId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
    const settings = '; SET LOCAL plan_cache_mode = force_generic_plan';
    return this.transact(organisationId, settings, work, async (text, values, _, session) => {
      return (await session.query({ name: nameOf(text), text, values })).rows as object[];
    });
  }

  /**
   * The same for counting much of what there is. What it sorts and joins stays in memory, and indexes are read as what they
   * are by then, in memory too: otherwise it is planned as if a disk had to look for each page.
   */
  async counting<T>(organisationId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
    return this.transact(organisationId, `; SET LOCAL work_mem = '32MB'; SET LOCAL random_page_cost = 1.1`, work);
  }

  /** The same for removing what is old, as the one role that may. It sees ids and times of it, and no content. */
  async removingOld<T>(organisationId: string, work: (db: Transaction) => Promise<T>): Promise<T> {
    return this.transact(organisationId, `; SET LOCAL ROLE ${removeRole}`, work);
  }

  /** A few statements of a transaction under that role, where what goes has to go with what else is written. */
  async removing<T>(db: Transaction, work: () => Promise<T>): Promise<T> {
    await db.rows(`SET LOCAL ROLE ${removeRole}`);
    const result = await work();
    await db.rows(`SET LOCAL ROLE ${appRole}`);
    return result;
  }

  private async transact<T>(
    organisationId: string,
    settings: string,
    work: (db: Transaction) => Promise<T>,
    ask: Ask = async (text, values, runner) => (await runner.query(text, values, true)).records as object[],
  ): Promise<T> {
    if (!uuid.test(organisationId)) throw new Error('An organisation id is a lower-case UUID.');
    const runner = this.source.createQueryRunner();
    const session = (await runner.connect()) as pg.PoolClient;
    const db: Transaction = {
      organisationId,
      rows: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
        // Of work that was done side by side and failed, the rest must not go on in whose transaction comes next.
        if (!runner.isTransactionActive) throw new Error('This transaction is over.');
        return (await ask(text, [...values], runner, session)) as Row[];
      },
      manager: runner.manager,
    };
    try {
      // One round trip for all; the id is a checked UUID, the only text that ever enters a statement.
      const begun = session.query(`BEGIN; SET LOCAL doorstep.organisation = '${organisationId}'${settings}`);
      markTransaction(runner, true);
      const [result] = await Promise.all([work(db), begun]);
      await session.query('COMMIT');
      return result;
    } catch (error) {
      markTransaction(runner, false);
      await session.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      markTransaction(runner, false);
      await runner.release();
    }
  }

  /** Reads which organisations have work waiting. Sees ids and times of every landlord, and no content of any. */
  async dispatch<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.dispatchPool.query<Row>(sql, parameters as unknown[])).rows;
  }

  /** Hears notifications on a channel, on a session of its own, until the answer is called. They carry nothing. */
  async listen(channel: string, heard: () => void): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.ownerUrl, keepAlive: true });
    client.on('error', () => undefined); // whoever listens also looks by the clock
    client.on('notification', heard);
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return () => client.end();
  }

  /** A session of its own that holds the named lock until `release`, or undefined when another process holds it. */
  async holdLock(name: string): Promise<{ release(): Promise<void> } | undefined> {
    const client = new pg.Client({ connectionString: this.ownerUrl, keepAlive: true });
    client.on('error', () => undefined); // a lost session has lost its lock, and the work after it fails on its own
    await client.connect();
    const got = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS ok', [
      name,
    ]);
    if (got.rows[0]?.ok) return { release: () => client.end() };
    await client.end();
    return undefined;
  }

  async close(): Promise<void> {
    await this.dispatchPool.end();
    await this.source.destroy();
  }
}

const names = new Map<string, string>();

/** What a session keeps the plan of a statement under. */
function nameOf(text: string): string {
  const known = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, known);
  return known;
}

/** Tells TypeORM that the transaction is ours, so that a save inside it joins it: it has no call that opens one in one round trip. */
function markTransaction(runner: QueryRunner, isActive: boolean): void {
  Object.assign(runner, { isTransactionActive: isActive });
}
