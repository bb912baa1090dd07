import type { StartedService } from './start-service.js';

/** An answer to a browser. */
export interface Got<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** What a browser does with our cookies, and what it says of the page that asks. */
export class BrowserJar {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly service: Pick<StartedService, 'url'>) {}

  /** `name=value` of each that is kept. */
  get kept(): readonly string[] {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`);
  }

  /** Takes over what another jar holds: the same browser in another moment. */
  take(other: BrowserJar): void {
    for (const [name, value] of other.cookies) this.cookies.set(name, value);
  }

  forget(name: string): void {
    this.cookies.delete(name);
  }

  /** Asks as a page of ours does. `headers` stand in for what the browser would say; an empty one is left out. */
  async ask<Body = { code: string; detail: string }>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Got<Body>> {
    const said = {
      ...(method === 'GET' ? {} : { origin: this.service.url, 'sec-fetch-site': 'same-origin' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(this.cookies.size === 0 ? {} : { cookie: this.kept.join('; ') }),
      ...headers,
    };
    const answer = await fetch(path.startsWith('http') ? path : this.service.url + path, {
      method,
      redirect: 'manual',
      headers: Object.entries(said).filter(([, value]) => value !== ''),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as Body, headers: answer.headers };
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /Max-Age=0|Expires=Thu, 01 Jan 1970/.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
