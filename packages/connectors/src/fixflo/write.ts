import * as z from 'zod';

import {
  type ConnectorContext,
  type FetchedText,
  type RaiseRequest,
  SourceProblem,
  type WriteReceipt,
  type WriteRequest,
} from '../contract.js';
import { id, listOf, ownId, text } from '../reading/fields.js';
import { retryAfterSeconds } from '../reading/retry-after.js';

import { apiUrl, getPage, headersFor } from './ask.js';
import type { FixfloConfig } from './configuration.js';

/** A list that always gives a next page must not hold us. */
const mostPages = 50;
/** The newest issues of a home, whose comments are looked through for one that is there already. */
const mostIssues = 20;

const summary = z.object({ id: ownId, IssueTitle: text, Status: text, Created: text });
type Summary = z.output<typeof summary>;
const comment = z.object({ id: ownId, message: text });
const tenantProperty = z.object({ PropertyId: id });
const envelope = z.object({ Errors: listOf(z.unknown()), Entity: z.unknown().optional(), id: id, Id: id });
const draftKept = z.union([z.object({ id: ownId }), z.object({ Id: ownId }).transform(({ Id }) => ({ id: Id }))]);

/**
 * Writes a comment for the landlord's own staff on the newest issue about a home, or of a person at their home, an open
 * one before a closed one. The receipt is `<issue>-<comment>`. Refused where there is no issue: Fixflo keeps notes of no
 * other kind that more than one can be written of.
 */
export async function writeNote(
  config: FixfloConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const issues = await issuesAbout(config, request, context);
  const byDate = [...issues].sort((a, b) => ((a.Created ?? '') < (b.Created ?? '') ? 1 : -1)).slice(0, mostIssues);
  for (const issue of byDate) {
    const before = await findComment(issue.id, request.reference, config, context);
    if (before !== null) return { receipt: `${issue.id}-${before}` };
  }
  const issue = byDate.find(({ Status }) => Status !== 'Closed') ?? byDate[0];
  if (issue === undefined) {
    const message = 'Fixflo takes notes on issues alone, and there is none here. Write it into Fixflo by hand.';
    throw new SourceProblem('refused', message, false);
  }
  const written = {
    message: withReference(`${request.title}\n\n${request.text}`, request.reference),
    commentToEntityType: ['agent'],
  };
  const kept = await post(`Issue/${encodeURIComponent(issue.id)}/Comment`, written, config, context);
  const own = kept.id ?? kept.Id ?? (await findComment(issue.id, request.reference, config, context));
  if (own === null) throw unreadReceipt();
  return { receipt: `${issue.id}-${own}` };
}

/** Drafts an issue about a home and commits the draft, unless it is there. The receipt is the issue's id. */
export async function raiseIssue(
  config: FixfloConfig,
  request: RaiseRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { record, reference, route, isEmergency, isDampOrMould } = request;
  if (record.type !== 'home' || !/^\d+$/.test(record.id))
    throw new SourceProblem('refused', 'An issue is about a property, and this is none of Fixflo.', false);
  const before = await findIssue(request, config, context);
  if (before !== null) return { receipt: before };
  const mark = isDampOrMould ? 'Damp or mould. ' : '';
  const draft = {
    IssueTitle: withReference(request.title, reference),
    FaultId: config.faultId,
    /* Published: 0 is an emergency, 1 and 2 are urgent, 3 to 5 are not. */
    FaultPriority: isEmergency ? 0 : route === 'hazard' || isDampOrMould ? 1 : 3,
    FaultNotes: `${mark}${request.text}`,
    PropertyId: Number(record.id),
  };
  const kept = draftKept.safeParse((await post('IssueDraft', draft, config, context)).Entity);
  if (!kept.success) throw unreadReceipt();
  await post('IssueDraft/Commit', { id: kept.data.id, FaultId: config.faultId }, config, context);
  /* The answer to a commit is the draft: the issue that came of it is looked for. */
  const raised = await findIssue(request, config, context);
  if (raised === null) throw unreadReceipt();
  return { receipt: raised };
}

