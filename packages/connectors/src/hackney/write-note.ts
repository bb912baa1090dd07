import * as z from 'zod';

import { type ConnectorContext, SourceProblem, type WriteReceipt, type WriteRequest } from '../contract.js';

import type { HackneyConfig } from './configuration.js';
import { id, ownId, text } from '../reading/fields.js';
import { getJson } from './get-json.js';
import { carriesReference, withReference } from './our-reference.js';
import { postJson, unreadReceipt } from './post-json.js';

const targetTypes = { person: 'person', tenancy: 'tenure', home: 'asset' } as const;
const PAGE_SIZE = 50;
/** No record has so many notes; a host that always gives a next page must not hold us. */
const MOST_PAGES = 100;

const page = z.object({
  results: z.array(z.unknown()),
  paginationDetails: z.object({ nextToken: id }).nullish(),
});
const noteRead = z.object({ id: ownId, description: text });
const noteKept = z.object({ id: ownId });

/** Writes a note on a person, tenure or asset through Notes API v2, unless it is there. The receipt is the note's id. */
export async function writeNote(
  config: HackneyConfig,
  request: WriteRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const before = await findNote(config, request, context);
  if (before !== null) return { receipt: before };
  const note = {
    title: request.title,
    description: withReference(request.text, request.reference),
    targetType: targetTypes[request.record.type],
    targetId: request.record.id,
    createdAt: context.now().toISOString(),
    categorisation: { category: 'Engagement', subCategory: null, description: null },
    author: { fullName: 'Doorstep', email: null },
    highlight: false,
  };
  const kept = noteKept.safeParse(await postJson(`${config.notesUrl}/api/v2/notes`, note, config, context));
  if (!kept.success) throw unreadReceipt();
  return { receipt: kept.data.id };
}

/** A record without notes answers 404, which is not an error. */
async function findNote(
  config: HackneyConfig,
  { record, reference }: WriteRequest,
  context: ConnectorContext,
): Promise<string | null> {
  let next: string | null = null;
  for (let asked = 0; asked < MOST_PAGES; asked++) {
    const query = new URLSearchParams({ targetId: record.id, pageSize: String(PAGE_SIZE) });
    if (next !== null) query.set('paginationToken', next);
    const answer = await getJson(`${config.notesUrl}/api/v2/notes?${query.toString()}`, config, context, 'none');
    if (answer === null) return null;
    const read = page.safeParse(answer);
    if (!read.success) throw new SourceProblem('not-a-page', 'The answer is not a list of notes.', true);
    for (const row of read.data.results) {
      const note = noteRead.safeParse(row);
      if (note.success && carriesReference(note.data.description, reference)) return note.data.id;
    }
    next = read.data.paginationDetails?.nextToken ?? null;
    if (next === null) return null;
  }
  throw new SourceProblem('not-a-page', 'The list of notes does not end.', true);
}
