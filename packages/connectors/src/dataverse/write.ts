import { createHash } from 'node:crypto';

import * as z from 'zod';

import {
  type ConnectorContext,
  type FetchedText,
  type RaiseRequest,
  SourceProblem,
  type WriteReceipt,
  type WriteRequest,
} from '../contract.js';
import { retryAfterSeconds } from '../reading/retry-after.js';

import { apiOf, ask, odata, readOData, withToken } from './ask.js';
import type { DataverseConfig } from './configuration.js';
import { placeOf } from './place.js';

const tableOf = { person: 'people', tenancy: 'tenancies', home: 'homes' } as const;
/** The longest title of a task and of a case. */
const LONGEST_TITLE = 200;

/** Writes a note (annotation) on a contact, account or home, unless it is there. The receipt is the note's id. */
export async function writeNote(
  config: DataverseConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { table, bind } = await recordOf(config, request, context);
  const note = {
    subject: request.title.slice(0, LONGEST_TITLE),
    notetext: withReference(request.text, request.reference),
    [`objectid_${table}@odata.bind`]: bind,
  };
  return createOnce('annotation', 'annotationid', note, config, request, context);
}

/** Puts a task on a contact, account or home, unless it is there. The receipt is the task's id. */
export async function writeTask(
  config: DataverseConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { table, bind } = await recordOf(config, request, context);
  const task = {
    subject: request.title.slice(0, LONGEST_TITLE),
    description: withReference(request.text, request.reference),
    [`regardingobjectid_${table}_task@odata.bind`]: bind,
  };
  return createOnce('task', 'activityid', task, config, request, context);
}

/** Raises a case (incident) about a home, unless it is there. The receipt is the case's number. */
export async function raiseCase(
  config: DataverseConfig,
  request: RaiseRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { raising } = config;
  if (raising === null) {
    const message =
      'Dataverse wants a customer for every case, and a lookup for the home. Set raiseCustomer and raiseHomeLookup on the connection.';
    throw new SourceProblem('refused', message, false);
  }
  const { bind } = await recordOf(config, request, context);
  const isUrgent = request.isEmergency || request.route !== 'service_request';
  const mark = request.isDampOrMould ? 'Damp or mould.\n\n' : '';
  const raised = {
    title: request.title.slice(0, LONGEST_TITLE),
    description: withReference(`${mark}${request.text}\n\nTold on ${request.toldAt}`, request.reference),
    /* High, or normal. */
    prioritycode: isUrgent ? 1 : 2,
    ...(raising.caseType === null ? {} : { casetypecode: raising.caseType }),
    'customerid_account@odata.bind': `/accounts(${raising.customer})`,
    [`${raising.homeLookup}@odata.bind`]: bind,
  };
  return createOnce('incident', 'ticketnumber', raised, config, request, context);
}

function withReference(text: string, reference: string): string {
  return `${text}\n\nDoorstep reference ${reference}`;
}

async function recordOf(
  config: DataverseConfig,
  { record }: WriteRequest,
  context: ConnectorContext,
): Promise<{ readonly table: string; readonly bind: string }> {
  const table = config.tables[tableOf[record.type]];
  if (table === '' || !/^[0-9a-f-]{1,36}$/i.test(record.id))
    throw new SourceProblem('refused', 'The record that this belongs to is not one of Dataverse.', false);
  const { entitySet } = await placeOf(table, config, context);
  return { table, bind: `/${entitySet}(${record.id})` };
}

/**
 * The id of what is written, made of our reference and of what it is written on. Dataverse takes an id from whoever
 * creates a row, so the same is never written twice, and is found again without a search (RFC 9562 version 8).
 */
function idFor(table: string, { reference, record }: WriteRequest): string {
  const bytes = createHash('sha256').update(`doorstep ${table} ${reference} ${record.type} ${record.id}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * Looks for the row under its id, and creates it where there is none. `If-None-Match: *` creates and never changes, so
 * whoever was quicker is answered for as well. Throws `SourceProblem`, with `mayHaveArrived` wherever it may be there.
 */
async function createOnce(
  table: string,
  receiptColumn: string,
  row: object,
  config: DataverseConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const id = idFor(table, request);
  const { entitySet } = await placeOf(table, config, context);
  const url = `${apiOf(config)}/${entitySet}(${id})?$select=${receiptColumn}`;
  const before = await ask(url, config, context);
  if (before.status !== 404) return { receipt: receiptIn(readOData(before), receiptColumn, id) };
  const headers = {
    ...odata,
    'content-type': 'application/json',
    'if-none-match': '*',
    prefer: 'return=representation',
  };
  let answer: FetchedText;
  try {
    answer = await withToken(config, context, (authorization) =>
      context.send({ method: 'PATCH', url, headers: { ...headers, authorization }, body: JSON.stringify(row) }),
    );
  } catch (error) {
    throw error instanceof SourceProblem ? ofSending(error) : error;
  }
  if (answer.status === 412)
    return { receipt: receiptIn(readOData(await ask(url, config, context)), receiptColumn, id) };
  refuseUnlessTaken(answer);
  return { receipt: receiptIn(parsedOrNull(answer.body), receiptColumn, id) };
}

/** A row that was taken is there under its id, whatever the answer says. */
function receiptIn(row: unknown, receiptColumn: string, id: string): string {
  const read = z.object({ [receiptColumn]: z.string().min(1).max(200) }).safeParse(row);
  return read.success ? (read.data[receiptColumn] ?? id) : id;
}

function parsedOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The client calls only that retryable of which nothing can have arrived; here all is, because it is looked for. */
function ofSending({ code, message, retryable, retryAfterSeconds: seconds }: SourceProblem): SourceProblem {
  if (code === 'blocked-address' || code === 'no-permission') return new SourceProblem(code, message, false);
  return new SourceProblem(code, message, true, { mayHaveArrived: !retryable, retryAfterSeconds: seconds });
}

function refuseUnlessTaken(answer: FetchedText): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) {
    const message = `Dataverse refused the application user (${status}). Give its role the right to create and append.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 429) {
    const message = 'Dataverse asks for fewer requests (429).';
    throw new SourceProblem('too-many-requests', message, true, { retryAfterSeconds: retryAfterSeconds(answer) });
  }
  if (status >= 500 || status === 408) {
    const message = `Dataverse answered with an error (${status}).`;
    throw new SourceProblem('unreachable', message, true, { mayHaveArrived: true });
  }
  throw new SourceProblem('refused', `Dataverse would not take it (${status}).`, false);
}
