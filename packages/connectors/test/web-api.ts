import type {
  ConnectorContext,
  FetchedText,
  FetchRequest,
  Message,
  SendRequest,
  ValueMapping,
} from '../src/contract.js';
import { configure, type DataverseConfig } from '../src/dataverse/configuration.js';
import { dataverseDefaults } from '../src/dataverse/defaults.js';

export const org = 'https://myorg.crm.dynamics.com';
export const api = `${org}/api/data/v9.2`;

type Answer = (request: FetchRequest) => FetchedText | undefined;

/** An environment in memory, for one odd answer at a time: it signs in, defines tables, and answers what a test says. */
export class WebApi {
  readonly requests: FetchRequest[] = [];
  /** Bodies that were posted to sign-in. */
  readonly signIns: URLSearchParams[] = [];
  /** What sign-in answers; a token with a number when absent. */
  signIn: () => FetchedText | undefined = () => undefined;
  now = new Date('2026-11-25T12:00:00Z');
  readonly abort = new AbortController();
  readonly context: ConnectorContext;

  constructor(
    private readonly answer: Answer,
    mapping: ValueMapping = dataverseDefaults,
  ) {
    this.context = {
      get: async (request) => this.get(request),
      send: async (request) => this.send(request),
      sql: null,
      files: null,
      kept: new Map(),
      now: () => this.now,
      mapping,
      signal: this.abort.signal,
    };
  }

  /** Requests for rows, without sign-in and definitions. */
  get asked(): readonly string[] {
    return this.requests.map(({ url }) => url).filter((url) => !url.includes('EntityDefinitions'));
  }

  private get(request: FetchRequest): FetchedText {
    this.requests.push(request);
    const [, table] = /EntityDefinitions\(LogicalName='(\w+)'\)/.exec(request.url) ?? [];
    const answered = this.answer(request);
    if (answered !== undefined) return answered;
    if (table === undefined) return json({ error: { code: '0x80040217', message: 'Does Not Exist' } }, 404);
    const isActivity = ['phonecall', 'email', 'appointment', 'task'].includes(table);
    return json({
      EntitySetName: `${table}s`,
      PrimaryIdAttribute: isActivity ? 'activityid' : `${table}id`,
      ChangeTrackingEnabled: true,
    });
  }

  private send(request: SendRequest): FetchedText {
    if (!request.url.includes('/oauth2/')) throw new Error('Nothing is written here.');
    this.signIns.push(new URLSearchParams(request.body));
    return this.signIn() ?? json({ access_token: `token-${this.signIns.length}`, expires_in: 3599 });
  }
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): FetchedText {
  return { status, headers: { date: 'Wed, 25 Nov 2026 12:00:00 GMT', ...headers }, body: JSON.stringify(value) };
}

export function dataverseConfig(more: Record<string, unknown> = {}): DataverseConfig {
  return configure({
    environmentUrl: org,
    directoryId: 'directory-1',
    clientId: 'client-1',
    clientSecret: 'secret-1',
    ...more,
  });
}

/** The default mapping with other columns or codes of some streams. */
export function mappingWith(
  columns: Readonly<Record<string, Readonly<Record<string, string>>>>,
  codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): ValueMapping {
  return {
    ...dataverseDefaults,
    columns: { ...dataverseDefaults.columns, ...columns },
    codes: { ...dataverseDefaults.codes, ...codes },
  };
}

export function stateIn(messages: readonly Message[]): unknown {
  return messages.findLast((one) => one.type === 'STATE')?.state;
}
