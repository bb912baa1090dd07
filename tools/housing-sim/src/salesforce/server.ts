import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { SalesforceFaults } from './faults.js';
import { lookupOf, OBJECTS, objectNamed, type ObjectName } from './objects.js';
import type { SalesforceOrg, SalesforceRow } from './org.js';
import { parseSoql, runSoql, SoqlError, type SoqlQuery } from './soql.js';

const VERSION = 'v62.0';
const HTML = '<!doctype html><html><head><title>Login</title></head><body>Login</body></html>';
const DAILY = 100_000;

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface HeldList {
  readonly query: SoqlQuery;
  readonly ids: readonly string[];
}

interface Batch {
  readonly query: SoqlQuery;
  readonly list: string | null;
  readonly total: number;
  readonly rows: readonly SalesforceRow[];
  readonly next: number | null;
}

/**
 * The REST API over one organisation: sign-in, query, queryAll, what follows of both, and creating a record. Not yet
 * listening.
 *
 * @param largestBatch rows in an answer, whatever is asked: Salesforce gives fewer where rows are wide
 */
export function buildServer(
  org: SalesforceOrg,
  faults: SalesforceFaults,
  credentials: Credentials,
  largestBatch: number,
): FastifyInstance {
  const server = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  const lists = new Map<string, HeldList>();
  let sessions = 0;
  let session = '';
  let used = 0;

  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  server.post<{ Body: Record<string, string> }>('/services/oauth2/token', (request, reply) => {
    const { grant_type: grant, client_id: id, client_secret: secret } = request.body;
    if (grant !== 'client_credentials')
      return reply.code(400).send({ error: 'unsupported_grant_type', error_description: 'grant type not supported' });
    if (id !== credentials.clientId || secret !== credentials.clientSecret)
      return reply.code(400).send({ error: 'invalid_client', error_description: 'invalid client credentials' });
    session = `00D${'x'.repeat(12)}!session${++sessions}`;
    const origin = originOf(request);
    return {
      access_token: session,
      signature: 'c2lnbmF0dXJl',
      scope: 'api',
      instance_url: origin,
      id: `${origin}/id/00D000000000001AAA/005000000000001AAA`,
      token_type: 'Bearer',
      issued_at: String(org.now().getTime()),
    };
  });

  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/services/data/')) return;
    used++;
    reply.header('sforce-limit-info', `api-usage=${used}/${DAILY}`);
    if (session === '' || request.headers.authorization !== `Bearer ${session}`) return expired(reply);
  });

  const batchFrom = (request: FastifyRequest, list: string | null, { query, ids }: HeldList, from: number): Batch => {
    const asked = Number(/batchSize=(\d+)/.exec(String(request.headers['sforce-query-options']))?.[1] ?? 2000);
    const size = Math.min(asked, largestBatch);
    const rows = ids.slice(from, from + size).map((id) => org.get(query.object, id));
    return {
      query,
      list,
      total: ids.length,
      rows: rows.filter((row) => row !== null),
      next: from + size < ids.length ? from + size : null,
    };
  };

  const start = (
    request: FastifyRequest<{ Querystring: { q?: string } }>,
    reply: FastifyReply,
    withDeleted: boolean,
  ) => {
    try {
      const query = parseSoql(request.query.q ?? '', org);
      let rows = runSoql({ ...query, limit: null }, org.visible(query.object, withDeleted));
      if (faults.strikes('dropRows', query.object)) rows = rows.filter(({ Id }) => Number(Id.slice(8, 15)) % 5 === 0);
      const ids = rows.map(({ Id }) => Id).slice(0, query.limit ?? undefined);
      const list = `01gQ0000${String(lists.size + 1).padStart(7, '0')}IAA`;
      lists.set(list, { query, ids });
      return answer(batchFrom(request, list, { query, ids }, 0), reply);
    } catch (error) {
      if (!(error instanceof SoqlError)) throw error;
      return reply.code(400).send([{ message: error.message, errorCode: error.errorCode }]);
    }
  };
  server.get<{ Querystring: { q?: string } }>(`/services/data/${VERSION}/query`, (request, reply) =>
    start(request, reply, false),
  );
  server.get<{ Querystring: { q?: string } }>(`/services/data/${VERSION}/queryAll`, (request, reply) =>
    start(request, reply, true),
  );
  server.get<{ Params: { locator: string } }>(`/services/data/${VERSION}/query/:locator`, (request, reply) => {
    const [list = '', from] = request.params.locator.split('-');
    const held = lists.get(list);
    if (held === undefined || faults.strikes('lapsedList', held.query.object))
      return reply.code(400).send([{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }]);
    return answer(batchFrom(request, list, held, Number(from)), reply);
  });

  const answer = (batch: Batch, reply: FastifyReply) => {
    const { object } = batch.query;
    if (faults.strikes('status503', object))
      return reply.code(503).send([{ message: 'Server is too busy.', errorCode: 'SERVER_UNAVAILABLE' }]);
    if (faults.strikes('status429', object)) return reply.code(429).header('retry-after', '3').send([]);
    if (faults.strikes('requestLimit', object)) {
      const message = 'TotalRequests Limit exceeded.';
      return reply.code(403).send([{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    }
    if (faults.strikes('expiredSession', object)) {
      session = '';
      return expired(reply);
    }
    if (faults.strikes('malformedQuery', object))
      return reply.code(400).send([{ message: 'unexpected token', errorCode: 'MALFORMED_QUERY' }]);
    if (faults.strikes('nearLimit', object))
      reply.header('sforce-limit-info', `api-usage=${DAILY - 100}/${DAILY}; per-app-api-usage=17/250(appName=other)`);
    reply.type('application/json;charset=UTF-8');
    if (faults.strikes('htmlWith200', object)) return reply.type('text/html').send(HTML);
    if (faults.strikes('emptyPage', object)) return { totalSize: 0, done: true, records: [] };
    const body = JSON.stringify(pageOf(batch, org, faults));
    if (faults.strikes('truncatedBody', object)) return reply.send(body.slice(0, Math.floor(body.length / 2)));
    return reply.send(faults.strikes('malformedJson', object) ? body.replace('{', '{,') : body);
  };

  server.get<{ Params: { object: string } }>(
    `/services/data/${VERSION}/sobjects/:object/describe`,
    (request, reply) => {
      const object = objectNamed(request.params.object);
      if (object === null)
        return reply.code(404).send([{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
      return descriptionOf(object);
    },
  );

  server.post<{ Params: { object: string }; Body: Record<string, unknown> }>(
    `/services/data/${VERSION}/sobjects/:object`,
    (request, reply) => {
      const object = objectNamed(request.params.object);
      if (object === null)
        return reply.code(404).send([{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
      const fields: Record<string, string | boolean | null> = {};
      for (const [name, value] of Object.entries(request.body)) {
        if (!Object.hasOwn(OBJECTS[object].fields, name)) {
          const message = `No such column '${name}' on sobject of type ${object}`;
          return reply.code(400).send([{ message, errorCode: 'INVALID_FIELD' }]);
        }
        fields[name] = typeof value === 'string' || typeof value === 'boolean' ? value : null;
      }
      if (faults.strikes('status503', object))
        return reply.code(503).send([{ message: 'Server is too busy.', errorCode: 'SERVER_UNAVAILABLE' }]);
      if (faults.strikes('requestLimit', object)) {
        const message = 'TotalRequests Limit exceeded.';
        return reply.code(403).send([{ message, errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
      }
      const id = org.create(object, fields);
      /* Kept by now, and nobody hears of it. */
      if (faults.strikes('truncatedBody', object)) return reply.code(201).send('{"id":');
      return reply.code(201).send({ id, success: true, errors: [] });
    },
  );
  return server;
}

function expired(reply: FastifyReply): FastifyReply {
  return reply.code(401).send([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
}

function originOf(request: FastifyRequest): string {
  return `http://${request.headers.host ?? ''}`;
}

function pageOf({ query, list, total, rows, next }: Batch, org: SalesforceOrg, faults: SalesforceFaults): object {
  const records = rows.map((row) => recordOf(query, row, org));
  spoil(records, rows, query.object, faults);
  if (next === null) return { totalSize: total, done: true, records };
  const path = `/services/data/${VERSION}/query/${list}-${next}`;
  const isElsewhere = faults.strikes('crossOriginNext', query.object) !== null;
  const nextRecordsUrl = isElsewhere ? `https://elsewhere.example${path}` : path;
  return { totalSize: total, done: false, nextRecordsUrl, records };
}

type Wire = Record<string, unknown>;

/** As Salesforce names the types; a lookup is a `reference` to one object or to several. */
const typeNames: Readonly<Record<string, string>> = { text: 'string', polymorphic: 'reference' };

/** An object with its fields, as sObject Describe tells them; of what it says of each, the part that says what it is. */
function descriptionOf(object: ObjectName): object {
  const fields = Object.entries(OBJECTS[object].fields).map(([name, holds]) => {
    const isLookup = holds === 'polymorphic' || objectNamed(holds) !== null;
    const type = name === 'Id' ? 'id' : isLookup ? 'reference' : (typeNames[holds] ?? holds);
    return {
      ...{ name, label: name.replaceAll('_', ' '), type, nillable: name !== 'Id', custom: name.endsWith('__c') },
      length: type === 'id' || isLookup ? 18 : type === 'string' || type === 'picklist' ? 255 : 0,
      referenceTo: isLookup ? (holds === 'polymorphic' ? ['Account', 'Contact'] : [holds]) : [],
      relationshipName: isLookup ? name.replace(/__c$/, '__r').replace(/Id$/, '') : null,
      picklistValues: [],
    };
  });
  return {
    ...{ name: object, label: object, custom: object.endsWith('__c'), keyPrefix: OBJECTS[object].prefix },
    ...{ queryable: true, retrieveable: true, createable: true, fields },
    urls: { sobject: `/services/data/${VERSION}/sobjects/${object}` },
  };
}

function recordOf({ fields, object }: SoqlQuery, row: SalesforceRow, org: SalesforceOrg): Wire {
  const record: Wire = { attributes: { type: object, url: urlOf(object, row.Id) } };
  for (const path of fields) {
    const [step = '', inner] = path.split('.');
    if (inner === undefined) {
      record[step] = wireValue(object, step, row);
      continue;
    }
    const id = row[lookupOf(object, step) ?? ''];
    const found = typeof id === 'string' ? org.find(id) : null;
    if (found === null) {
      record[step] = null;
      continue;
    }
    const attributes = { type: found.object, url: urlOf(found.object, found.row.Id) };
    const before = (record[step] ?? { attributes }) as Wire;
    record[step] = { ...before, [inner]: org.valueAt(object, row, path) };
  }
  return record;
}

/** Date-times have no colon in their offset. */
function wireValue(object: ObjectName, field: string, row: SalesforceRow): unknown {
  const value = row[field] ?? null;
  const isTime = OBJECTS[object].fields[field] === 'datetime' && typeof value === 'string';
  return isTime ? value.replace(/Z$/, '+0000') : value;
}

function urlOf(object: ObjectName, id: string): string {
  return `/services/data/${VERSION}/sobjects/${object}/${id}`;
}

function spoil(records: Wire[], rows: readonly SalesforceRow[], object: ObjectName, faults: SalesforceFaults): void {
  if (records.length === 0) return;
  const values = { hugeField: 'x'.repeat(200_000), unknownCode: 'Never heard of', oldDate: '1900-01-01' } as const;
  for (const fault of ['hugeField', 'unknownCode', 'oldDate'] as const) {
    const options = faults.strikes(fault, object);
    if (options === null) continue;
    const at = rows.findIndex((row) =>
      Object.entries(options.where ?? {}).every(([name, value]) => row[name] === value),
    );
    /* Not on this page: it waits for the next. */
    if (at < 0) faults.set(fault, object, options);
    else records[at] = { ...records[at], [options.field ?? 'Name']: values[fault] };
  }
  if (faults.strikes('duplicateRow', object)) records.push(records[0] ?? {});
}
