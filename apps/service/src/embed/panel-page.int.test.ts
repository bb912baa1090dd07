import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { canvasContext, canvasRequest } from '../../test/host-signing.js';
import { addLandlord, hostOrigin, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddInstallation } from './installations/add-installation.js';
import { installationCode } from './installations/installation.entity.js';

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

let service: StartedService;
let landlord: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  // Nobody could add these by the front door any more; a policy must hold whatever the row says.
  const owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  await owner.query('UPDATE installations SET allowed_origins = allowed_origins || $1::text[]', [
    ['https://a.example; script-src *', 'https://*', "'unsafe-inline'", '*', 'https://b.example/"><script>'],
  ]);
  await owner.end();
});
afterAll(() => service.close());

const page = async (query: string) => {
  const response = await fetch(`${service.url}/embed/v1/panel${query}`, {
    headers: { origin: 'https://evil.example' },
  });
  return { response, policy: response.headers.get('content-security-policy'), html: await response.text() };
};

describe('the page inside a frame', () => {
  it('may be framed by the pages of its own landlord alone, and by nothing else that stands in the row', async () => {
    const { response, policy, html } = await page(`?installation=${landlord.installation}`);
    expect(response.status).toBe(200);
    expect(policy).toBe(`${strict}${hostOrigin}`);
    expect(html).toContain(`<meta name="doorstep-origins" content="[&#34;${hostOrigin}&#34;]" />`);
    expect(html).toContain(`<meta name="doorstep-installation" content="${landlord.installation}" />`);
  });

  it('is kept nowhere, says where it came from to nobody, and leaves framing to its policy', async () => {
    const { headers } = (await page(`?installation=${landlord.installation}`)).response;
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });

  it.each<[string, () => string]>([
    ['no installation', () => ''],
    ['an empty one', () => '?installation='],
    ['one that there is not', () => `?installation=${installationCode(landlord.id, landlord.id)}`],
    ['one of a landlord there is not', () => `?installation=ins_${'0'.repeat(32)}_${'0'.repeat(32)}`],
    ['several', () => `?installation=${landlord.installation}&installation=${landlord.installation}`],
    ['one with a key', () => `?installation[code]=${landlord.installation}`],
    ['markup', () => `?installation=${encodeURIComponent(`${landlord.installation}"><script>alert(1)</script>`)}`],
    ['another rule', () => `?installation=${encodeURIComponent(`${landlord.installation}; frame-ancestors *`)}`],
    ['another header', () => `?installation=${encodeURIComponent(`${landlord.installation}\r\nx-evil: 1`)}`],
    ['a query', () => `?installation=${encodeURIComponent("ins_' OR '1'='1")}`],
  ])('shows nothing to anybody for %s', async (_, query) => {
    const { response, policy, html } = await page(query());
    expect(response.status).toBe(404);
    expect(policy).toBe(`${strict}'none'`);
    expect(response.headers.get('x-evil')).toBeNull();
    expect(html).toContain('<meta name="doorstep-origins" content="[]" />');
    expect(html).toContain('<meta name="doorstep-installation" content="" />');
  });
});

describe('the page of a one-time link', () => {
  it('is framed by nobody, and sends no address on', async () => {
    const response = await fetch(`${service.url}/embed/v1/open`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(`${strict}'none'`);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('src="link-page.js"');
  });
});

describe('the page inside a Salesforce canvas', () => {
  const secret = 'the consumer secret of a canvas';
  let installation: string;

  beforeAll(async () => {
    ({ installation } = await service.app.get(AddInstallation).run('command-line', landlord.id, {
      ...{ name: 'Salesforce', allowedOrigins: [hostOrigin, 'https://other.example'] },
      recordSystems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
      keys: [{ kind: 'canvas', secret, organisation: '00Dxx0000001gPLEAY' }],
    }));
  });
  const into = async (code: string, form: string | URLSearchParams) => {
    const response = await fetch(`${service.url}/embed/v1/canvas/${encodeURIComponent(code)}`, {
      method: 'POST',
      headers: { origin: 'https://vf.example' },
      body: form,
    });
    return { response, policy: response.headers.get('content-security-policy'), html: await response.text() };
  };
  const form = (signed: string) => new URLSearchParams({ signed_request: signed });
  const given = (html: string) => /<meta name="doorstep-canvas" content="(.*?)" \/>/s.exec(html)?.[1];

  it('hands on what was posted, which then opens the record once, and is kept and named nowhere', async () => {
    const signed = canvasRequest(canvasContext(hostOrigin), secret);
    const { response, policy, html } = await into(installation, form(signed));
    expect(response.status).toBe(200);
    expect(policy).toBe(`${strict}${hostOrigin} https://other.example`);
    expect(html).toContain('src="../canvas-page.js"');
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['referrer-policy', 'no-referrer'],
      ['content-type', 'text/html; charset=utf-8'],
      ['set-cookie', null],
      ['x-frame-options', null],
    ] as const)
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    const canvas = given(html);
    expect(canvas).toBe(signed);
    const exchanged = () => post(service, '/embed/v1/session', { canvas, installation }, { origin: service.url });
    expect(await exchanged()).toMatchObject({ status: 200, body: { record: { id: '003xx000004TmiQAAS' } } });
    expect(await exchanged()).toMatchObject({ status: 401, body: { code: 'token-rejected' } });
  });

  it.each<[string, string | URLSearchParams]>([
    ['nothing', new URLSearchParams()],
    ['an empty one', form('')],
    ['one part', form('AAAA')],
    ['markup', form('AAAA.BBBB"><script>alert(1)</script>')],
    ['markup in its own letters', form('"/><meta/http-equiv="refresh"/content="0;/evil.')],
    ['several', new URLSearchParams([...form('AAAA.BBBB'), ...form('CCCC.DDDD')])],
    ['one with a key', new URLSearchParams({ 'signed_request[x]': 'AAAA.BBBB' })],
    ['more than any has', form(`AAAA.${'B'.repeat(32_768)}`)],
    ['JSON that is no form', '{"signed_request":"AAAA.BBBB"}'],
  ])('puts nothing of %s into the page', async (_, posted) => {
    const { html, response } = await into(installation, posted);
    expect([400, 415]).toContain(response.status);
    expect(html).not.toMatch(/BBBB|evil|alert/);
    if (response.status === 400) expect(given(html)).toBe('');
  });

  it.each<[string, () => string]>([
    ['one that there is not', () => installationCode(landlord.id, landlord.id)],
    ['another rule', () => `${installation}; frame-ancestors *`],
    ['markup', () => `${installation}"><script>`],
  ])('is framed by nobody and handed nothing for %s', async (_, code) => {
    const { response, policy, html } = await into(code(), form(canvasRequest(canvasContext(hostOrigin), secret)));
    expect(response.status).toBe(404);
    expect(policy).toBe(`${strict}'none'`);
    expect(given(html)).toBe('');
    expect(html).toContain('<meta name="doorstep-installation" content="" />');
  });

  it('takes no more than a form of a megabyte', async () => {
    expect((await into(installation, form('A'.repeat(1024 * 1024)))).response.status).toBe(413);
  });
});
