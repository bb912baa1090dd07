import * as z from 'zod';

import {
  type ConnectorContext,
  type FetchedText,
  type RaiseRequest,
  SourceProblem,
  type WriteReceipt,
  type WriteRequest,
} from '../contract.js';
import { ownId } from '../reading/fields.js';
import { dateOf } from '../reading/times.js';

import { askMore, askQuery, errorCodeOf, readAnswer, told, tooMany } from './ask.js';
import type { SalesforceConfig } from './configuration.js';
import { carriesReference, withReference } from './our-reference.js';
import { inSession } from './session.js';
import { isId, quoted } from './soql.js';

/** What Salesforce takes of a subject; the text is never cut. */
const LONGEST_SUBJECT = 255;
/** No record has so many since somebody said something; a list that never ends must not hold us. */
const MOST_PAGES = 100;
/** Their clock and ours, and a text that was told before it came here. */
const EARLIER = 86_400_000;

const pageShape = z.object({ records: z.array(z.unknown()), nextRecordsUrl: z.string().nullish() });
const rowShape = z.object({ Id: ownId, IsDeleted: z.boolean(), Description: z.string().nullish() });
const keptShape = z.object({ id: ownId, success: z.literal(true) });

/** Writes a finished task on a contact, a tenancy or a home, unless it is there. The receipt is its id. */
export function writeNote(
  config: SalesforceConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  return writeTask({ Status: config.doneStatus }, config, request, context);
}

/** Writes an open task for staff, unless it is there. Whose it is, Salesforce's own rules decide. */
export function writeOpenTask(
  config: SalesforceConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  return writeTask({}, config, request, context);
}

function writeTask(
  more: Readonly<Record<string, unknown>>,
  config: SalesforceConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const link = request.record.type === 'person' ? 'WhoId' : 'WhatId';
  const task = { ...more, ActivityDate: dateOf(request.toldAt, context.mapping.timeZones['tasks'] ?? 'Europe/London') };
  return writeOnce('Task', link, task, config, request, context);
}

/** Raises a case on a home, unless it is there. The receipt is its id. */
export async function raiseCase(
  config: SalesforceConfig,
  request: RaiseRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { raising } = config;
  if (raising === null) {
    const message = 'A case has to name its home. Set raiseHomeField on the connection to the lookup that does.';
    throw new SourceProblem('refused', message, false);
  }
  const isUrgent = request.isEmergency || request.route === 'emergency';
  const raised = {
    ...(raising.type === null ? {} : { Type: raising.type }),
    ...(isUrgent ? { Priority: raising.urgentPriority } : {}),
    ...(raising.dampField === null ? {} : { [raising.dampField]: request.isDampOrMould }),
  };
  return writeOnce('Case', raising.homeField, raised, config, request, context);
}

async function writeOnce(
  object: 'Task' | 'Case',
  link: string,
  more: Readonly<Record<string, unknown>>,
  config: SalesforceConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  if (!isId(request.record.id))
    throw new SourceProblem(
      'refused',
      'The record is not one of Salesforce’s, so nothing can be written on it.',
      false,
    );
  const before = await find(object, link, config, request, context);
  if (before !== null) return { receipt: before };
  const { referenceField } = config;
  const record = {
    ...more,
    [link]: request.record.id,
    Subject: request.title.slice(0, LONGEST_SUBJECT),
    Description: withReference(request.text, request.reference),
    ...(referenceField === null ? {} : { [referenceField]: request.reference }),
  };
  return { receipt: await create(object, record, config, context) };
}

/**
 * The id of what was written with this reference, null where there is none. Salesforce cannot search in long texts, so
 * without a field for it, what stands on the record since then is looked through.
 */
async function find(
  object: 'Task' | 'Case',
  link: string,
  config: SalesforceConfig,
  { record, reference, toldAt }: WriteRequest,
  context: ConnectorContext,
): Promise<string | null> {
  const { referenceField } = config;
  const since = new Date(Date.parse(toldAt) - EARLIER).toISOString();
  const soql =
    referenceField === null
      ? `SELECT Id, IsDeleted, Description FROM ${object} WHERE ${link} = ${quoted(record.id)} AND CreatedDate >= ${since}`
      : `SELECT Id, IsDeleted FROM ${object} WHERE ${referenceField} = ${quoted(reference)}`;
  let answer = await askQuery(soql, config, context);
  for (let asked = 1; asked <= MOST_PAGES; asked++) {
    const page = pageShape.safeParse(readAnswer(answer));
    if (!page.success) throw new SourceProblem('not-a-page', 'The answer is not a page of records.', true);
    for (const one of page.data.records) {
      const row = rowShape.safeParse(one);
      if (!row.success) continue;
      /* Somebody who deleted it has seen it: written again, it would only come back. */
      if (referenceField !== null || carriesReference(row.data.Description, reference)) return row.data.Id;
    }
    const next = page.data.nextRecordsUrl ?? null;
    if (next === null) return null;
    answer = await askMore(next, config, context);
  }
  throw new SourceProblem('not-a-page', 'The list repeats itself and never ends.', true);
}

async function create(
  object: string,
  record: object,
  config: SalesforceConfig,
  context: ConnectorContext,
): Promise<string> {
  let answer: FetchedText;
  try {
    answer = await inSession(config, context, ({ instanceUrl, token }) =>
      context.send({
        method: 'POST',
        url: `${instanceUrl}/services/data/${config.apiVersion}/sobjects/${object}`,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(record),
      }),
    );
  } catch (error) {
    throw error instanceof SourceProblem ? ofSending(error) : error;
  }
  refuseUnlessTaken(answer);
  try {
    return keptShape.parse(JSON.parse(answer.body)).id;
  } catch {
    const message = 'Salesforce took it and gave no id for it.';
    throw new SourceProblem('not-json', message, true, { mayHaveArrived: true });
  }
}

/** The client calls only that retryable of which nothing can have arrived; here all is, because it is looked for. */
function ofSending(problem: SourceProblem): SourceProblem {
  const { code, message, retryable } = problem;
  if (code === 'blocked-address' || code === 'no-permission' || code === 'not-as-declared') return problem;
  return new SourceProblem(code, message, true, { mayHaveArrived: !retryable });
}

function refuseUnlessTaken(answer: FetchedText): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const code = errorCodeOf(answer);
  if (status === 429 || code === 'REQUEST_LIMIT_EXCEEDED') throw tooMany(answer);
  if (status === 401 || status === 403) {
    const message = `Salesforce refused the user that the app runs as (${status}${told(code)}). Give it the right to create tasks and cases.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 503) {
    const { message, retryAfterSeconds } = tooMany(answer);
    throw new SourceProblem('too-many-requests', message, true, { retryAfterSeconds, mayHaveArrived: true });
  }
  if (status >= 500 || status === 408) {
    const message = `Salesforce answered with an error (${status}).`;
    throw new SourceProblem('unreachable', message, true, { mayHaveArrived: true });
  }
  throw new SourceProblem('refused', `Salesforce would not take it (${status}${told(code)}).`, false);
}
