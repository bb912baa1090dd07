import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a landlord's system may hold of somebody and Doorstep must never take. */
export const forbiddenFields: readonly string[] = [
  'nationalInsuranceNumber',
  'bankAccountNumber',
  'sortCode',
  'visaNumber',
  'creditScore',
  'taxId',
];

/** One canary for each place it was planted in, so that a find says where from. */
export class Canaries {
  private readonly names = new Map<string, string>();
  private readonly places = new Map<string, string>();

  /** The canary of a place: the same each time, and in no other text. */
  of(place: string): string {
    const known = this.names.get(place);
    if (known !== undefined) return known;
    const name = `zq${String(this.names.size).padStart(5, '0')}zq`;
    this.names.set(place, name);
    this.places.set(name, place);
    return name;
  }

  placeOf(canary: string): string {
    return this.places.get(canary.toLowerCase()) ?? 'nowhere';
  }

  get size(): number {
    return this.names.size;
  }
}

export interface PlantingProxy {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  close(): Promise<void>;
}

// Without these as they are, rows could not be told apart, joined or dated.
const holdsAKey =
  /(^|_)(id|ids|key|type|url|etag|done|nextrecordsurl|access_token|instance_url)$|Id$|Ids$|Ref$|reference$|^@|odata/i;
const isNoWord = /^[\d\s:.,+\-/TZ]*$|^https?:|^\/|^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * Stands before a simulator and plants canaries in each object of every JSON answer: the forbidden fields in all of
 * them, and in every second the texts that are no key, date or number. One in nine has an object where a text was, so
 * that it is held.
 */
export async function startPlantingProxy(system: string, behind: string, canaries: Canaries): Promise<PlantingProxy> {
  const objects = new Map<string, number>();
  const planted = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one) => planted(one, path));
    if (typeof value !== 'object' || value === null) return value;
    // By its place, so that no kind of row is always passed over.
    const kind = path.join('.');
    const at = objects.get(kind) ?? 1;
    objects.set(kind, at + 1);
    const place = (name: string) => `${system}:${[...path, name].join('.')}`;
    const inner = Object.entries(value).map(([name, one]): [string, unknown] => {
      if (name === 'attributes') return [name, one];
      if (typeof one !== 'string') return [name, planted(one, [...path, name])];
      if (at % 2 === 0 || holdsAKey.test(name) || isNoWord.test(one)) return [name, one];
      const text = `${one} ${canaries.of(place(name))}`;
      return [name, at % 9 === 0 ? { deep: text } : text];
    });
    return {
      ...Object.fromEntries(inner),
      ...Object.fromEntries(forbiddenFields.map((name) => [name, canaries.of(place(name))])),
    };
  };
  let here = '';
  const server = createServer((request, reply) => {
    const answer = async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const { host: _, connection: __, ...headers } = request.headers;
      const told = await fetch(`${behind}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(pieces.length > 0 ? { body: Buffer.concat(pieces) } : {}),
      });
      const text = (await told.text()).replaceAll(behind, here);
      const isRows =
        told.ok &&
        text.startsWith('{') !== text.startsWith('[') &&
        !/oauth|token|EntityDefinitions/.test(request.url ?? '');
      const kept = Object.fromEntries(
        [...told.headers].filter(
          ([name]) =>
            !['content-length', 'transfer-encoding', 'connection', 'content-encoding', 'keep-alive'].includes(name),
        ),
      );
      reply.writeHead(told.status, kept);
      reply.end(isRows ? JSON.stringify(planted(JSON.parse(text), [])) : text);
    };
    answer().catch(() => reply.writeHead(502).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: here,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
