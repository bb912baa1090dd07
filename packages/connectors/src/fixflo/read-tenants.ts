import type { ConnectorContext, CursorKind, Message } from '../contract.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { aboutStream } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';
import { fieldsLeft, keyOf, translateRow, translateRows } from '../reading/translate-row.js';

import { apiUrl, getOne, queryTime } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import { goneness, people } from './map-person.js';
import { readPass } from './read-pass.js';

const stream = 'tenants';

export const tenantsCursor = {
  kind: 'modified-since',
  precision: 'second',
  moves: 'any-change',
  overlapSeconds: 300,
} as const satisfies CursorKind;

/**
 * The order of the list is not published. Were it the time of change, a tenant who is changed while pages are turned
 * would push another past them: so a pass in which somebody was changed goes through the list a second time.
 */
export function readTenants(config: FixfloConfig, state: unknown, context: ConnectorContext): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  return readPass(
    {
      stream,
      cursor: tenantsCursor,
      lists: (since) => {
        const url = apiUrl(config, 'Tenants', { UpdatedSince: since === null ? null : queryTime(since), pg: 1 });
        return [
          { url, pageName: 'pg' },
          { url, pageName: 'pg', onlyIfMoved: true },
        ];
      },
      tell: async (rows) => ({
        messages: [
          ...rows.flatMap((row) => goneAs(row, about) ?? []),
          ...(await translateRows(
            rows.filter((row) => goneAs(row, about) === null),
            people,
            about,
            context,
          )),
        ],
        changedAt: rows.map((row) => changeOf(row)),
        fieldsLeft: fieldsLeft(rows, people),
      }),
    },
    config,
    state,
    context,
  );
}

export function hydrateTenants(
  config: FixfloConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const row = await getOne(apiUrl(config, 'Tenant', { Id: key }), config, context);
    return row === null
      ? [{ type: 'DELETE', stream, key }]
      : (goneAs(row, about) ?? translateRow(row, people, about, key));
  };
  return hydrateKeys(stream, keys, readKey, context);
}

/** What a tenant comes to who is gone; null: the tenant is here. */
function goneAs(row: unknown, about: ReturnType<typeof aboutStream>): readonly Message[] | null {
  const key = keyOf(row, 'id');
  const gone = key === null ? 'here' : goneness(row, about);
  if (key === null || gone === 'here') return null;
  return [{ type: gone === 'erased' ? 'ERASE' : 'DELETE', stream, key }];
}

function changeOf(row: unknown): string | null {
  const changed = (row as { readonly UpdateDate?: unknown } | null)?.UpdateDate;
  return typeof changed === 'string' ? instantOf(changed, 'UTC') : null;
}
