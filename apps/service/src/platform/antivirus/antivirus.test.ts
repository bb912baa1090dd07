import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { clamdThatSays } from '../../../test/clamd.js';
import { AntivirusProblem, Clamd } from './index.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});
/** A scanner that hangs up with these words, whatever it gets. */
async function saying(words: string): Promise<Clamd> {
  server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(words),
  ).listen(0, '127.0.0.1');
  await new Promise((listening) => server!.once('listening', listening));
  return new Clamd('127.0.0.1', (server.address() as AddressInfo).port);
}

describe('the virus scanner', () => {
  it('is asked by INSTREAM, and answers for clean and infected bytes of any length', async () => {
    const clamd = await clamdThatSays('EICAR');
    const scanner = new Clamd('127.0.0.1', clamd.port);
    expect(await scanner.isInfected(Buffer.alloc(200_000, 1))).toBe(false);
    expect(await scanner.isInfected(Buffer.concat([Buffer.alloc(200_000), Buffer.from('EICAR')]))).toBe(true);
    await clamd.close();
  });

  it.each([
    ['nothing', ''],
    ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
  ])('that says %s does not make bytes clean', async (_, words) => {
    const scanner = await saying(words);
    await expect(scanner.isInfected(Buffer.from('x'))).rejects.toThrow(AntivirusProblem);
  });

  it('that is not there does not make bytes clean', async () => {
    const { port } = await clamdThatSays('x').then(async (clamd) => (await clamd.close(), clamd));
    await expect(new Clamd('127.0.0.1', port).isInfected(Buffer.from('x'))).rejects.toThrow(AntivirusProblem);
  });
});
