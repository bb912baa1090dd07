import type { ConnectorContext, Message } from '../contract.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { aboutStream } from '../reading/mapping.js';
import { fieldsLeft, keyOf, translateRow } from '../reading/translate-row.js';

import { apiUrl, getOne } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import { issuesCursor, issueUrl, listsSince, namedIn, readEach } from './issue-lists.js';
import { jobVisits, quoteVisits } from './map-appointment.js';
import { mergedInto, repairs } from './map-repair.js';
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
        let left = 0;
        for (const answer of await readEach(stream, namedIn(rows, config), config, context)) {
          changedAt.push(answer.named.at);
          if ('problem' in answer) messages.push(answer.problem);
          else {
            const told = tellIssue(answer.named.id, answer.issue, config, about);
            messages.push(...told);
            for (const one of told) if (one.type === 'RECORD') changedAt.push(one.sourceUpdatedAt);
            left += fieldsLeft(answer.issue, repairs);
          }
        }
        return { messages, changedAt, fieldsLeft: left };
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
  const readKey = async (key: string): Promise<readonly Message[]> =>
    tellIssue(key, await getOne(issueUrl(key, config), config, context), config, about);
  return hydrateKeys(stream, keys, readKey, context);
}

function tellIssue(
  key: string,
  issue: unknown,
  config: FixfloConfig,
  about: ReturnType<typeof aboutStream>,
): readonly Message[] {
  if (issue === null) return [{ type: 'DELETE', stream, key }];
  const own = keyOf(issue, 'id');
  const into = own === null ? null : mergedInto(issue, config.mergedMark, about);
  if (own !== null && into !== null) return [{ type: 'MERGE', stream, from: [own], into }];
  return translateRow(issue, repairs, about, own ?? key);
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
