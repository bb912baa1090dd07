import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { DataverseFault, DataverseFaults, Weakness } from './faults.js';
import type { DataverseLandlord } from './landlord.js';
import { wireRow } from './odata-row.js';
import { ODataError } from './odata-error.js';
import type { Table } from './table.js';

const LARGEST_PAGE = 5000;
/** Query options that change tracking does not have. */
const UNSUPPORTED = ['filter', 'orderby', 'expand', 'top'];

/** A place in a list of changes: everything after `since`, up to `until`, without the first `skip`. */
interface Token {
  /** Null: from the start, which is every row there is. */
  readonly since: number | null;
  readonly until: number;
  /** Rows from the start go on after a key, changes after so many. */
  readonly after: string;
  readonly skip: number;
}

export interface Tracking {
  /** Delta tokens before this version have expired. */
  oldest: number;
}

/** `GET /api/data/v9.2/<set>`, with change tracking where it is preferred. */
export function serveTable(
  table: Table,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    landlord,
    faults,
    tracking,
    origin,
  }: {
    readonly landlord: DataverseLandlord;
    readonly faults: DataverseFaults;
    readonly tracking: Tracking;
    readonly origin: string;
  },
): FastifyReply {
  const query = request.query as Readonly<Record<string, string | undefined>>;
  const prefer = String(request.headers['prefer'] ?? '');
  const isTracked = prefer.includes('odata.track-changes') || query['$deltatoken'] !== undefined;
  for (const option of UNSUPPORTED) {
    if (isTracked && query[`$${option}`] !== undefined) {
      throw new ODataError(
        400,
        '0x80060888',
        `The "$${option}" query parameter isn't supported when Change Tracking is enabled.`,
      );
    }
  }
  const select = selectOf(table, query['$select']);
  const size = Math.min(LARGEST_PAGE, Number(/odata\.maxpagesize=(\d+)/.exec(prefer)?.[1] ?? LARGEST_PAGE));
  const token = tokenOf(query, landlord, tracking);
  const hasLabels = prefer.includes('odata.include-annotations');
  const { entitySet, idColumn } = table.definition;
  const base = `${origin}${request.url.split('?')[0]}?$select=${select.join(',')}`;
  const context = `${origin}/api/data/v9.2/$metadata#${entitySet}`;

  let value: Record<string, unknown>[];
  let next: Token | null;
  if (token.since === null) {
    const rest = table.rowsByKey().filter((row) => String(row[idColumn]) > token.after);
    const page = rest.slice(0, size);
    value = page.map((row) => wireRow(row, table, select, hasLabels, landlord));
    next = rest.length > size ? { ...token, after: String(page.at(-1)?.[idColumn]) } : null;
  } else {
    const rest = table.changes(token.since, token.until).slice(token.skip);
    value = rest
      .slice(0, size)
      .map((change) =>
        change.kind === 'row'
          ? wireRow(change.row, table, select, hasLabels, landlord)
          : { '@odata.context': `${context}/$deletedEntity`, id: change.id, reason: 'deleted' },
      );
    next = rest.length > size ? { ...token, skip: token.skip + size } : null;
  }
  const link: Record<string, string> =
    next !== null
      ? { '@odata.nextLink': `${base}&$skiptoken=${skipTokenText(next)}` }
      : isTracked && table.isTracked
        ? { '@odata.deltaLink': `${base}&$deltatoken=${deltaTokenText(token.until)}` }
        : {};
  if (isTracked && table.isTracked) void reply.header('preference-applied', 'odata.track-changes');
  const page = {
    '@odata.context': `${context}(${select.join(',')})${token.since === null ? '' : '/$delta'}`,
    value,
    ...link,
  };
  const struck = faults.next(entitySet);
  return struck === null ? reply.send(page) : sendBroken(page, struck.fault, struck.weakness, table, landlord, reply);
}

interface Page {
  readonly value: Record<string, unknown>[];
  readonly [link: string]: unknown;
}

