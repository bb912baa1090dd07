import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { AddApiKey } from '../../organisations/index.js';
import { addLandlord, signIn } from '../../../test/landlord.js';
import { operationsOf, type Operation, type Schema } from '../../../test/operations.js';
import { phoneOf } from '../../../test/phone.js';
import { startService, type StartedService } from '../../../test/start-service.js';
import { BrowserJar } from '../../../test/browser-jar.js';
import { MakeFirstLink } from '../../staff/index.js';

/** What is said in the texts that are sent, and is never said back: but for the name of a thing that is not there. */
const canary = 'canary7f3a';
const isFull = process.env['TRIALS'] === 'full';
/** In full, some 50,000 requests in all. */
const requestsPerOperation = isFull ? 250 : 12;
const atATime = 12;
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_126);

let service: StartedService;
let operations: readonly Operation[];
/** Whoever an operation lets in, as its request says it. */
let callers: Record<'system' | 'administrator' | 'panel-session' | 'phone' | 'console-session', [string, string]>;

beforeAll(async () => {
  service = await startService();
  const landlord = await addLandlord(service, 'elm');
  const bearer = (token: string): [string, string] => ['authorization', `Bearer ${token}`];
  const administrator = await service.app
    .get(AddApiKey)
    .run('test', landlord.id, { role: 'administrator', name: 'administrator' });
  const link = await service.app.get(MakeFirstLink).run('doorstep', landlord.id);
  const jar = new BrowserJar(service);
  await jar.ask('POST', '/admin/v1/sign-in/link', { link: link.address });
  callers = {
    system: bearer(landlord.apiKey),
    administrator: bearer(administrator.apiKey),
    'panel-session': bearer(await signIn(service, landlord, { type: 'person', id: 'nobody' })),
    phone: bearer((await phoneOf(service, landlord, 'Ward Heating')).session),
    'console-session': ['cookie', jar.kept.join('; ')],
  };
  operations = await operationsOf(service);
}, 60_000);
afterAll(async () => service.close());

const oddText = fc.constantFrom(
  '',
  '\u0000',
  `${canary}\u0000`,
  '\ud800',
  `${canary}\udfff`,
  '__proto__',
  'constructor',
  '٣',
  '‮',
  "';--",
  '%00',
  'x'.repeat(70_000),
);
const oddNumber = fc.constantFrom(-1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324);
const oddObject = fc.constantFrom<unknown>(
  {},
  [],
  JSON.parse('{"__proto__":{"isAdministrator":true}}'),
  JSON.parse('['.repeat(500) + ']'.repeat(500)),
  Array.from({ length: 3000 }, () => canary),
);
const wrong: fc.Arbitrary<unknown> = fc.oneof(oddText, oddNumber, oddObject, fc.constantFrom(null, true, undefined));

/** Text of a format that our schemas name. */
function textOf(schema: Schema): fc.Arbitrary<string> {
  const max = Math.min(Number(schema['maxLength'] ?? 200), 200);
  switch (schema['format']) {
    case 'uuid':
      return fc.constantFrom(uuidv7(), '00000000-0000-0000-0000-000000000000');
    case 'date':
      return fc.constantFrom('2026-11-25', '0001-01-01', '9999-12-31');
    case 'date-time':
      return fc.constantFrom('2026-11-25T09:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999+14:00');
    default: {
      const words = fc.string({ unit: 'grapheme', maxLength: Math.max(0, max - canary.length) });
      const pattern = schema['pattern'];
      if (typeof pattern !== 'string') return words.map((text) => (max < canary.length ? text : canary + text));
      return pattern.includes('(?') ? words : fc.stringMatching(new RegExp(pattern), { maxLength: 200 });
    }
  }
}

/** Values that a schema takes, and one time in eight, at any depth, a value that it does not. */
function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: fitting(schema) }, { weight: 1, arbitrary: wrong });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map(fitting));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(valueOf((schema['items'] ?? {}) as Schema), {
        minLength: Math.min(Number(schema['minItems'] ?? 0), 3),
        maxLength: 3,
      });
    case 'integer':
    case 'number': {
      const min = Math.max(Number(schema['minimum'] ?? -1e6), -1e6);
      return fc.integer({
        min: Math.ceil(min),
        max: Math.max(Math.ceil(min), Math.min(Number(schema['maximum'] ?? 1e6), 1e6)),
      });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return wrong;
  }
}

function objectOf(schema: Schema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  return fc.record(Object.fromEntries(properties.map(([name, value]) => [name, valueOf(value)])), {
    requiredKeys: (schema['required'] ?? []) as string[],
  });
}

