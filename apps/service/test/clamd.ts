import { createServer, type AddressInfo } from 'node:net';

/** A server that speaks clamd's INSTREAM command. */
export interface FakeClamd {
  readonly port: number;
  close(): Promise<void>;
}

/** Finds `signature` wherever it stands in the bytes, and nothing else. */
export async function clamdThatSays(signature: string): Promise<FakeClamd> {
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      heard = Buffer.concat([heard, part]);
      const bytes = readStream(heard);
      if (bytes === undefined) return;
      socket.end(bytes.includes(signature) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** The bytes of `zINSTREAM\0`, then chunks with their lengths before them, ended by a length of 0. */
function readStream(heard: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (heard.length < command.length) return undefined;
  if (heard.toString('latin1', 0, command.length) !== command) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > heard.length) return undefined;
    chunks.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
