import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhotoReply, VisitEntry } from '@doorstep/contracts/visit';
import type { Problem } from '@doorstep/contracts/embed';
import type { HeldEntry } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import S3rver from 's3rver';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { clamdThatSays, type FakeClamd } from '../../test/clamd.js';
import { addLandlord, get, type Answer, type Landlord } from '../../test/landlord.js';
import { entryAt, phoneOf, type Phone } from '../../test/phone.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { Clamd } from '../platform/antivirus/index.js';
import { FolderStore, type ObjectStore } from '../platform/objects/index.js';
import { S3Store } from '../platform/objects/s3-store.js';

const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const folder = mkdtempSync(join(tmpdir(), 'doorstep-photos-'));
let s3: S3rver;
let clamd: FakeClamd;
let picture: Buffer;

beforeAll(async () => {
  clamd = await clamdThatSays(eicar);
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'photos', configs: [] }],
  });
  // Grainy, so that it takes several pieces.
  picture = await sharp(randomBytes(900 * 700 * 3), { raw: { width: 900, height: 700, channels: 3 } })
    .withExif({ IFD0: { Make: 'ZZQ-CAMERA' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
});
afterAll(async () => {
  await clamd.close();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const stores: Readonly<Record<string, () => Promise<ObjectStore>>> = {
  'a folder': () => Promise.resolve(new FolderStore(join(folder, 'objects'))),
  'a server that speaks S3': async () => {
    const { port } = await s3.run();
    return new S3Store({ url: `http://127.0.0.1:${port}/photos`, key: 'S3RVER', secret: 'S3RVER' });
  },
};

describe.each(Object.keys(stores))('photos kept in %s', (where) => {
  let objects: ObjectStore;
  let service: StartedService;
  let landlord: Landlord;
  let phone: Phone;

  beforeAll(async () => {
    objects = await stores[where]!();
    service = await startService({ objects, antivirus: new Clamd('127.0.0.1', clamd.port) });
    landlord = await addLandlord(service, 'rowan');
    phone = await phoneOf(service, landlord, 'Brightwell Repairs');
  });
  afterAll(() => service.close());

  const rows = <Row extends object>(sql: string, parameters: unknown[]) =>
    service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));

  /** An entry that was kept, and names a photo of these bytes. */
  async function entryWith(bytes: Buffer): Promise<{ entry: VisitEntry; path: string; photoId: string }> {
    const photoId = uuidv7();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const entry = entryAt(null, { photos: [{ id: photoId, sha256, bytes: bytes.length }] });
    expect((await phone.send(entry)).status).toBe(201);
    return { entry, photoId, path: `/visit/v1/entries/${entry.id}/photos/${photoId}` };
  }
  async function ask(method: 'GET' | 'PUT', path: string, piece?: Buffer): Promise<Answer<PhotoReply & Problem>> {
    const answer = await fetch(service.url + path, {
      method,
      headers: {
        authorization: `Bearer ${phone.session}`,
        ...(piece && { 'content-type': 'application/octet-stream' }),
      },
      ...(piece && { body: new Uint8Array(piece) }),
    });
    const type = answer.headers.get('content-type');
    return { status: answer.status, type, body: (await answer.json()) as PhotoReply & Problem };
  }
  const put = (path: string, bytes: Buffer, offset: number, length = 262_144) =>
    ask('PUT', `${path}?offset=${offset}`, bytes.subarray(offset, offset + length));
  async function sendAll(path: string, bytes: Buffer): Promise<Answer<PhotoReply & Problem>> {
    let answer = await ask('GET', path);
    while (answer.status === 200 && !answer.body.isWhole) answer = await put(path, bytes, answer.body.offset);
    return answer;
  }
  const see = async (entryId: string, photoId: string, key = landlord.apiKey) => {
    const answer = await fetch(`${service.url}/api/v1/visit-entries/${entryId}/photos/${photoId}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };

  it('come in pieces, resumed where they stopped, and are made anew with nothing beside their pixels', async () => {
    const { entry, path, photoId } = await entryWith(picture);
    expect(picture.includes('ZZQ-CAMERA')).toBe(true);
    expect((await see(entry.id, photoId)).status).toBe(404);
    expect((await put(path, picture, 0)).body).toEqual({ offset: 262_144, isWhole: false });
    // The same piece again, and one from further on, change nothing.
    expect((await put(path, picture, 0)).body).toEqual({ offset: 262_144, isWhole: false });
    expect((await put(path, picture, 400_000)).body).toEqual({ offset: 262_144, isWhole: false });
    expect((await put(path, picture, 262_144, 1000)).body).toEqual({ offset: 263_144, isWhole: false });
    expect(await sendAll(path, picture)).toMatchObject({
      status: 200,
      body: { offset: picture.length, isWhole: true },
    });
    expect((await put(path, picture, 0)).body).toEqual({ offset: picture.length, isWhole: true });
    expect((await ask('GET', path.replace(photoId, photoId.toUpperCase()))).body.isWhole).toBe(true);

    const { items } = (await get<{ items: HeldEntry[] }>(service, '/api/v1/visit-entries?limit=500', landlord.apiKey))
      .body;
    expect(items.find(({ id }) => id === entry.id)!.photos).toEqual([{ entryId: entry.id, photoId }]);
    const seen = await see(entry.id, photoId);
    expect(seen).toMatchObject({ status: 200, type: 'image/jpeg' });
    const { exif, format, width, height } = await sharp(seen.bytes).metadata();
    expect({ exif, format, width, height }).toEqual({ exif: undefined, format: 'jpeg', width: 700, height: 900 });
    expect(seen.bytes.includes('ZZQ-CAMERA')).toBe(false);
    const [kept] = await rows<{ storedAs: string }>(
      `SELECT stored_as AS "storedAs" FROM visit_photos WHERE organisation_id = $1 AND id = $2`,
      [landlord.id, photoId],
    );
    expect(kept!.storedAs).not.toContain(photoId);
    expect(await objects.get(`visit-pieces/${landlord.id}/${photoId}/0`)).toBeUndefined();
  });

  it('that were whole when the service died are finished when the phone asks', async () => {
    const { entry, path, photoId } = await entryWith(picture);
    for (let offset = 0; offset < picture.length; offset += 262_144)
      await objects.put(`visit-pieces/${landlord.id}/${photoId}/${offset}`, picture.subarray(offset, offset + 262_144));
    await rows(`UPDATE visit_photos SET received_bytes = bytes WHERE organisation_id = $1 AND id = $2`, [
      landlord.id,
      photoId,
    ]);
    const both = await Promise.all([ask('GET', path), ask('GET', path)]);
    for (const one of both) expect(one).toMatchObject({ status: 200, body: { isWhole: true } });
    expect((await see(entry.id, photoId)).status).toBe(200);
  });

  it.each([
    ['is no picture', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not-an-image'],
    [
      'only begins like one',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(500)]),
      'not-an-image',
    ],
    ['is cut short', () => picture.subarray(0, 20_000), 'not-an-image'],
    ['is infected', () => Buffer.concat([picture, Buffer.from(eicar)]), 'infected'],
  ])('that %s is refused, and the words stay', async (_, bytesOf, code) => {
    const bytes = bytesOf();
    const { entry, path, photoId } = await entryWith(bytes);
    for (const answer of [await sendAll(path, bytes), await ask('GET', path)])
      expect(answer).toMatchObject({ status: 415, body: { code } });
    expect((await see(entry.id, photoId)).status).toBe(404);
  });

  it('are found again by their folder, in order', async () => {
    for (const key of ['listed/here/b', 'listed/here/a', 'listed/there/c']) await objects.put(key, Buffer.from('x'));
    expect(await objects.list('listed/here')).toEqual(['listed/here/a', 'listed/here/b']);
    expect(await objects.list('listed/nowhere')).toEqual([]);
  });

  it('that are not what the entry said are refused', async () => {
    const { path } = await entryWith(picture);
    const changed = Buffer.from(picture);
    changed[picture.length - 100]! ^= 1;
    expect(await sendAll(path, changed)).toMatchObject({ status: 415, body: { code: 'not-what-was-sent' } });
  });

  it('are refused in pieces that are too long, of no entry, and to a key that may not read', async () => {
    const { entry, path, photoId } = await entryWith(picture);
    expect((await put(path, picture, 0, 262_145)).status).toBe(413);
    const unknown = `/visit/v1/entries/${entry.id}/photos/${uuidv7()}`;
    expect(await put(unknown, picture, 0)).toMatchObject({ status: 404, body: { code: 'photo-unknown' } });
    expect((await see(entry.id, photoId, 'dk_nobody')).status).toBe(401);
  });
});
