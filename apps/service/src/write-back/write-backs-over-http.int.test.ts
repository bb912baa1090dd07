import { listOf, writeBackSummary } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection } from '../connections/index.js';
import { queueWriteBack, SendWriteBacks } from './index.js';

let service: StartedService;
let landlord: Landlord;
let other: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
  // A private address that nobody allowed: whatever is sent there fails for good.
  const { id: connectionId } = await service.app.get(AddConnection).run('test', landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: 'https://10.1.2.3', apiKey: 'key' },
    allowedAddresses: [],
  });
  const voiceId = uuidv7();
  await service.platform.database.inOrganisation(landlord.id, async (db) => {
    await db.rows(
      `INSERT INTO voices (organisation_id, id, place, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
       VALUES ($1, $2, 'the yard', 'words', 'own', false, 'staff:1', now(), 'key', '\\x00')`,
      [landlord.id, voiceId],
    );
    await queueWriteBack(db, { connectionId, kind: 'note', recordType: 'home', recordId: 'home-1', voiceId });
  });
});
afterAll(() => service.close());

const list = async (of = landlord) =>
  listOf(writeBackSummary).parse((await get(service, '/api/v1/write-backs', of.apiKey)).body);
const retry = (id: string, as = landlord) =>
  post(service, `/api/v1/write-backs/${id}/retry`, {}, { authorization: `Bearer ${as.apiKey}` });

describe('write-backs over HTTP', () => {
  it('are listed while they wait and when they failed, and tried again', async () => {
    const [one] = (await list()).items;
    expect(one).toMatchObject({
      kind: 'note',
      state: 'waiting',
      connection: 'housing',
      about: 'voice',
      record: { type: 'home', id: 'home-1' },
      tries: 0,
    });
    await service.app.get(SendWriteBacks).run(landlord.id, [one!.id], new AbortController().signal);
    expect((await list()).items).toMatchObject([
      { state: 'failed', tries: 1, nextTryAt: null, lastProblem: expect.stringContaining('private address') },
    ]);
    expect((await retry(one!.id)).status).toBe(204);
    expect((await list()).items).toMatchObject([{ state: 'waiting', tries: 0, nextTryAt: expect.any(String) }]);
  });

  it('are another landlord’s business to nobody else, and nobody’s without a key', async () => {
    const [one] = (await list()).items;
    expect(await list(other)).toEqual({ items: [], total: 0 });
    expect(await retry(one!.id, other)).toMatchObject({ status: 404, body: { code: 'write-back-unknown' } });
    expect((await get(service, '/api/v1/write-backs', 'no-key')).status).toBe(401);
    expect((await retry('not-an-id')).status).toBe(400);
  });
});
