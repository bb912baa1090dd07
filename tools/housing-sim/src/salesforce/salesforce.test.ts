import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSalesforceSim, type SalesforceSim } from './start.js';

let sim: SalesforceSim;
let token = '';
beforeAll(async () => {
  sim = await startSalesforceSim({
    port: 0,
    homes: 12,
    seed: 3,
    largestBatch: 5,
    clientId: 'key',
    clientSecret: 'word',
  });
  token = ((await (await signIn('word')).json()) as { access_token: string }).access_token;
});
afterAll(() => sim.close());

const signIn = (secret: string) =>
  fetch(`${sim.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'key', client_secret: secret }),
  });

interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

const get = (path: string, as = token) => fetch(sim.url + path, { headers: { authorization: `Bearer ${as}` } });
const query = async (soql: string, resource = 'query'): Promise<Page> =>
  (await (await get(`/services/data/v62.0/${resource}?q=${encodeURIComponent(soql)}`)).json()) as Page;
const errorOf = async (soql: string): Promise<unknown> => {
  const answer = await get(`/services/data/v62.0/query?q=${encodeURIComponent(soql)}`);
  return [answer.status, ((await answer.json()) as { errorCode: string }[])[0]?.errorCode];
};

describe('a simulated organisation', () => {
  it('lets in who has the secret, and tells how many requests were used', async () => {
    expect((await signIn('other')).status).toBe(400);
    const answer = await get('/services/data/v62.0/query?q=SELECT+Id+FROM+Contact');
    expect(answer.headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/100000$/);
    const refused = await get('/services/data/v62.0/query?q=SELECT+Id+FROM+Contact', 'other');
    expect([refused.status, await refused.json()]).toMatchObject([401, [{ errorCode: 'INVALID_SESSION_ID' }]]);
  });

  it('gives a list in batches, in order, with offsets without a colon', async () => {
    const rows: Page['records'][number][] = [];
    let page = await query('SELECT Id, SystemModstamp FROM Contact ORDER BY SystemModstamp ASC, Id ASC');
    expect(page).toMatchObject({ totalSize: sim.org.visible('Contact', false).length, done: false });
    for (rows.push(...page.records); page.nextRecordsUrl !== undefined; rows.push(...page.records)) {
      expect(page.records).toHaveLength(5);
      page = (await (await get(page.nextRecordsUrl)).json()) as Page;
    }
    expect(page.done).toBe(true);
    const stamps = rows.map((row) => String(row['SystemModstamp']));
    expect(stamps).toEqual(stamps.toSorted());
    expect(stamps[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    expect(rows).toHaveLength(sim.org.visible('Contact', false).length);
  });

  it('shows what is deleted to queryAll alone, and nothing that is not committed', async () => {
    const id = sim.org.create('Contact', { LastName: "O'Sample" });
    const named = "SELECT Id, IsDeleted FROM Contact WHERE LastName = 'O\\'Sample'";
    sim.org.hide(id);
    expect((await query(named)).totalSize).toBe(0);
    sim.org.revealAll();
    expect((await query(named)).totalSize).toBe(1);
    sim.org.delete('Contact', id);
    expect((await query(named)).totalSize).toBe(0);
    expect((await query(named, 'queryAll')).records).toMatchObject([{ Id: id, IsDeleted: true }]);
  });

  it('follows relationships, and compares what they lead to', async () => {
    const [tenancy] = sim.org.all('Tenancy__c');
    const tenant = sim.org.get('Contact', String(tenancy!['Tenant_1__c']));
    const where = `Id IN ('${tenancy!.Id}') AND (Tenant_1__r.Name = 'Nobody' OR Tenant_1__r.SystemModstamp >= 2001-01-01T00:00:00Z)`;
    const page = await query(`SELECT Id, Tenant_1__r.Name, Tenant_2__r.Name FROM Tenancy__c WHERE ${where}`);
    expect(page.records).toMatchObject([{ Tenant_1__r: { Name: tenant!['Name'] } }]);
    const task = await query('SELECT Who.Type, What.Type FROM Task WHERE IsClosed = true LIMIT 1');
    expect(task.records).toMatchObject([{ Who: { Type: 'Contact' }, What: { Type: 'Tenancy__c' } }]);
  });

  it('refuses what is no query, no field and no object', async () => {
    expect(await errorOf('SELECT Id FROM Contact WHERE')).toEqual([400, 'MALFORMED_QUERY']);
    expect(await errorOf("SELECT Id FROM Contact WHERE Id = '1' AND Id = '2' OR Id = '3'")).toEqual([
      400,
      'MALFORMED_QUERY',
    ]);
    expect(await errorOf('SELECT Nothing__c FROM Contact')).toEqual([400, 'INVALID_FIELD']);
    expect(await errorOf('SELECT Tenancy__r.Nothing__c FROM Contact')).toEqual([400, 'INVALID_FIELD']);
    expect(await errorOf('SELECT Id FROM Nothing__c')).toEqual([400, 'INVALID_TYPE']);
  });

  it('moves children to the record that a merge leaves', async () => {
    const [tenancy] = sim.org.all('Tenancy__c');
    const from = String(tenancy!['Tenant_1__c']);
    const into = sim.org.create('Contact', { LastName: 'Stays' });
    sim.org.merge('Contact', from, into);
    expect(sim.org.get('Contact', from)).toMatchObject({ IsDeleted: true, MasterRecordId: into });
    expect(sim.org.get('Tenancy__c', tenancy!.Id)).toMatchObject({ Tenant_1__c: into });
  });
});
