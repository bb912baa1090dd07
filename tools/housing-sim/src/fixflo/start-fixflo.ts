import { FixfloBook } from './book.js';
import { FixfloFaults } from './faults.js';
import { serveFixflo, type ServeOptions } from './serve-fixflo.js';

export interface FixfloSimOptions extends ServeOptions {
  /** Any free port when absent. */
  readonly port?: number;
  /** Properties, tenants and issues, each. */
  readonly homes: number;
  readonly seed: number;
}

export interface FixfloSim {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** What it keeps, to be changed at will. */
  readonly book: FixfloBook;
  readonly faults: FixfloFaults;
  close(): Promise<void>;
}

/** Starts a simulated Fixflo on loopback: shapes as published, values invented. */
export async function startFixfloSim({ port = 0, homes, seed, ...options }: FixfloSimOptions): Promise<FixfloSim> {
  const book = new FixfloBook(homes, seed);
  const faults = new FixfloFaults();
  const server = serveFixflo(book, faults, options);
  const url = await server.listen({ port, host: '127.0.0.1' });
  return { url, book, faults, close: () => server.close() };
}