function sendBroken(
  page: Page,
  fault: DataverseFault,
  { text, code, date, where = {} }: Weakness,
  table: Table,
  landlord: DataverseLandlord,
  reply: FastifyReply,
): FastifyReply {
  const whole = JSON.stringify(page);
  const json = (body: string) => reply.type('application/json').send(body);
  const isStruck = (row: Record<string, unknown>) =>
    row['reason'] === undefined && Object.entries(where).every(([column, value]) => row[column] === value);
  const withFirst = (change: (row: Record<string, unknown>) => Record<string, unknown>) => {
    const at = page.value.findIndex(isStruck);
    return reply.send({ ...page, value: page.value.map((row, n) => (n === at ? change(row) : row)) });
  };
  switch (fault) {
    case 'malformedJson':
      return json(`${whole.slice(0, -1)},}`);
    case 'truncatedBody':
      return json(whole.slice(0, whole.length / 2));
    case 'htmlWith200':
      return reply.type('text/html').send('<!doctype html><title>Sign in to your account</title>');
    case 'status500':
      throw new ODataError(500, '0x80040216', 'An unexpected error occurred.');
    case 'status429':
      throw new ODataError(
        429,
        '0x80072322',
        'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
        {
          'retry-after': '17',
        },
      );
    case 'status429UntilDate':
      throw new ODataError(429, '0x80072321', 'Combined execution time of incoming requests exceeded limit.', {
        'retry-after': new Date(Date.now() + 30_000).toUTCString(),
      });
    case 'tokenWithdrawn':
      throw new ODataError(401, '0x80040220', 'The token is no longer good.');
    case 'crossOriginLink': {
      const name = page['@odata.nextLink'] === undefined ? '@odata.deltaLink' : '@odata.nextLink';
      const link = new URL(String(page[name]));
      return reply.send({ ...page, [name]: `https://elsewhere.example${link.pathname}${link.search}` });
    }
    case 'emptyPage': {
      const { '@odata.nextLink': next, ...rest } = page;
      const delta =
        next === undefined
          ? {}
          : {
              '@odata.deltaLink': String(next).replace(
                /\$skiptoken=.*$/,
                `$deltatoken=${deltaTokenText(landlord.versions.latest)}`,
              ),
            };
      return reply.send({ ...rest, ...delta, value: [] });
    }
    case 'dropRows':
      return reply.send({ ...page, value: page.value.filter((_, at) => at % 5 === 0) });
    case 'hugeField':
      return withFirst((row) => ({ ...row, [text]: 'x'.repeat(200_000) }));
    case 'duplicateRows':
      return reply.send({ ...page, value: [...page.value, ...page.value.slice(0, 1)] });
    case 'unknownCode':
      return withFirst((row) => ({
        ...row,
        [code]: 987654,
        [`${code}@OData.Community.Display.V1.FormattedValue`]: 'New',
      }));
    case 'oldDate':
      return withFirst((row) => ({ ...row, [date]: '1900-01-01T00:00:00Z' }));
    case 'unseenDelete': {
      const id = landlord.newId();
      table.put(id, {});
      table.delete(id);
      return reply.send(page);
    }
  }
}

function selectOf(table: Table, asked: string | undefined): readonly string[] {
  const { logicalName, columns } = table.definition;
  if (asked === undefined) return columns;
  const select = asked.split(',');
  const strange = select.find((column) => !table.has(column));
  if (strange === undefined) return select;
  throw new ODataError(
    400,
    '0x80060888',
    `Could not find a property named '${strange}' on type 'Microsoft.Dynamics.CRM.${logicalName}'.`,
  );
}

function tokenOf(
  query: Readonly<Record<string, string | undefined>>,
  { versions }: DataverseLandlord,
  { oldest }: Tracking,
): Token {
  const skip = query['$skiptoken'];
  const delta = query['$deltatoken'];
  if (skip !== undefined) {
    const [since = '', until = '', after = '', passed = ''] = skip.split('!');
    return { since: since === '' ? null : Number(since), until: Number(until), after, skip: Number(passed) };
  }
  if (delta === undefined) return { since: null, until: versions.latest, after: '', skip: 0 };
  const since = Number(delta.split('!')[0]);
  if (Number.isNaN(since)) throw new ODataError(400, '0x80040203', 'The delta token is not valid.');
  if (since < oldest) {
    const message = 'Version stamp associated with the client has expired. Please perform a full sync.';
    throw new ODataError(400, '0x80040203', message);
  }
  return { since, until: versions.latest, after: '', skip: 0 };
}

function skipTokenText({ since, until, after, skip }: Token): string {
  return encodeURIComponent([since ?? '', until, after, skip].join('!'));
}

/** `700123!06/01/2026 09:05:07`, as a link holds it. */
function deltaTokenText(version: number): string {
  const [date = '', time = ''] = new Date().toISOString().split('T');
  const [year, month, day] = date.split('-');
  return encodeURIComponent(`${version}!${month}/${day}/${year} ${time.slice(0, 8)}`).replaceAll('!', '%21');
}

/** Answers what is thrown as the Web API writes it. */
export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof ODataError)) throw error;
    return reply
      .code(error.status)
      .headers(error.headers)
      .send({ error: { code: error.code, message: error.message } });
  });
}
