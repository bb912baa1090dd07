import type { EmailDelivery } from '@doorstep/contracts/http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mailCertificate, mailPassword, mailUser, startMailServer, type MailServer } from '../../test/mail-server.js';
import { sendBySmtp, signInToMail, type Email } from './smtp.js';

const servers = {} as Record<'none' | 'starttls' | 'tls', MailServer>;
beforeAll(async () => {
  for (const kind of ['none', 'starttls', 'tls'] as const) servers[kind] = await startMailServer(kind);
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});
beforeEach(() => {
  for (const server of Object.values(servers)) server.fault({});
});

const here = ['127.0.0.1/32', '::1/128'];
const to = (kind: keyof typeof servers, more: Partial<EmailDelivery> = {}): EmailDelivery => ({
  way: 'email',
  host: '127.0.0.1',
  port: servers[kind].port,
  security: kind,
  user: mailUser,
  fromAddress: 'hello@elmbank.example',
  fromName: 'Elmbank Homes',
  caCertificate: mailCertificate,
  allowedAddresses: here,
  ...more,
});
const email: Email = {
  to: 'resident@post.example',
  subject: 'You told us: y lifft “ŵ”',
  text: 'We changed the motor.\n.\nDiolch 🏠',
  html: '<p>We changed the motor.</p>',
  messageId: 'telling-1',
};
const quick = { silence: 300, total: 2_000 };
const send = (settings: EmailDelivery, password = mailPassword, more: Partial<Email> = {}) =>
  sendBySmtp(settings, password, { ...email, ...more }, quick);

async function problemOf(sent: Promise<unknown>): Promise<object> {
  const failed: unknown = await sent.then(
    () => ({ code: 'taken' }),
    (error: unknown) => error,
  );
  const { name, code, became, message } = failed as Record<string, unknown>;
  expect(`${String(message)} ${String(code)}`).not.toMatch(/resident|post\.example|motor|let me in/);
  return { name, code, became };
}

describe('an e-mail', () => {
  it.each(['none', 'starttls', 'tls'] as const)('arrives as it was written, over %s', async (kind) => {
    const before = servers[kind].mails.length;
    expect(await send(to(kind))).toBe('<telling-1@elmbank.example>');
    const mail = servers[kind].mails[before];
    expect(mail).toMatchObject({
      subject: email.subject,
      messageId: '<telling-1@elmbank.example>',
      html: email.html,
      from: { value: [{ address: 'hello@elmbank.example', name: 'Elmbank Homes' }] },
      to: { value: [{ address: 'resident@post.example' }] },
    });
    expect(mail?.text?.trimEnd()).toBe(email.text);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('cannot be given more receivers or headers by what is put into it', async () => {
    const before = servers.tls.mails.length;
    await send(to('tls'), mailPassword, { subject: 'One\r\nBcc: other@post.example', messageId: 'telling-2' });
    expect(servers.tls.mails[before]?.bcc).toBeUndefined();
    expect(servers.tls.mails[before]?.headers.has('bcc')).toBe(false);
  });

  it('is not handed to a server whose certificate nobody vouches for', async () => {
    for (const kind of ['starttls', 'tls'] as const) {
      const before = servers[kind].mails.length;
      expect(await problemOf(send(to(kind, { caCertificate: null })))).toMatchObject({
        code: 'not-secure',
        became: 'try-later',
      });
      expect(servers[kind].mails).toHaveLength(before);
    }
  });

  it('is not handed over in the clear when STARTTLS was asked for and is not there', async () => {
    const before = servers.none.mails.length;
    expect(await problemOf(send(to('none', { security: 'starttls' })))).toMatchObject({ became: 'try-later' });
    expect(servers.none.mails).toHaveLength(before);
  });

  it('goes to the server by name as well', async () => {
    const connection = await signInToMail(to('tls', { host: 'localhost' }), mailPassword, quick);
    expect(connection.authenticated).toBe(true);
    connection.close();
  });

  it('goes to no private address that was not allowed, and without TLS to no public one', async () => {
    expect(await problemOf(send(to('tls', { allowedAddresses: ['10.0.0.0/8'] })))).toMatchObject({
      code: 'blocked-address',
    });
    expect(await problemOf(send(to('tls', { host: 'localhost', allowedAddresses: [] })))).toMatchObject({
      code: 'blocked-address',
    });
    expect(await problemOf(send(to('none', { host: '93.184.215.14' })))).toMatchObject({ code: 'not-secure' });
  });

  it('waits for a password that is taken', async () => {
    expect(await problemOf(send(to('tls'), 'wrong'))).toMatchObject({ code: 'sign-in-refused', became: 'try-later' });
    expect(await problemOf(send(to('tls', { user: null })))).toMatchObject({ code: 'message-refused' });
  });

  it.each([
    [{ recipient: 550 }, 'message-refused', 'refused'],
    [{ recipient: 451 }, 'not-now', 'try-later'],
    [{ message: 554 }, 'message-refused', 'refused'],
    [{ message: 452 }, 'not-now', 'try-later'],
    [{ dropsBeforeMessage: true }, 'unreachable', 'try-later'],
    [{ isSilent: true }, 'unreachable', 'try-later'],
  ])('that met %j did not arrive', async (fault, code, became) => {
    const before = servers.tls.mails.length;
    servers.tls.fault(fault);
    expect(await problemOf(send(to('tls')))).toEqual({ name: 'DeliveryProblem', code, became });
    expect(servers.tls.mails).toHaveLength(before);
  });

  it('may have arrived when the connection is gone after the message', async () => {
    const before = servers.tls.mails.length;
    servers.tls.fault({ dropsAfterMessage: true });
    expect(await problemOf(send(to('tls')))).toEqual({ name: 'DeliveryProblem', code: 'cut-off', became: 'unknown' });
    expect(servers.tls.mails).toHaveLength(before + 1);
    servers.tls.fault({});
    await send(to('tls'));
    const [first, second] = servers.tls.mails.slice(before);
    expect(second?.messageId).toBe(first?.messageId);
  });

  it('finds nobody at a port where nothing listens', async () => {
    expect(await problemOf(send(to('tls', { port: 1 })))).toMatchObject({ code: 'unreachable', became: 'try-later' });
  });
});
