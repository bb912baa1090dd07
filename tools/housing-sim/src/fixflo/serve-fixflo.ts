import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import type { FixfloBook, FixfloIssue, FixfloRow } from './book.js';
import type { FixfloFaults, FixfloList } from './faults.js';

export interface ServeOptions {
  readonly token: string;
  /** Rows of a page where the path takes no size. */
  readonly pageSize: number;
  readonly webhookId: string;
}

type Query = Readonly<Record<string, string | undefined>>;
interface Drafted extends FixfloRow {
  readonly id: string;
}

const api = '/api/v2';
const htmlPage = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';
/** Published: 20 per page. */
const activityPage = 20;

/** Fixflo's API v2 over one book, not yet listening. */
export function serveFixflo(book: FixfloBook, faults: FixfloFaults, options: ServeOptions): FastifyInstance {
  const server = Fastify({ forceCloseConnections: true });
  const drafts = new Map<string, Drafted>();

  server.addHook('onRequest', async (request, reply) => {
    reply.header('date', new Date(book.now).toUTCString());
    if (request.headers.authorization !== `Bearer ${options.token}`)
      return reply.code(401).send({ Message: 'Authorization has been denied for this request.' });
    return undefined;
  });
  server.setErrorHandler((error, _request, reply) =>
    reply.code(500).send({ Message: error instanceof Error ? error.message : 'An error has occurred.' }),
  );

  /** A page of a list, and what goes wrong with it. `lists`: whose faults strike it. */
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    lists: readonly FixfloList[],
    pageName: string,
    size: number,
    all: readonly unknown[],
    spell: (pager: object) => unknown = (pager) => pager,
  ): unknown => {
    if (faults.strikes(lists, 'status500')) return reply.code(500).send({ Message: 'An error has occurred.' });
    /* Published: a 429 says nothing of when to come back. */
    if (faults.strikes(lists, 'status429')) return reply.code(429).send({ Message: 'Too many requests.' });
    const number = Number((request.query as Query)[pageName] ?? 1);
    const pages = Math.ceil(all.length / size);
    const link = (n: number): string | null => {
      if (n < 1 || n > pages) return null;
      const here = new URL(request.url, `http://${request.headers.host}`);
      here.searchParams.set(pageName, String(n));
      return here.href;
    };
    let rows = all.slice((number - 1) * size, number * size);
    let next = link(number + 1);
    if (faults.strikes(lists, 'emptyPage')) return spell({ TotalItems: 0, TotalPages: 0, Items: [], NextURL: null });
    if (faults.strikes(lists, 'dropRows')) rows = rows.filter((_row, index) => index % 5 === 0);
    if (rows.length > 0 && faults.strikes(lists, 'duplicateRows')) rows = [...rows, rows[0]];
    if (next !== null && faults.strikes(lists, 'foreignLink')) next = `https://elsewhere.example${request.url}`;
    const pager = spell({
      TotalItems: all.length,
      TotalPages: pages,
      Items: rows,
      NextURL: next,
      PreviousURL: link(number - 1),
    });
    if (faults.strikes(lists, 'htmlWith200')) return reply.type('text/html').send(htmlPage);
    const text = JSON.stringify(pager);
    if (faults.strikes(lists, 'truncatedBody'))
      return reply.type('application/json').send(text.slice(0, text.length / 2));
    if (faults.strikes(lists, 'malformedJson')) return reply.type('application/json').send(text.replace('{', '{,'));
    return pager;
  };

  server.get(`${api}/Property/Search`, (request, reply) => {
    const query = request.query as Query;
    const rows = [...book.properties.values()].filter((one) => one.IsDeleted === (query['IsDeleted'] === 'true'));
    const size = Number(query['pgsz'] ?? 10);
    return page(request, reply, ['properties'], 'pg', size, rows, (pager) => {
      const { Items } = pager as { readonly Items: readonly FixfloRow[] };
      return { ...pager, Items: faults.spoil('properties', Items) };
    });
  });

  server.get(`${api}/Property`, (request, reply) => {
    const found = book.properties.get(Number((request.query as Query)['Id']));
    return found ?? reply.code(404).send({ Message: 'Property not found' });
  });

  server.get(`${api}/PropertyAddress/:id`, (request, reply) => {
    const { id } = request.params as { id: string };
    const PropertyId = book.addresses.get(id);
    return PropertyId === undefined ? reply.code(404).send({ Message: 'Not found' }) : { id: Number(id), PropertyId };
  });

  server.get(`${api}/Property/:id/Issues`, (request, reply) => {
    const { id } = request.params as { id: string };
    const tenant = (request.query as Query)['TenantId'];
    const rows = [...book.issues.values()]
      .filter((one) => String((one['Property'] as { id?: unknown } | null)?.id) === id)
      .filter((one) => tenant === undefined || one['TenantId'] === tenant)
      .map(({ Id, Title, Status, Created }) => ({ id: Id, IssueId: Id, IssueTitle: Title, Status, Created }));
    return page(request, reply, [], 'pg', options.pageSize, rows);
  });

  server.get(`${api}/Tenants`, (request, reply) => {
    const since = (request.query as Query)['UpdatedSince'] ?? '';
    const rows = [...book.tenants.values()].filter((one) => String(one['UpdateDate']) >= since);
    if (faults.strikes(['tenants'], 'orderByChange'))
      rows.sort((a, b) => (String(a['UpdateDate']) < String(b['UpdateDate']) ? -1 : 1));
    return page(request, reply, ['tenants'], 'pg', options.pageSize, rows, (pager) => {
      const { Items } = pager as { readonly Items: readonly FixfloRow[] };
      return { ...pager, Items: faults.spoil('tenants', Items) };
    });
  });

  server.get(`${api}/Tenant`, (request, reply) => {
    const found = book.tenants.get((request.query as Query)['Id'] ?? '');
    return found ?? reply.code(404).send({ Message: 'Tenant not found' });
  });

  server.get(`${api}/Tenant/:id/Properties`, (request, reply) => {
    const { id } = request.params as { id: string };
    const homes = new Set(
      [...book.issues.values()]
        .filter((one) => one['TenantId'] === id)
        .map((one) => String((one['Property'] as { id: unknown }).id)),
    );
    const rows = [...homes].map((PropertyId) => ({ Id: `${id}-${PropertyId}`, PropertyId, LinkType: 'Tenant' }));
    return page(request, reply, [], 'pg', options.pageSize, rows);
  });

  /* Published: the address of each issue is returned rather than the issue, in the order they were created in. */
  server.get(`${api}/Issues`, (request, reply) => {
    const query = request.query as Query;
    const rows = [...book.issues.values()]
      .filter(({ Created }) => Created >= (query['CreatedSince'] ?? ''))
      .filter(({ Created }) => Created < (query['CreatedBefore'] ?? '9999'))
      /* Published: those that have had a change of status since. */
      .filter(({ StatusChanged }) => StatusChanged >= (query['UpdatedSince'] ?? ''))
      .sort((a, b) => (a.Created === b.Created ? (a.Id < b.Id ? -1 : 1) : a.Created < b.Created ? -1 : 1))
      .map(({ Id }) => `http://${request.headers.host}${api}/Issue/${Id}`);
    return page(request, reply, ['issues', 'comments'], 'page', options.pageSize, rows);
  });

  server.get(`${api}/Issue/:id`, (request, reply) => {
    const found = book.issues.get((request.params as { id: string }).id);
    if (found === undefined) return reply.code(404).send({ Message: 'Issue not found' });
    return faults.spoil('issues', [found])[0];
  });

  server.get(`${api}/Issue/:id/Comments`, (request, reply) => {
    const { id } = request.params as { id: string };
    const rows = book.comments.filter(({ issueId }) => issueId === id).map(({ issueId: _of, ...row }) => row);
    const size = Number((request.query as Query)['pgsz'] ?? 10);
    return page(request, reply, [], 'pg', size, rows, (pager) => {
      const { Items } = pager as { readonly Items: readonly FixfloRow[] };
      return { ...pager, Items: faults.spoil('comments', Items) };
    });
  });

  /* Published: newest first, and a list with a pager in it. */
  server.get(`${api}/Webhook/Activity`, (request, reply) => {
    if ((request.query as Query)['Id'] !== options.webhookId) return reply.code(404).send({ Message: 'Not found' });
    const rows = [...book.deliveries].sort((a, b) => (a.SendTime < b.SendTime ? 1 : -1));
    return page(request, reply, [], 'pg', activityPage, rows, (pager) => [pager]);
  });

  server.post(`${api}/Issue/:id/Comment`, (request, reply) => {
    const issue = book.issues.get((request.params as { id: string }).id);
    if (issue === undefined) return reply.code(404).send({ Message: 'Issue not found' });
    const { message, commentToEntityType } = request.body as { message: string; commentToEntityType: string[] };
    const made = book.comment(issue, 'agent', undefined, message);
    made['commentToEntityType'] = commentToEntityType;
    book.deliver(issue);
    const { issueId: _of, ...row } = made;
    return { HttpStatusCode: 200, HttpStatusCodeDesc: 'OK', Errors: [], Messages: [], ...row };
  });

  server.post(`${api}/IssueDraft`, (request) => {
    const draft: Drafted = { ...(request.body as FixfloRow), id: `draft-${drafts.size + 1}` };
    drafts.set(draft.id, draft);
    return { HttpStatusCode: 200, Errors: [], Messages: [], Entity: { ...draft, PropertyId: 0 } };
  });

  server.post(`${api}/IssueDraft/Commit`, (request) => {
    const draft = drafts.get((request.body as Drafted).id);
    if (draft === undefined) return { HttpStatusCode: 400, Errors: ['There is no such draft.'], Messages: [] };
    drafts.delete(draft.id);
    const issue: FixfloIssue = book.addIssue(undefined, Number(draft['PropertyId']));
    Object.assign(issue, {
      Title: draft['IssueTitle'],
      FaultNotes: draft['FaultNotes'],
      FaultPriority: draft['FaultPriority'],
      Status: 'Reported',
      Job: null,
    });
    return { HttpStatusCode: 200, Errors: [], Messages: [], Entity: draft };
  });

  return server;
}