async function findIssue(
  { record, reference }: RaiseRequest,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<string | null> {
  const issues = await rowsOf(issuesOf(record.id, null, config), summary, config, context);
  return issues.find(({ IssueTitle }) => carries(IssueTitle, reference))?.id ?? null;
}

async function issuesAbout(
  config: FixfloConfig,
  { record }: WriteRequest,
  context: ConnectorContext,
): Promise<readonly Summary[]> {
  if (record.type === 'home') return rowsOf(issuesOf(record.id, null, config), summary, config, context);
  if (record.type === 'tenancy') return [];
  const url = apiUrl(config, `Tenant/${encodeURIComponent(record.id)}/Properties`);
  const found: Summary[] = [];
  for (const { PropertyId } of await rowsOf(url, tenantProperty, config, context)) {
    if (PropertyId !== null)
      found.push(...(await rowsOf(issuesOf(PropertyId, record.id, config), summary, config, context)));
  }
  return found;
}

function issuesOf(property: string, tenant: string | null, config: FixfloConfig): string {
  return apiUrl(config, `Property/${encodeURIComponent(property)}/Issues`, { pg: 1, TenantId: tenant });
}

async function findComment(
  issue: string,
  reference: string,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<string | null> {
  const query = { Id: issue, pg: 1, pgsz: config.pageSize };
  const url = apiUrl(config, `Issue/${encodeURIComponent(issue)}/Comments`, query);
  const comments = await rowsOf(url, comment, config, context);
  return comments.find(({ message }) => carries(message, reference))?.id ?? null;
}

async function rowsOf<Row>(
  from: string,
  row: z.ZodType<Row>,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let url: string | null = from;
  for (let page = 0; url !== null; page++) {
    if (page === mostPages) throw new SourceProblem('not-a-page', 'The list does not end.', true);
    const read = await getPage(url, 'pg', config, context);
    for (const one of read.rows) {
      const parsed = row.safeParse(one);
      if (parsed.success) rows.push(parsed.data);
    }
    url = read.next;
  }
  return rows;
}

/** Fixflo keeps no key of ours, so what is written carries our reference, and is found again by it. */
function withReference(words: string, reference: string): string {
  return `${words} (Doorstep reference ${reference})`;
}

function carries(words: string | null, reference: string): boolean {
  return words?.includes(`(Doorstep reference ${reference})`) === true;
}

/** Sends once. Everything that was not refused is worth another try, because what is there is looked for first. */
async function post(
  path: string,
  body: object,
  config: FixfloConfig,
  { send }: ConnectorContext,
): Promise<z.output<typeof envelope>> {
  const headers = { ...headersFor(config), 'content-type': 'application/json' };
  let answer: FetchedText;
  try {
    answer = await send({ method: 'POST', url: apiUrl(config, path), headers, body: JSON.stringify(body) });
  } catch (error) {
    if (!(error instanceof SourceProblem) || error.code === 'blocked-address') throw error;
    throw new SourceProblem(error.code, error.message, true, { mayHaveArrived: !error.retryable });
  }
  refuseUnlessTaken(answer);
  let read;
  try {
    read = envelope.safeParse(JSON.parse(answer.body));
  } catch {
    throw unreadReceipt();
  }
  if (!read.success) throw unreadReceipt();
  if (read.data.Errors.length > 0) throw new SourceProblem('refused', 'Fixflo would not take it.', false);
  return read.data;
}

function refuseUnlessTaken(answer: FetchedText): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) {
    const message = `Fixflo refused the token (${status}). Ask its administrator for the right to write.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 429) {
    const message = 'Fixflo asks for fewer requests (429).';
    throw new SourceProblem('too-many-requests', message, true, { retryAfterSeconds: retryAfterSeconds(answer) });
  }
  if (status >= 500 || status === 408)
    throw new SourceProblem('unreachable', `Fixflo answered with an error (${status}).`, true, {
      mayHaveArrived: true,
    });
  throw new SourceProblem('refused', `Fixflo would not take it (${status}).`, false);
}

function unreadReceipt(): SourceProblem {
  return new SourceProblem('not-json', 'Fixflo took it and gave no number for it.', true, { mayHaveArrived: true });
}
