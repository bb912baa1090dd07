import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';
import { ownId } from '../reading/fields.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { aboutStream } from '../reading/mapping.js';
import { fieldsLeft, translateRow } from '../reading/translate-row.js';

import { apiUrl, getPage, type ListPage } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import {
  type Answered,
  issuesCursor,
  issueUrl,
  listsSince,
  type Named,
  namedIn,
  readEach,
  together,
} from './issue-lists.js';
import { comments } from './map-contact.js';
import { repairs } from './map-repair.js';
import { readPass } from './read-pass.js';

const stream = 'comments';
const DAY = 86_400_000;
/** No issue has so many; a host that always gives a next page must not hold us. */
const mostPages = 100;

/** No list holds comments, so those of each issue that something happened to are read. */
export function readComments(config: FixfloConfig, state: unknown, context: ConnectorContext): AsyncGenerator<Message> {
  const begin = new Date(context.now().getTime() - config.lookBackDays * DAY).toISOString();
  return readPass(
    {
      stream,
      cursor: issuesCursor,
      lists: (since) => listsSince(config, since ?? begin),
      tell: async (rows) => {
        const named = namedIn(rows, config);
        const told = await commentsOf(named, config, context);
        const times = told.messages.map((one) => (one.type === 'RECORD' ? one.sourceUpdatedAt : null));
        return { ...told, changedAt: [...named.map(({ at }) => at), ...times] };
      },
    },
    config,
    state,
    context,
  );
}

/** A key is `<issue>-<comment>`, and what is asked for is the issue. */
export function hydrateComments(
  config: FixfloConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const id = key.slice(0, Math.max(0, key.lastIndexOf('-')));
    if (id === '') return [{ type: 'DELETE', stream, key }];
    const { messages } = await commentsOf([{ id, url: issueUrl(id, config), at: null }], config, context);
    return messages.filter((one) => {
      if (one.type === 'RECORD' || one.type === 'PROBLEM') return one.key === key;
      return false;
    });
  };
  return hydrateKeys(stream, keys, readKey, context);
}

/** The comments of each issue, with whom and what the issue is about, eight issues at a time. Throws `SourceProblem`. */
async function commentsOf(
  named: readonly Named[],
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<{ readonly messages: readonly Message[]; readonly fieldsLeft: readonly string[] }> {
  const messages: Message[] = [];
  const left = new Set<string>();
  for (let from = 0; from < named.length; from += together) {
    const answers = await readEach(stream, named.slice(from, from + together), config, context);
    for (const told of await Promise.all(answers.map((answer) => commentsOn(answer, config, context)))) {
      messages.push(...told.messages);
      for (const name of told.fieldsLeft) left.add(name);
    }
  }
  return { messages, fieldsLeft: [...left] };
}

async function commentsOn(
  answer: Answered,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<{ readonly messages: readonly Message[]; readonly fieldsLeft: readonly string[] }> {
  if ('problem' in answer) throw new SourceProblem('not-a-page', 'The answer is not an issue.', true);
  const messages: Message[] = [];
  const left = new Set<string>();
  const { id } = answer.named;
  const about = aboutStream(stream, context, fixfloDefaults);
  const issue = repairs.allowed.safeParse(answer.issue).data;
  const whose = { tenantId: issue?.TenantId, propertyId: issue?.Property };
  const query = { Id: id, pg: 1, pgsz: config.pageSize };
  let url = answer.issue === null ? null : apiUrl(config, `Issue/${encodeURIComponent(id)}/Comments`, query);
  for (let page = 0; url !== null; page++) {
    if (page === mostPages) throw new SourceProblem('not-a-page', 'The list of comments does not end.', true);
    const read: ListPage = await getPage(url, 'pg', config, context);
    for (const name of fieldsLeft(read.rows, comments)) left.add(name);
    for (const row of read.rows) messages.push(...tellComment(row, id, whose, about));
    url = read.next;
  }
  return { messages, fieldsLeft: [...left] };
}

function tellComment(
  row: unknown,
  issueId: string,
  whose: { readonly tenantId: string | null | undefined; readonly propertyId: string | null | undefined },
  about: ReturnType<typeof aboutStream>,
): readonly Message[] {
  const own = ownId.safeParse((row as { readonly id?: unknown } | null)?.id);
  if (typeof row !== 'object' || !own.success) return translateRow(null, comments, about, `${issueId}-`);
  return translateRow({ ...row, ...whose, id: `${issueId}-${own.data}`, issueId }, comments, about);
}
