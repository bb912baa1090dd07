import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type DataverseSim, startDataverseSim } from './start-dataverse.js';

type Body = Record<string, unknown> & { readonly value: readonly Record<string, unknown>[] };

let sim: DataverseSim;
let token: string;
const size = { homes: 12, people: 15, repairs: 8, cases: 6, contacts: 10 };
const start = () =>
  startDataverseSim({ port: 0, seed: 3, size, clientId: 'app', clientSecret: 'secret', today: '2026-11-25' });

async function signIn(secret: string): Promise<Response> {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'app',
    client_secret: secret,
    scope: `${sim.url}/.default`,
  };
  return fetch(`${sim.url}/directory/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
}

beforeAll(async () => {
  sim = await start();
  token = ((await (await signIn('secret')).json()) as { access_token: string }).access_token;
});
afterAll(() => sim.close());

const tracked = 'odata.track-changes,odata.maxpagesize=4';
async function ask(
  path: string,
  prefer = tracked,
  init: { method?: string; body?: string; headers?: Readonly<Record<string, string>> } = {},
) {
  const url = path.startsWith('http') ? path : `${sim.url}/api/data/v9.2/${path}`;
  const headers = { authorization: `Bearer ${token}`, prefer, 'content-type': 'application/json', ...init.headers };
  const answer = await fetch(url, { ...init, headers });
  const body = (await answer.json().catch(() => ({}))) as Body;
  return { status: answer.status, headers: answer.headers, body };
}

/** Every row up to the delta link. */
async function walk(path: string) {
  const rows: Record<string, unknown>[] = [];
  for (let link = path; ;) {
    const { body } = await ask(link);
    rows.push(...body.value);
    const next = body['@odata.nextLink'];
    if (next === undefined) return { rows, delta: String(body['@odata.deltaLink']) };
    link = String(next);
  }
}

describe('a simulated Dynamics 365 environment', () => {
  it('lets in whoever signed in', async () => {
    expect((await signIn('another')).status).toBe(401);
    expect((await fetch(`${sim.url}/api/data/v9.2/WhoAmI`)).status).toBe(401);
    expect((await ask('WhoAmI')).status).toBe(200);
  });

  it('is the same landlord for the same seed', async () => {
    const other = await start();
    expect(other.landlord.table('contact').all()).toEqual(sim.landlord.table('contact').all());
    await other.close();
  });

  it('says where a table is and what its key is', async () => {
    const { body } = await ask("EntityDefinitions(LogicalName='hsg_interaction')?$select=EntitySetName");
    expect(body).toMatchObject({ EntitySetName: 'hsg_interactionses', PrimaryIdAttribute: 'hsg_interactionid' });
    expect((await ask("EntityDefinitions(LogicalName='nothing')")).status).toBe(404);
  });

  it('tells every row once, then changes by version and deletes after them, an unseen one too', async () => {
    const contacts = sim.landlord.table('contact');
    const { rows, delta } = await walk('contacts?$select=lastname');
    expect(new Set(rows.map((row) => row['contactid'])).size).toBe(15);
    expect(Object.keys(rows[0]!).sort()).toEqual(['@odata.etag', 'contactid', 'lastname']);
    const [gone, changed] = rows.map((row) => String(row['contactid']));
    const unseen = sim.landlord.newId();
    contacts.put(unseen, { lastname: 'Never' });
    contacts.delete(gone!);
    contacts.delete(unseen);
    contacts.put(changed!, { lastname: 'Changed' });
    const after = await walk(delta);
    expect(after.rows.map((row) => row['contactid'] ?? `${String(row['id'])} ${String(row['reason'])}`)).toEqual([
      changed,
      `${gone} deleted`,
      `${unseen} deleted`,
    ]);
    expect(String(after.rows[1]!['@odata.context'])).toMatch(/\$metadata#contacts\/\$deletedEntity$/);
    expect((await walk(after.delta)).rows).toEqual([]);
  });

  it('tells a change that happens while pages are turned with the next changes', async () => {
    const { body } = await ask('accounts?$select=name');
    const seen = String(body.value[0]!['accountid']);
    sim.landlord.table('account').put(seen, { name: 'Changed meanwhile' });
    const rest = await walk(String(body['@odata.nextLink']));
    expect(rest.rows.map((row) => row['accountid'])).not.toContain(seen);
    expect((await walk(rest.delta)).rows).toMatchObject([{ accountid: seen, name: 'Changed meanwhile' }]);
  });

  it.each(['$filter=a eq 1', '$orderby=name', '$expand=x', '$top=1'])(
    'takes no %s with change tracking',
    async (query) => {
      const { status, body } = await ask(`contacts?${query}`);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain("isn't supported when Change Tracking is enabled");
    },
  );

  it('refuses a column there is none of, and a link that has expired', async () => {
    expect((await ask('contacts?$select=nothing')).status).toBe(400);
    const { delta } = await walk('contacts?$select=lastname');
    sim.expireLinks();
    const { status, body } = await ask(delta);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('has expired. Please perform a full sync');
  });

  it('gives labels where they are asked for', async () => {
    const home = sim.landlord.table('hsg_home').all()[3]!;
    const path = `hsg_homes(${String(home['hsg_homeid'])})?$select=hsg_kind,_hsg_parent_value,modifiedon`;
    const bare = (await ask(path, '')).body;
    expect(Object.keys(bare).filter((name) => name.includes('@'))).toEqual(['@odata.etag']);
    const { body } = await ask(path, 'odata.include-annotations="*"');
    expect(body['hsg_kind@OData.Community.Display.V1.FormattedValue']).toBe('Dwelling');
    expect(body['_hsg_parent_value@Microsoft.Dynamics.CRM.lookuplogicalname']).toBe('hsg_home');
    expect(body['modifiedon@OData.Community.Display.V1.FormattedValue']).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/);
  });

  it('creates a row under an id of the sender’s choice, and never a second time', async () => {
    const id = sim.landlord.newId();
    const contact = String(sim.landlord.table('contact').all()[0]!['contactid']);
    const create = (body: object) =>
      ask(`annotations(${id})`, 'return=representation', {
        method: 'PATCH',
        headers: { 'if-none-match': '*' },
        body: JSON.stringify(body),
      });
    const note = { notetext: 'A note', 'objectid_contact@odata.bind': `/contacts(${contact})` };
    expect((await create({ ...note, nothing: 1 })).status).toBe(400);
    expect((await create({ 'objectid_contact@odata.bind': `/contacts(${sim.landlord.newId()})` })).status).toBe(404);
    expect(await create(note)).toMatchObject({ status: 201, body: { annotationid: id, _objectid_value: contact } });
    expect((await create(note)).status).toBe(412);
  });

  it('has faults that strike once, and faults that last', async () => {
    const weakness = { text: 'lastname', code: 'customertypecode', date: 'birthdate' };
    sim.strike('contact', 'status429', weakness);
    const rationed = await ask('contacts');
    expect([rationed.status, rationed.headers.get('retry-after')]).toEqual([429, '17']);
    expect((await ask('contacts')).status).toBe(200);
    sim.strike('contact', 'emptyPage', weakness);
    for (let times = 0; times < 2; times++) {
      const { body } = await ask('contacts');
      expect([body.value.length, typeof body['@odata.deltaLink']]).toEqual([0, 'string']);
    }
    sim.mend();
    sim.strike('contact', 'crossOriginLink', weakness);
    expect((await ask('contacts')).body['@odata.nextLink']).toMatch(/^https:\/\/elsewhere\.example\/api\/data/);
    expect((await ask('contacts')).body.value).toHaveLength(4);
  });
});
