import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { framePage, linkPage, type Page } from '../../service/src/embed/pages-of-ours.js';
import type { PanelFiles } from './build-panel.js';
import { startFakeService, type FakeService } from './fake-service.js';
import { officerCaps } from './officer-caps.js';

/** The code that the host page gives. */
const code = 'ins_test';

/** A service with our own pages, a host page of another origin, and a third that is nobody's friend. */
export interface FrameHosts {
  /** Where the frame comes from. */
  readonly ours: string;
  /** The host CRM, whose policy lets our frame in and nothing else of ours. */
  readonly host: string;
  readonly hostile: string;
  readonly service: FakeService;
  /** Bodies of `POST /embed/v1/session`, in order. */
  readonly exchanges: unknown[];
  /** What the browser says about who sent them; only for `same-origin` does the service believe what a page of ours says. */
  readonly sites: Set<string | undefined>;
  /** One-time links that still open a record, as `type:id`. */
  readonly links: Map<string, string>;
  /** The origins that the landlord named; those of the policy stay as they are. */
  allowed: string[];
  /** While set, the page in the frame is not answered. */
  holding: boolean;
  /** Answers what was held. */
  release(): void;
  /** While set, nothing can be exchanged for a session. */
  isDown: boolean;
  close(): Promise<void>;
}

/** Starts them with a panel as it was built. */
export async function startFrameHosts(files: PanelFiles): Promise<FrameHosts> {
  const service = await startFakeService(files);
  const held: (() => void)[] = [];
  const hosts = { allowed: [] as string[], holding: false, isDown: false };
  const exchanges: unknown[] = [];
  const sites = new Set<string | undefined>();
  const links = new Map<string, string>();

  const ours = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://ours');
    if (pathname === '/embed/v1/panel') {
      if (hosts.holding) await new Promise<void>((resolve) => held.push(resolve));
      const page = framePage({ code, origins: hosts.allowed });
      return answer(response, page, page.policy.replace(/frame-ancestors .*/, `frame-ancestors ${host.url}`));
    }
    if (pathname === '/embed/v1/open') return answer(response, linkPage());
    const body = await bodyOf(request);
    if (pathname === '/embed/v1/session') {
      const shown = JSON.parse(body) as { link?: string };
      exchanges.push(shown);
      sites.add(request.headers['sec-fetch-site']?.toString());
      if (hosts.isDown) return void response.writeHead(503).end();
      if (shown.link !== undefined) return openLink(shown.link, response);
    }
    const headers = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name)) as [string, string][];
    const told = await fetch(service.url + request.url, {
      method: request.method ?? 'GET',
      // On a connection of its own: one that is kept may be closed by the other side just when it is used again.
      headers: [...headers, ['connection', 'close']],
      ...(body !== '' && { body }),
    }).catch(() => undefined);
    // The service of a test that is over: whoever still asks is the page that goes with it.
    if (!told) return void response.destroy();
    response.writeHead(told.status, { 'content-type': told.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await told.arrayBuffer()));
  });
  const hostile = await listen(async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(hostilePage);
  });
  const host = await listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/doorstep-frame.js' || pathname === '/host.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return void response.end(pathname === '/host.js' ? hostScript : files.get('doorstep-frame.js'));
    }
    if (pathname === '/token') {
      response.writeHead(service.signedOut ? 401 : 200, { 'content-type': 'text/plain' });
      return void response.end(
        service.signedOut ? '' : `signed-by-the-host:${request.headers['x-record']?.toString()}`,
      );
    }
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': `default-src 'none'; script-src 'self'; connect-src 'self'; frame-src ${ours.url} ${hostile.url}`,
    });
    response.end(hostPage(ours.url, searchParams.has('hostile') ? hostile.url : undefined, !searchParams.has('bare')));
  });
  hosts.allowed = [host.url];

  function openLink(link: string, response: ServerResponse): void {
    const record = links.get(link);
    links.delete(link);
    if (record === undefined) {
      const problem = { type: 'about:blank', title: 'token-rejected', status: 401, code: 'token-rejected' };
      return void response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(problem));
    }
    const session = randomUUID();
    service.sessions.set(session, record);
    const [type, id] = record.split(':');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ session, expiresIn: 900, record: { type, id }, caps: officerCaps, locale: null }));
  }

  return Object.assign(hosts, {
    ours: ours.url,
    host: host.url,
    hostile: hostile.url,
    service,
    exchanges,
    sites,
    links,
    release() {
      hosts.holding = false;
      for (const go of held.splice(0)) go();
    },
    close: async () => {
      for (const go of held.splice(0)) go();
      await Promise.all([ours, hostile, host].map(({ server }) => stop(server)));
      await service.close();
    },
  });
}

