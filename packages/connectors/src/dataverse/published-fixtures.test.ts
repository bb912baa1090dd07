import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { collect, only } from '../../test/page-server.js';
import { dataverseConfig, json, mappingWith, org, stateIn, WebApi } from '../../test/web-api.js';
import type { Message } from '../contract.js';

import { dataverse } from './dataverse.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(process.env['DOORSTEP_FIXTURES'] ?? join(root, '../shared/fixtures'), 'dataverse');
const isHere = existsSync(folder);
if (!isHere)
  console.warn('The published Dataverse samples are not here (DOORSTEP_FIXTURES), so their suite did not run.');

interface Sample {
  readonly request: { readonly url: string };
  readonly response: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
}
type Step = Pick<Sample, 'response'> & { readonly name: string };

const readText = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('[Organization URI]', org);
const sample = (name: string) => JSON.parse(readText(name)) as Sample;
const config = dataverseConfig();
/** The samples keep accounts, which are tenancies here. */
const mapping = mappingWith({ tenancies: { tenancyReference: 'name' } });

/** Answers the samples in turn, to whatever is asked. */
const replay = (...samples: readonly Pick<Sample, 'response'>[]) => {
  const left = [...samples];
  return new WebApi(({ url }) => {
    if (url.includes('EntityDefinitions')) return undefined;
    const { response } = left.shift()!;
    return json(response.body, response.status);
  }, mapping);
};
const read = (web: WebApi, state?: unknown) => collect(dataverse.read(config, 'tenancies', state, web.context));
const said = (messages: readonly Message[]) =>
  messages.flatMap((one) =>
    one.type === 'RECORD' && one.record.entity === 'tenancy'
      ? [`${one.key} ${one.record.otherReferences[0]?.id}`]
      : one.type === 'DELETE'
        ? [`${one.key} deleted`]
        : [],
  );

(isHere ? describe : describe.skip)('the published Dataverse samples', () => {
  /** What a page says, read by hand: keys with their names, and what was deleted. */
  const inPage = ({ response }: Pick<Sample, 'response'>) =>
    (response.body['value'] as readonly Readonly<Record<string, string>>[]).map((row) =>
      row['reason'] === 'deleted' ? `${row['id']} deleted` : `${row['accountid']} ${row['name']}`,
    );

  it('of change tracking: the link is kept to the letter, and the tombstone is a delete of what was never seen', async () => {
    const first = sample('change-tracking-1-initial.http.json');
    const second = sample('change-tracking-2-delta.http.json');
    const web = replay(first, second);
    const initial = await read(web);
    expect(said(initial)).toEqual(inPage(first));
    const changes = await read(web, stateIn(initial));
    expect(web.asked.at(-1)).toBe(second.request.url);
    expect(said(changes)).toEqual(inPage(second));
    expect(said(changes)[1]).toMatch(/ deleted$/);
    expect(stateIn(changes)).toMatchObject({ link: second.response.body['@odata.deltaLink'] });
    expect(only(initial, 'STATE')[0]?.fieldsLeft).toHaveLength(3);
  });

  const sequences = isHere
    ? (JSON.parse(readText('delta-sequences.drasi.json')) as Readonly<Record<string, readonly Step[]>>)
    : {};

  it('of a life cycle are followed from link to link', async () => {
    const steps = sequences['lifecycle']!;
    const web = replay(...steps);
    let state: unknown;
    for (const step of steps) {
      const messages = await read(web, state);
      expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
      expect(said(messages)).toEqual(inPage(step));
      state = stateIn(messages);
    }
    expect(steps.map(({ name }) => name)).toEqual(['initial', 'insert', 'update', 'delete', 'stable']);
    const links = steps.map(({ response }) => response.body['@odata.deltaLink']);
    expect(web.asked.slice(1)).toEqual(links.slice(0, -1));
  });

  it('of pages are turned to the last', async () => {
    const steps = sequences['paginated']!;
    const messages = await read(replay(...steps));
    expect(said(messages)).toEqual(steps.flatMap(inPage));
    expect(only(messages, 'STATE')).toHaveLength(2);
  });

  it('of a change and a delete in one page are both told', async () => {
    const [step] = sequences['mixed']!;
    expect(said(await read(replay(step!)))).toEqual(inPage(step!));
    expect(inPage(step!)).toHaveLength(2);
  });

  it('of a webhook name the contact, whole and without what is removed over 256 KB', () => {
    const { headers, body, whenOver256KB } = JSON.parse(readText('webhook-contact-update.trimmed.json')) as {
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Readonly<Record<string, unknown>>;
      readonly whenOver256KB: { readonly header: string; readonly removedProperties: readonly string[] };
    };
    const { removedProperties, header } = whenOver256KB;
    const cut = Object.fromEntries(Object.entries(body).filter(([name]) => !removedProperties.includes(name)));
    for (const [told, more] of [
      [body, {}],
      [cut, { [header]: 'true' }],
    ] as const) {
      const rawBody = new TextEncoder().encode(JSON.stringify(told));
      expect(dataverse.webhooks!.hints(config, { rawBody, headers: { ...headers, ...more } })).toEqual([
        { stream: 'people', keys: [body['PrimaryEntityId']] },
      ]);
    }
  });

  it('of an expired token ask for everything anew', async () => {
    const rules = JSON.parse(readText('errors-and-rules.json')) as {
      readonly expiredTokenMessageSeenInIssue3845: string;
    };
    const message = rules.expiredTokenMessageSeenInIssue3845;
    const state = stateIn(await read(replay(...sequences['lifecycle']!)));
    const web = replay({ response: { status: 400, body: { error: { code: 'odd', message } } } });
    expect((await read(web, state))[1]).toMatchObject({ type: 'RESYNC_REQUIRED', reason: 'token-expired' });
  });
});