const oddSegment = fc.constantFrom(
  uuidv7(),
  canary,
  '%00',
  '%ED%A0%80',
  '%',
  '..%2F..',
  '__proto__',
  '0',
  'x'.repeat(400),
  '%F0%9F%8F%A0',
  "'",
);

interface Sent {
  readonly path: string;
  readonly type: string;
  readonly body: string | undefined;
  readonly key: string | undefined;
}

/** Requests to an operation, of the shape its description gives or nearly so. */
function requestTo({ method, path, described }: Operation): fc.Arbitrary<Sent> {
  const places = (path.match(/\{\w+\}/g) ?? []).length;
  const query = (described.parameters ?? []).filter(({ in: where }) => where === 'query');
  const schema = Object.values(described.requestBody?.content ?? {})[0]?.schema ?? {};
  const json = valueOf(schema).map((value) => JSON.stringify(value) ?? '');
  const oddBody = fc.constantFrom('', '{', '{"a":1,"a":2}', '\u0000', '"', '[1', 'null', `{"a":"\\ud800${canary}"}`);
  return fc.record({
    path: fc
      .tuple(
        fc.array(oddSegment, { minLength: places, maxLength: places }),
        fc.record(Object.fromEntries(query.map(({ name, schema: of }) => [name, valueOf(of ?? {})])), {
          requiredKeys: [],
        }),
      )
      .map(([segments, asked]) => {
        const rest = [...segments];
        const pairs = Object.entries(asked).map(([name, value]): [string, string] => [
          name,
          String(value).slice(0, 2000),
        ]);
        return `${path.replace(/\{\w+\}/g, () => rest.shift() ?? '')}?${String(new URLSearchParams(pairs))}`;
      }),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'text/plain',
          'application/xml',
          'application/octet-stream',
          'application/json; charset=x',
          'a',
        ),
      },
    ),
    body:
      method === 'GET'
        ? fc.constant(undefined)
        : fc.oneof({ weight: 6, arbitrary: json }, { weight: 1, arbitrary: oddBody }),
    key: fc.oneof(
      { weight: 5, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom(undefined, canary, '') },
    ),
  });
}

/** Why an answer is not one that we give, or undefined. */
async function faultOf(operation: Operation, { path, type, body, key }: Sent): Promise<string | undefined> {
  const { act, entry } = operation;
  const caller = entry && entry in callers ? callers[entry as keyof typeof callers] : undefined;
  const response = await fetch(service.url + path, {
    method: operation.method,
    redirect: 'manual',
    headers: {
      ...Object.fromEntries([caller ?? callers[act === 'access.manage' ? 'administrator' : 'system']]),
      origin: service.url,
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const { status } = response;
  const text = await response.text();
  if (status < 400) return undefined;
  // Something outside that is not there is told with 503, which is no fault of ours.
  if (status >= 500 && status !== 503) return `${status}`;
  if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
    return `${status}, no problem document`;
  const problem = JSON.parse(text) as { status?: unknown; code?: unknown };
  if (problem.status !== status || !/^[a-z][a-z-]*$/.test(String(problem.code)))
    return `${status}, code ${String(problem.code)}`;
  // These name the code, out of a list of ours or the landlord's own, that nothing has; choose-route shows whoever sent
  // words which of them it is about.
  const isName = /-unknown$|^(contact-type|prompt-text|theme|choose-route)$/.test(String(problem.code));
  if (!isName && !path.includes(canary) && text.includes(canary))
    return `${status}, says back what was sent, ${String(problem.code)}`;
  return undefined;
}

it(`answers whatever it is sent with a problem document at worst (FUZZ_SEED=${seed})`, async () => {
  const faults: { name: string; fault: string; sent: string }[] = [];
  const slowest = { ms: 0, name: '' };
  for (const operation of operations) {
    const requests = fc.sample(requestTo(operation), { numRuns: requestsPerOperation, seed });
    for (let at = 0; at < requests.length; at += atATime)
      await Promise.all(
        requests.slice(at, at + atATime).map(async (sent) => {
          const started = performance.now();
          const fault = await faultOf(operation, sent);
          const ms = performance.now() - started;
          if (ms > slowest.ms) Object.assign(slowest, { ms, name: operation.name });
          if (fault) faults.push({ name: operation.name, fault, sent: JSON.stringify(sent).slice(0, 300) });
        }),
      );
  }
  if (isFull) {
    const count = operations.length * requestsPerOperation;
    process.stderr.write(`${count} requests; the slowest took ${Math.round(slowest.ms)} ms: ${slowest.name}\n`);
  }
  expect(faults).toEqual([]);
}, 1_200_000);