const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function answer(response: ServerResponse, page: Page, policy = page.policy): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
  });
  response.end(page.html);
}

const hostPage = (ours: string, hostile: string | undefined, hasScript: boolean) => `<!doctype html>
<html lang="en-GB" data-ours="${ours}">
  <head>
    <meta charset="utf-8" />
    <title>Record</title>
    <script src="/host.js"></script>
    ${hasScript ? '<script async src="/doorstep-frame.js"></script>' : ''}
  </head>
  <body>
    <button id="before">Before</button>
    <div id="panel"></div>
    <button id="after">After</button>
    ${hostile === undefined ? '' : `<iframe id="hostile" title="Advertisement" src="${hostile}"></iframe>`}
  </body>
</html>`;

/** Keeps what the panel does to its host; `host.open(id, label)` moves to another record. */
const hostScript = `
window.host = { errors: 0, violations: [], escapes: 0, asks: [], events: [], messages: 0, aborted: 0 };
addEventListener('error', () => { host.errors += 1; });
addEventListener('unhandledrejection', () => { host.errors += 1; });
addEventListener('securitypolicyviolation', (event) => host.violations.push(event.violatedDirective));
addEventListener('keydown', (event) => { if (event.key === 'Escape') host.escapes += 1; });
host.onmessage = window.onmessage = () => { host.messages += 1; };
for (const name of ['ready', 'context', 'prompts', 'outcome', 'logged', 'unsaved', 'navigate', 'resize', 'error']) {
  addEventListener('doorstep-' + name, (event) => host.events.push([name, event.detail]));
}
window.Doorstep = window.Doorstep || function () { (Doorstep.q = Doorstep.q || []).push(arguments); };
host.options = {
  in: '#panel',
  installation: '${code}',
  base: document.documentElement.dataset.ours + '/embed/v1/',
  theme: 'dark',
  tokens: { '--doorstep-color-accent': '#123456' },
  stickyInset: { top: 40, bottom: 0 },
  getToken: async (ask) => {
    host.asks.push(ask.reason + ' ' + ask.record.type + ' ' + ask.record.id);
    ask.signal.addEventListener('abort', () => { host.aborted += 1; });
    if (host.slow) await new Promise((resolve) => { host.answer = resolve; });
    const response = await fetch('/token', { headers: { 'x-record': ask.recordKey }, signal: ask.signal });
    return response.text();
  },
  on: { ready: () => { host.isReady = true; } },
};
Doorstep('frame', host.options, (panel) => { host.panel = panel; });
host.open = (id, label) => host.panel.setContext({ kind: 'one', type: 'person', id: { host: id }, label });
host.frame = () => document.querySelector('#panel iframe');
`;

/** Speaks to every window that it can reach, in our envelope, over and over. */
const hostilePage = `<!doctype html><title>Advertisement</title><script>
window.heard = window.rounds = 0;
setInterval(() => {
  rounds += 1;
  for (const target of [parent, ...Array.from({ length: parent.length }, (_, at) => parent[at])]) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { heard += 1; };
    target.postMessage({ doorstep: 1, t: 'init', nonce: 'guessed-guessed-guessed', versions: [1] }, '*', [port2]);
    target.postMessage({ doorstep: 1, t: 'event', name: 'doorstep-outcome', detail: {} }, '*');
    target.postMessage({ doorstep: 1, t: 'resize', height: 5000 }, '*');
  }
}, 5);
</script>`;
