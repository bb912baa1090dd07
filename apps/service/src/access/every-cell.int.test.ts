import { roles, type Act } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddApiKey } from '../organisations/index.js';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { operationsOf, type Operation } from '../../test/operations.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { entries, mayDo } from './index.js';

let service: StartedService;
let landlord: Landlord;
let operations: readonly Operation[];
const keys = new Map<string, string>();

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'elm');
  operations = await operationsOf(service);
  for (const role of roles) {
    const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { role, name: role });
    keys.set(role, apiKey);
  }
}, 60_000);
afterAll(async () => service.close());

/** What an empty request to an operation comes to, under a credential or none. */
async function ask(
  { method, address }: Operation,
  bearer?: string,
  key: string = crypto.randomUUID(),
): Promise<{ status: number; code: string }> {
  const response = await fetch(service.url + address, {
    method,
    redirect: 'manual',
    headers: {
      'idempotency-key': key,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  return { status: response.status, code: isProblem ? (JSON.parse(text) as { code: string }).code : '' };
}

describe('every route there is', () => {
  it('either needs an act of the table or says how people come in', () => {
    expect(operations.length).toBeGreaterThan(100);
    const wrong = operations.filter(
      ({ act, entry }) => (act === undefined) === (entry === undefined) || (entry && !entries.includes(entry)),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('takes an Idempotency-Key for each write of a system or the console, says so with its limits, and holds them', async () => {
    const writes = operations.filter(({ method, path }) => method !== 'GET' && /^\/(api|admin)\//.test(path));
    const keyOf = ({ described }: Operation) =>
      described.parameters?.filter((one) => one.name === 'Idempotency-Key') ?? [];
    const without = writes.filter((one) => keyOf(one).length !== 1);
    // Nobody is known yet whose write it could be, and done twice they come to the same.
    expect(without.map(({ name }) => name)).toEqual(['POST /admin/v1/sign-in/link', 'POST /admin/v1/sign-out']);
    const [first] = keyOf(writes.find(({ name }) => name === 'POST /api/v1/privacy/cases')!);
    expect(first).toMatchObject({ in: 'header', required: true, schema: { minLength: 1, maxLength: 200 } });
    expect(writes.filter((one) => keyOf(one)[0]?.required === true).length).toBeGreaterThan(25);
    const optional = writes.filter((one) => one.act !== undefined && keyOf(one)[0]?.required === false);
    expect(optional.length).toBeGreaterThan(40);
    const taken = await Promise.all(
      optional.map(async (one) => {
        const role = roles.find((held) => mayDo([held], one.act!))!;
        return { name: one.name, ...(await ask(one, keys.get(role), 'k'.repeat(201))) };
      }),
    );
    expect(taken.filter(({ code }) => code !== 'idempotency-key-needed')).toEqual([]);
  }, 60_000);

  it('lets in nobody who says nothing of who they are, but where anybody may come', async () => {
    const answers = await Promise.all(
      operations
        .filter(({ entry }) => entry !== 'public')
        .map(async (operation) => ({ ...operation, ...(await ask(operation)) })),
    );
    // A panel, a phone and a webhook are told what is wrong with an empty request before who they are is asked.
    const refusals = ({ act, entry }: Operation) =>
      act !== undefined || entry === 'console-session' ? [401] : [400, 401, 404];
    const letIn = answers.filter((answer) => !refusals(answer).includes(answer.status));
    expect(letIn.map(({ name, status, code }) => ({ name, status, code }))).toEqual([]);
  });
});

describe('every role at every route', () => {
  it.each(roles)('%s: refused where the table says no, let in where it says yes', async (role) => {
    const held = operations.filter((operation): operation is Operation & { act: Act } => operation.act !== undefined);
    const answers = await Promise.all(
      held.map(async (operation) => ({ operation, ...(await ask(operation, keys.get(role)!)) })),
    );
    const wrong = answers.filter(({ operation, status, code }) =>
      mayDo([role], operation.act)
        ? [401, 403].includes(status) || (status >= 500 && status !== 503)
        : status !== 403 || code !== 'not-your-role',
    );
    expect(wrong.map(({ operation: { name, act }, status, code }) => ({ name, act, status, code }))).toEqual([]);
  });
});
