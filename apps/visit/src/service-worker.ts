/*
 * Keeps the app itself on the phone, so that it opens without signal. It answers only for the files of this build, all
 * of them GET: what a phone sends never passes through here, because some browsers then send it with an empty body.
 */

/** The few parts of a service worker that are used here; the types of a page know none. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as Worker;
const { version, paths } = DOORSTEP_PRECACHE;
const prefix = 'doorstep-visit-';
const current = prefix + version;
const home = '/visit/';

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(current).then((cache) => cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })))),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(prefix) && name !== current))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('message', (event) => {
  if (event.data === 'update') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || pathname.startsWith(`${home}v1/`)) return;
  const path = request.mode === 'navigate' && pathname.startsWith(home) ? home : pathname;
  if (paths.includes(path)) event.respondWith(kept(path, request));
});

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(current);
  return (await cache.match(path)) ?? fetch(request);
}
