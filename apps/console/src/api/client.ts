import createClient, { type Middleware } from 'openapi-fetch';
import { Problem, problemOf } from './problem.js';
import type { paths } from './schema.js';

/** A name for one write, so that sending it twice does it once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const manners: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', newKey());
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return undefined;
  },
  onError: () => new Problem(0, 'no-connection', null, null, null),
};

/** What a call may name, and need not: the key of a write is added above. */
type Keyless<Operation> = Operation extends { parameters: { header: infer Headers } }
  ? Omit<Operation, 'parameters'> & { parameters: Omit<Operation['parameters'], 'header'> & { header?: Headers } }
  : Operation;
type Called = { [Path in keyof paths]: { [Part in keyof paths[Path]]: Keyless<paths[Path][Part]> } };

/**
 * The service, by its own OpenAPI document. Goes out with the console's cookie and nothing else. Whatever is not an
 * answer is thrown as `Problem`, so `data` is there when a call comes back: see `answered`.
 */
export const api = createClient<Called>({ credentials: 'same-origin' });
api.use(manners);

/** What a call to `api` answers. Throws `Problem`. */
export async function answered<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
