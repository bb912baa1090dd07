import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import type { EmailDelivery } from '@doorstep/contracts/http';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { NodemailerError } from 'nodemailer';
import { addressPolicy } from '../platform/http/address-policy.js';
import { DeliveryProblem } from './delivery-problem.js';

/** One e-mail to one person. `text` and `html` say the same. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Letters, digits, dots and hyphens; the same message has the same, so that a second copy can be recognised. */
  readonly messageId: string;
}

/** Milliseconds. `total` is from the first word to the last. */
export interface SmtpPatience {
  readonly silence: number;
  readonly total: number;
}

const patient: SmtpPatience = { silence: 30_000, total: 120_000 };

/** An address of the mail server that may be reached. Throws `DeliveryProblem`. */
export async function mailServerAddress({ host, security, allowedAddresses }: EmailDelivery): Promise<string> {
  const standing = addressPolicy(allowedAddresses);
  const bare = host.replace(/^\[|\]$/g, '');
  let addresses: readonly string[];
  try {
    addresses = isIP(bare) ? [bare] : (await lookup(bare, { all: true })).map(({ address }) => address);
  } catch {
    throw new DeliveryProblem('unreachable', 'try-later', 'The name of the mail server is not known. Check its host.');
  }
  const [first] = addresses;
  // One bad address among good ones is enough: which of them would be reached is not ours to choose.
  if (first === undefined || addresses.some((one) => standing(one) === undefined))
    throw new DeliveryProblem(
      'blocked-address',
      'try-later',
      'The mail server is at a private address. If that is where it lives, name that address among the allowed ones.',
    );
  if (security === 'none' && addresses.some((one) => standing(one) !== 'private'))
    throw new DeliveryProblem(
      'not-secure',
      'try-later',
      'Without TLS a mail server is only reached at an allowed private address. Choose starttls or tls.',
    );
  return first;
}

/** Connects and signs in. Close it when done. Throws `DeliveryProblem`: nothing of a message has left by then. */
export async function signInToMail(
  settings: EmailDelivery,
  password: string | undefined,
  patience: SmtpPatience = patient,
): Promise<SMTPConnection> {
  const address = await mailServerAddress(settings);
  const connection = new SMTPConnection({
    host: address,
    ...(isIP(settings.host) ? {} : { servername: settings.host }),
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    name: domainOf(settings.fromAddress),
    connectionTimeout: patience.silence,
    greetingTimeout: patience.silence,
    socketTimeout: patience.silence,
    socketCloseTimeout: 0,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(settings.caCertificate === null ? {} : { ca: settings.caCertificate }),
    },
  });
  try {
    await once(connection, patience.total, (done) => connection.connect(done));
    if (settings.user !== null) {
      const auth = { user: settings.user, pass: password ?? '' };
      await once(connection, patience.total, (done) => connection.login(auth, done));
    }
    return connection;
  } catch (error) {
    connection.close();
    throw notSignedIn(error as NodemailerError);
  }
}

/** Hands one e-mail over and answers the Message-ID it carries. Throws `DeliveryProblem`. */
export async function sendBySmtp(
  settings: EmailDelivery,
  password: string | undefined,
  email: Email,
  patience: SmtpPatience = patient,
): Promise<string> {
  const messageId = `<${email.messageId}@${domainOf(settings.fromAddress)}>`;
  const composed = new MailComposer({
    from: { name: settings.fromName, address: settings.fromAddress },
    to: { name: '', address: email.to },
    subject: email.subject,
    text: email.text,
    ...(email.html === undefined ? {} : { html: email.html }),
    messageId,
    // Holiday answers are not voices.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = composed.getEnvelope();
  const message = await composed.build();
  const connection = await signInToMail(settings, password, patience);
  let hasBegun = false;
  // It is read only once the server has said to go on, so until then nothing of it can have arrived.
  const watched = Readable.from(
    (function* () {
      hasBegun = true;
      yield message;
    })(),
  );
  try {
    await once(connection, patience.total, (done) => connection.send(envelope, watched, (error) => done(error)));
    connection.quit();
    return messageId;
  } catch (error) {
    throw notTaken(error as NodemailerError, hasBegun);
  } finally {
    connection.close();
  }
}

/** The part after the @. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Waits for one step of a connection: its answer, a connection that breaks, or too long. */
function once(
  connection: SMTPConnection,
  totalMs: number,
  begin: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error | null) => {
      clearTimeout(timer);
      connection.off('error', end);
      connection.off('end', closed);
      // Whatever breaks between two steps is told by the next.
      connection.on('error', () => undefined);
      if (error) reject(error);
      else resolve();
    };
    const closed = () => end(Object.assign(new Error('closed'), { code: 'ECONNECTION' }));
    const timer = setTimeout(() => end(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), totalMs);
    connection.on('error', end);
    connection.on('end', closed);
    begin(end);
  });
}

function notSignedIn({ code, responseCode, originalCode }: NodemailerError): DeliveryProblem {
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new DeliveryProblem(
      'sign-in-refused',
      'try-later',
      'The mail server refused the user name or the password. Set them again.',
    );
  if (code === 'ETLS' || isCertificateFault(originalCode) || isCertificateFault(code))
    return new DeliveryProblem(
      'not-secure',
      'try-later',
      'The mail server did not offer a secure connection with a certificate we can trust. Check its host, its port and its certificate.',
    );
  const answer = responseCode === undefined ? '' : ` (it answered ${responseCode})`;
  return new DeliveryProblem(
    'unreachable',
    'try-later',
    `The mail server cannot be reached${answer}. Check its host and its port.`,
  );
}

function notTaken({ responseCode }: NodemailerError, hasBegun: boolean): DeliveryProblem {
  if (responseCode !== undefined && responseCode >= 500 && responseCode !== 503)
    return new DeliveryProblem('message-refused', 'refused', `The mail server refused the message (${responseCode}).`);
  if (responseCode !== undefined)
    return new DeliveryProblem(
      'not-now',
      'try-later',
      `The mail server cannot take the message now (${responseCode}).`,
    );
  return hasBegun
    ? new DeliveryProblem('cut-off', 'unknown', 'The connection broke off: the mail server may have the message.')
    : new DeliveryProblem(
        'unreachable',
        'try-later',
        'The connection to the mail server broke off before the message.',
      );
}

function isCertificateFault(code: string | undefined): boolean {
  return code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_(TLS|SSL)/.test(code);
}
