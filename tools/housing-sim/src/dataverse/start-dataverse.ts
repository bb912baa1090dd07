import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { type DataverseFault, DataverseFaults, type Weakness } from './faults.js';
import { type DataverseLandlord, type DataverseSize, generateDataverse } from './landlord.js';
import { ODataError } from './odata-error.js';
import { wireRow } from './odata-row.js';
import { answerErrors, serveTable, type Tracking } from './serve-tables.js';
import type { Table } from './table.js';
import { createRow } from './write-row.js';

export interface DataverseSimOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly seed: number;
  readonly size: DataverseSize;
  /** What the application signs in with. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** `YYYY-MM-DD`; everything is dated against it. */
  readonly today: string;
}

export interface DataverseSim {
  /** Of the environment and of sign-in: `http://127.0.0.1:…` */
  readonly url: string;
  readonly landlord: DataverseLandlord;
  /** For one page of the table's rows, or until it is mended. */
  strike(table: string, fault: DataverseFault, weakness: Weakness): void;
  mend(): void;
  /** Makes every delta link handed out so far one that has expired. */
  expireLinks(): void;
  /** How often somebody signed in. */
  signIns(): number;
  close(): Promise<void>;
}

const TOKEN_SECONDS = 3599;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Starts a simulated Dynamics 365 environment on loopback: sign-in with client credentials, and of the Web API what
 * reads, follows changes and creates. Built from Microsoft's published pages on change tracking, conditional requests
 * and service protection limits.
 */
export async function startDataverseSim(options: DataverseSimOptions): Promise<DataverseSim> {
  const landlord = generateDataverse(options.size, options.seed, options.today);
  const faults = new DataverseFaults();
  const tracking: Tracking = { oldest: 0 };
  const server = Fastify({ forceCloseConnections: true });
  answerErrors(server);
  const signIns = serveSignIn(server, options);
  server.addHook('onRequest', (request, _reply, done) => {
    const isOpen = request.url.includes('/oauth2/');
    done(
      isOpen || signIns.has(request.headers.authorization) ? undefined : new ODataError(401, '0x80040220', 'Sign in.'),
    );
  });
  serveApi(server, landlord, faults, tracking);
  const url = await server.listen({ port: options.port, host: '127.0.0.1' });
  return {
    url,
    landlord,
    strike: (table, fault, weakness) => faults.strike(landlord.table(table).definition.entitySet, fault, weakness),
    mend: () => faults.mend(),
    expireLinks: () => {
      tracking.oldest = landlord.versions.next();
    },
    signIns: () => signIns.size,
    close: () => server.close(),
  };
}

/** `POST /<directory>/oauth2/v2.0/token`. Answers the `authorization` headers that are good. */
function serveSignIn(
  server: FastifyInstance,
  { clientId, clientSecret }: DataverseSimOptions,
): Set<string | undefined> {
  const good = new Set<string | undefined>();
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  server.post<{ Body: URLSearchParams }>('/:directory/oauth2/v2.0/token', (request, reply) => {
    const told = request.body;
    const isRight =
      told.get('grant_type') === 'client_credentials' &&
      told.get('scope')?.endsWith('/.default') === true &&
      told.get('client_id') === clientId &&
      told.get('client_secret') === clientSecret;
    if (!isRight) {
      const error_description = 'AADSTS7000215: Invalid client secret provided.';
      return reply.code(401).send({ error: 'invalid_client', error_description });
    }
    const token = `token-${good.size + 1}`;
    good.add(`Bearer ${token}`);
    return reply.send({
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      ext_expires_in: TOKEN_SECONDS,
      access_token: token,
    });
  });
  return good;
}

