import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** Good for localhost and 127.0.0.1, signed by itself, for another hundred years. Of this test and of nothing else. */
export const mailCertificate = `-----BEGIN CERTIFICATE-----
MIIBszCCAVmgAwIBAgIUZ3Bt6TLDYjEpxnZMGVePZtZ2N6wwCgYIKoZIzj0EAwIw
IDEeMBwGA1UEAwwVTWFpbCBzZXJ2ZXIgb2YgYSB0ZXN0MCAXDTI2MTEyNTE3MTM1
N1oYDzIxMjYxMTAxMTcxMzU3WjAgMR4wHAYDVQQDDBVNYWlsIHNlcnZlciBvZiBh
IHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQRYx5nKke8dRxXnfhnmuep
i8F+33MQ5/BEsV//zUPyNc3uDDg8OH4fcwEsnosR1Lw/vDc14g67nlJeu/Iqh6zJ
o28wbTAdBgNVHQ4EFgQU7PuOfJgU28ygFXQaTPvfkZhn6akwHwYDVR0jBBgwFoAU
7PuOfJgU28ygFXQaTPvfkZhn6akwGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAAB
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIR5BBLZ4g3syqLv
h5MFHeEbnVgr34WdWLL04HiuUWWfAiA3jF1/1otB8GmLMypi6b5zHnxl32/tQ9Mz
05rcMOAq+g==
-----END CERTIFICATE-----
`;
const mailKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbaKJ/NGgBeqpUGsP
ASIo9PS4fpmP87XY+9Gk5fTzEc6hRANCAAQRYx5nKke8dRxXnfhnmuepi8F+33MQ
5/BEsV//zUPyNc3uDDg8OH4fcwEsnosR1Lw/vDc14g67nlJeu/Iqh6zJ
-----END PRIVATE KEY-----
`;

/** What goes wrong at the server from now on. */
export interface MailFault {
  /** Answers a recipient with this code. */
  readonly recipient?: number;
  /** Answers the message with this code. */
  readonly message?: number;
  /** Takes the message, and is gone before it says so. */
  readonly dropsAfterMessage?: boolean;
  /** Is gone when a recipient is named. */
  readonly dropsBeforeMessage?: boolean;
  /** Says nothing at all. */
  readonly isSilent?: boolean;
}

/** A real mail server on a free port that keeps what it was given. */
export interface MailServer {
  readonly port: number;
  /** Whatever it has taken, oldest first; what it dropped after taking it too. */
  readonly mails: readonly ParsedMail[];
  fault(fault: MailFault): void;
  close(): Promise<void>;
}

export const mailUser = 'doorstep';
export const mailPassword = 'let me in, p\u00e9ach';

/** `tls`: `none` offers none, `starttls` offers it, `tls` speaks nothing else. It asks for `mailUser` and `mailPassword`. */
export async function startMailServer(tls: 'none' | 'starttls' | 'tls'): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  let fault: MailFault = {};
  const drop = () => {
    for (const connection of server.connections)
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  const keep = async (message: Buffer, done: () => void) => {
    mails.push(await simpleParser(message));
    if (fault.dropsAfterMessage) drop();
    else done();
  };
  const server = new SMTPServer({
    secure: tls === 'tls',
    key: mailKey,
    cert: mailCertificate,
    disabledCommands: tls === 'starttls' ? [] : ['STARTTLS'],
    allowInsecureAuth: tls === 'none',
    authOptional: false,
    disableReverseLookup: true,
    onConnect: (_, done) => {
      if (!fault.isSilent) done();
    },
    onAuth: ({ username, password }, _, done) => {
      const isRight = username === mailUser && password === mailPassword;
      done(isRight ? null : answer(535), isRight ? { user: mailUser } : undefined);
    },
    onRcptTo: (_, __, done) => {
      if (fault.dropsBeforeMessage) drop();
      else done(fault.recipient === undefined ? null : answer(fault.recipient));
    },
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (fault.message !== undefined) return done(answer(fault.message));
        void keep(Buffer.concat(parts), done);
      });
    },
  });
  server.on('error', () => undefined); // a client that leaves is part of what is tried
  const listening = server.listen(0, '127.0.0.1');
  if (!listening.listening) await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    fault: (next) => (fault = next),
    close: () =>
      new Promise((done) => {
        drop();
        server.close(() => done());
      }),
  };
}

function answer(responseCode: number): Error {
  return Object.assign(new Error('as it was told to'), { responseCode });
}
