/**
 * A page with the panel in it, and the end of the line that signs its tokens. Everything else of a CRM is left out.
 *
 *     node server.mjs --doorstep https://embed.example --installation ins_… --key-file doorstep-key.pem --kid homes-1
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importPKCS8 } from 'jose';
import { signToken } from './sign-token.mjs';

/** Whoever your own sign-in says is at work. */
const staff = { id: 'priya-shah', roles: ['officer'] };

/** What this server hands out from its folder. */
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * @param {object} host
 * @param {string} host.doorstep Where Doorstep is, such as `https://embed.example`.
 * @param {string} host.installation
 * @param {string} host.keyPem The private key, PKCS 8.
 * @param {string} host.kid
 * @param {number} host.port 0 takes any free port.
 * @param {string} [host.folder] Where the page is; this folder without it.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startPlainHost({ doorstep, installation, keyPem, kid, port, folder }) {
  const key = await importPKCS8(keyPem, 'ES256');
  const root = folder ?? fileURLToPath(new URL('.', import.meta.url));
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${doorstep}`,
    `connect-src 'self' ${doorstep}`,
    "style-src 'self'",
  ].join('; ');

  async function answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/doorstep-token') {
      // Here your CRM asks whether this member of staff may open this record, and answers 403 if not.
      const [type, ...id] = (searchParams.get('record') ?? '').split(':');
      const token = await signToken({ installation, key, kid, origin: url }, staff, { type, id: id.join(':') });
      return void response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(token);
    }
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const type = types[/^[\w-]+(\.\w+)$/.exec(name)?.[1] ?? ''];
    const content = type && (await readFile(`${root}/${name}`, 'utf8').catch(() => undefined));
    if (content === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    response.end(content.replaceAll('{doorstep}', doorstep).replaceAll('{installation}', installation));
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', () => listening(undefined)));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed(undefined));
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = (fallback) => ({ type: 'string', ...(fallback && { default: fallback }) });
  const { values } = parseArgs({
    options: {
      ...{ doorstep: text('http://127.0.0.1:4310'), installation: text(), 'key-file': text(), kid: text() },
      ...{ port: text('8080'), folder: text() },
    },
  });
  const keyPem = await readFile(values['key-file'] ?? 'doorstep-key.pem', 'utf8');
  const { url } = await startPlainHost({ ...values, keyPem, port: Number(values.port) });
  console.log(`The page is at ${url}`);
}