function serveApi(
  server: FastifyInstance,
  landlord: DataverseLandlord,
  faults: DataverseFaults,
  tracking: Tracking,
): void {
  const tableOf = (entitySet: string): Table => {
    const found = landlord.tables().find(({ definition }) => definition.entitySet === entitySet);
    if (found !== undefined) return found;
    throw new ODataError(404, '0x80060888', `Resource not found for the segment '${entitySet}'.`);
  };
  const rowOf = (path: string): { readonly table: Table; readonly id: string } => {
    const [, entitySet = '', id = ''] = /^(\w+)\((.*)\)$/.exec(path) ?? [];
    const table = tableOf(entitySet);
    if (!ID.test(id)) throw new ODataError(400, '0x80060888', 'Error in query syntax: a key is no unique identifier.');
    return { table, id: id.toLowerCase() };
  };
  const answered = (table: Table, id: string, request: FastifyRequest) => {
    const row = table.get(id);
    if (row === undefined)
      throw new ODataError(404, '0x80040217', `${table.definition.logicalName} With Id = ${id} Does Not Exist`);
    const query = request.query as Readonly<Record<string, string | undefined>>;
    const select = query['$select']?.split(',') ?? table.definition.columns;
    const hasLabels = String(request.headers['prefer'] ?? '').includes('odata.include-annotations');
    return wireRow(row, table, select, hasLabels, landlord);
  };

  server.get('/api/data/:version/WhoAmI', () => ({ UserId: '00000000-0000-0000-0000-000000000001' }));
  server.get<{ Params: { path: string } }>('/api/data/:version/:path/Attributes', (request, reply) => {
    const [, logicalName = ''] = /^EntityDefinitions\(LogicalName='(\w+)'\)$/.exec(request.params.path) ?? [];
    return reply.send({ value: attributesOf(logicalName, landlord) });
  });
  server.get<{ Params: { path: string } }>('/api/data/:version/:path', (request, reply) => {
    const { path } = request.params;
    const [, logicalName] = /^EntityDefinitions\(LogicalName='(\w+)'\)$/.exec(path) ?? [];
    if (logicalName !== undefined) return reply.send(definitionOf(logicalName, landlord));
    if (path.includes('(')) {
      const { table, id } = rowOf(path);
      return reply.send(answered(table, id, request));
    }
    const origin = `http://${request.host}`;
    return serveTable(tableOf(path), request, reply, { landlord, faults, tracking, origin });
  });
  server.patch<{ Params: { path: string }; Body: Readonly<Record<string, unknown>> }>(
    '/api/data/:version/:path',
    (request, reply) => {
      const { table, id } = rowOf(request.params.path);
      if (request.headers['if-none-match'] !== '*')
        throw new ODataError(501, '0x80040224', 'This environment only creates.');
      if (table.get(id) !== undefined)
        throw new ODataError(412, '0x80040237', 'A record with matching key values already exists.');
      createRow(table, id, request.body, landlord);
      const wantsRow = String(request.headers['prefer'] ?? '').includes('return=representation');
      return wantsRow ? reply.code(201).send(answered(table, id, request)) : reply.code(204).send();
    },
  );
}

function tableNamed(logicalName: string, landlord: DataverseLandlord): Table {
  const found = landlord.tables().find(({ definition }) => definition.logicalName === logicalName);
  if (found === undefined)
    throw new ODataError(404, '0x80060888', `Could not find an entity with name ${logicalName}.`);
  return found;
}

/** As the metadata names columns: a lookup without what rows put around it. */
function attributesOf(logicalName: string, landlord: DataverseLandlord): readonly object[] {
  return tableNamed(logicalName, landlord).definition.columns.map((column) => {
    const [, lookup] = /^_(\w+)_value$/.exec(column) ?? [];
    if (lookup !== undefined) return { LogicalName: lookup, AttributeType: 'Lookup' };
    return { LogicalName: column, AttributeType: /(on|date|start|end)$/.test(column) ? 'DateTime' : 'String' };
  });
}

function definitionOf(logicalName: string, landlord: DataverseLandlord): object {
  const found = tableNamed(logicalName, landlord);
  const { entitySet: EntitySetName, idColumn: PrimaryIdAttribute } = found.definition;
  return { EntitySetName, PrimaryIdAttribute, ChangeTrackingEnabled: found.isTracked };
}
