import type { ConnectorContext, Message } from '../contract.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { aboutStream } from '../reading/mapping.js';
import { fieldsLeft, keyOf, translateRow, translateRows } from '../reading/translate-row.js';

import { apiUrl, getOne } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import { issuesCursor, issueUrl, listsSince, namedIn, readEach } from './issue-lists.js';
import { jobVisits, quoteVisits } from './map-appointment.js';
import { changeOf, mergedInto, repairs } from './map-repair.js';
import { readPass } from './read-pass.js';

const stream = 'issues';

/** The list names addresses, so each issue is asked for by itself. */
export function readIssues(config: FixfloConfig, state: unknown, context: ConnectorContext): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  return readPass(
    {
      stream,
      cursor: issuesCursor,
      lists: (since) =>
        since === null ? [{ url: apiUrl(config, 'Issues', { page: 1 }), pageName: 'page' }] : listsSince(config, since),
      tell: async (rows) => {
        const messages: Message[] = [];
        const changedAt: (string | null)[] = [];
        const here: unknown[] = [];
        const issues: unknown[] = [];
        for (const answer of await readEach(stream, namedIn(rows, config), config, context)) {
          changedAt.push(answer.named.at);
          if ('problem' in answer) messages.push(answer.problem);
          else {
            const { named, issue } = answer;
            const gone = goneAs(named.id, issue, config, about);
            if (gone !== null) messages.push(...gone);
            else if (keyOf(issue, 'id') === null) messages.push(...translateRow(issue, repairs, about, named.id));
            else here.push(issue);
            changedAt.push(changeOf(issue, about));
            issues.push(issue);
          }
        }
        messages.push(...(await translateRows(here, repairs, about, context)));
        return { messages, changedAt, fieldsLeft: fieldsLeft(issues, repairs) };
      },
    },
    config,
    state,
    context,
  );
}

export function hydrateIssues(
  config: FixfloConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const issue = await getOne(issueUrl(key, config), config, context);
    return goneAs(key, issue, config, about) ?? translateRow(issue, repairs, about, keyOf(issue, 'id') ?? key);
  };
  return hydrateKeys(stream, keys, readKey, context);
}

/** What an issue comes to that is gone, or was merged into another; null: it is here. */
function goneAs(
  key: string,
  issue: unknown,
  config: FixfloConfig,
  about: ReturnType<typeof aboutStream>,
): readonly Message[] | null {
  if (issue === null) return [{ type: 'DELETE', stream, key }];
  const own = keyOf(issue, 'id');
  const into = own === null ? null : mergedInto(issue, config.mergedMark, about);
  return own !== null && into !== null ? [{ type: 'MERGE', stream, from: [own], into }] : null;
}

/** The visits of the issues with these ids. */
export function hydrateAppointments(
  config: FixfloConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream('appointments', context, fixfloDefaults);
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const issue = (await getOne(issueUrl(key, config), config, context)) as Readonly<Record<string, unknown>> | null;
    const job = issue?.['Job'] as { readonly StartDate?: unknown } | null | undefined;
    return [
      ...(job?.StartDate ? translateRow(issue, jobVisits, about, key) : []),
      ...(issue?.['AttendenceDate'] ? translateRow(issue, quoteVisits, about, key) : []),
    ];
  };
  return hydrateKeys('appointments', keys, readKey, context);
}
