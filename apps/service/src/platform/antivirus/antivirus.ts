import { connect } from 'node:net';

/** What a virus scanner says of some bytes. */
export interface Antivirus {
  /** Throws `AntivirusProblem` where no answer is to be had: nothing that was not looked at counts as clean. */
  isInfected(bytes: Buffer): Promise<boolean>;
}

/** The scanner that is set does not answer, or not as it should. */
export class AntivirusProblem extends Error {
  override readonly name = 'AntivirusProblem';
}

/** No scanner is set: nothing is looked at. Start-up says so. */
export const noAntivirus: Antivirus = { isInfected: () => Promise.resolve(false) };

const chunkBytes = 65_536;
const patienceMs = 20_000;

/** Asks clamd over TCP, by its INSTREAM command. */
export class Clamd implements Antivirus {
  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  async isInfected(bytes: Buffer): Promise<boolean> {
    const answer = await this.ask(bytes);
    if (answer.startsWith('stream: OK')) return false;
    if (/^stream: .+ FOUND/.test(answer)) return true;
    throw new AntivirusProblem('The virus scanner did not say whether the bytes are clean.');
  }

  private ask(bytes: Buffer): Promise<string> {
    return new Promise((answered, failed) => {
      let heard = '';
      const socket = connect({ host: this.host, port: this.port }, () => {
        socket.write('zINSTREAM\0');
        for (let at = 0; at < bytes.length; at += chunkBytes) {
          const chunk = bytes.subarray(at, at + chunkBytes);
          const length = Buffer.alloc(4);
          length.writeUInt32BE(chunk.length);
          socket.write(length);
          socket.write(chunk);
        }
        socket.write(Buffer.alloc(4));
      });
      const fail = () => {
        socket.destroy();
        failed(new AntivirusProblem('The virus scanner does not answer.'));
      };
      socket.setTimeout(patienceMs, fail);
      socket.on('error', fail);
      socket.on('data', (part) => (heard += part.toString('latin1')));
      socket.on('end', () => {
        socket.end();
        answered(heard);
      });
    });
  }
}
