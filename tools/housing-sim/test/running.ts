import { startHousingSim, type HousingSim, type HousingSimOptions } from '../src/index.js';

export const KEY = 'test-key';
export const TODAY = '2026-11-25';

/** A running simulator, and short ways to ask it. */
export interface Running extends HousingSim {
  /** The parsed JSON of a 200; throws on another status. */
  get(path: string): Promise<unknown>;
  /** The raw answer, with the key. */
  ask(path: string): Promise<Response>;
  /** Without the key: to the control surface. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
  /** POST of JSON with the key. */
  post(path: string, body: unknown): Promise<Response>;
}

export async function run(options: Partial<HousingSimOptions> = {}): Promise<Running> {
  const sim = await startHousingSim({ port: 0, homes: 120, seed: 7, apiKey: KEY, today: TODAY, ...options });
  const ask = (path: string) => fetch(`${sim.url}${path}`, { headers: { 'x-api-key': KEY } });
  return {
    ...sim,
    ask,
    async get(path) {
      const answer = await ask(path);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    post(path, body) {
      const headers = { 'x-api-key': KEY, 'content-type': 'application/json' };
      return fetch(`${sim.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    },
    send(method, path, body) {
      const json =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      return fetch(`${sim.url}${path}`, { method, ...json });
    },
  };
}
