import type { PanelView, ReadBackReply, VoiceReply } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  addLandlord,
  bringIn,
  claimsFor,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  sign,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 5, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'rowan');
  await bringIn(service, landlord, housing.url, 'key');
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

async function session(record: HostRecord, role = 'officer'): Promise<string> {
  const token = await sign(landlord, { ...claimsFor(landlord, record), roles: [role] });
  return (await post<{ session: string }>(service, '/embed/v1/session', { token })).body.session;
}
const write = <Body>(path: string, bearer: string, body: unknown) =>
  post<Body>(service, path, body, {
    authorization: `Bearer ${bearer}`,
    'idempotency-key': `tell-them-${(keys += 1)}`,
    origin: hostOrigin,
  });
const panel = async (bearer: string) =>
  (await get<PanelView>(service, '/embed/v1/prompts', bearer, { origin: hostOrigin })).body;

/** What the answer is about was decided. */
async function decide(by: string, number: number): Promise<void> {
  await service.platform.database.inOrganisation(landlord.id, async (db) => {
    await db.rows(
      `INSERT INTO asks (organisation_id, id, topic_id, question, why, owner, claimed, still_open, decision_on, closes_on,
         scope, created_by, idempotency_key, request_hash)
       SELECT $1, id, id, 'Where shall it go?', 'So that it is right.', 'Sam', 'together', '{where}', '2026-03-14', '2026-03-14', '{}',
         'test', 'test', '' FROM topics WHERE organisation_id = $1 ON CONFLICT DO NOTHING`,
      [landlord.id],
    );
    await db.rows(
      `INSERT INTO ask_decisions (organisation_id, ask_id, number, decided_on, decided_by, residents_of, words, because,
         scope_count, heard_count, recorded_by)
       SELECT $1, id, $2, '2026-03-14', $3, 'Elm Court', 'By the back steps.', 'It was asked for.', 148, 131, 'test'
       FROM asks WHERE organisation_id = $1`,
      [landlord.id, number, by],
    );
  });
}

it('what a resident says comes back: to be told before anything is asked, once, and to nobody behind the wall', async () => {
  const { record } = await personWithPrompt(service, landlord);
  const officer = await session(record);
  expect((await panel(officer)).prompts).toHaveLength(1);

  const said = await write<VoiceReply>('/embed/v1/voices', officer, {
    record,
    words: 'A handrail on the back steps would help my mum',
    whose: 'own',
    keepName: true,
    routing: { chosen: [], whyNot: 'misread' },
  });
  const voiceId = said.body.voiceId!;
  const back = await get<ReadBackReply>(service, `/embed/v1/voices/${voiceId}/read-back`, officer, {
    origin: hostOrigin,
  });
  expect(back.body.lines.join('\n')).toContain('A handrail on the back steps would help my mum');
  // A reply is owed, so nothing more is asked.
  expect(await panel(officer)).toMatchObject({ prompts: [], tellThem: [] });

  const given = await write('/api/v1/replies', landlord.apiKey, {
    voiceId,
    result: 'done',
    words: 'You asked for a handrail on the back steps. It was put up on Tuesday. Thank you for telling us.',
    saidBy: 'Sam Reid',
    knowing: true,
  });
  expect(given.status).toBe(201);
  const shown = await panel(officer);
  expect(shown.tellThem).toMatchObject([
    { theirWords: 'A handrail on the back steps would help my mum', result: 'done', saidBy: 'Sam Reid' },
  ]);
  expect(shown.tellThem[0]).not.toHaveProperty('agreed');
  await decide('landlord', 1);
  expect((await panel(officer)).tellThem[0]).not.toHaveProperty('agreed');
  await decide('jointly', 2);
  expect((await panel(officer)).tellThem[0]!.agreed).toEqual({
    ...{ residentsOf: 'Elm Court', decidedOn: '2026-03-14', heard: 131, scope: 148 },
  });
  for (const role of ['income', 'asb', 'legal'])
    expect(await panel(await session(record, role))).toMatchObject({ tellThem: [], heardBefore: [] });

  const { tellingId } = shown.tellThem[0]!;
  const later = await write<{ state: string }>(`/embed/v1/tellings/${tellingId}`, officer, {
    result: 'did-not-come-up',
  });
  expect(later.body.state).toBe('waiting');
  expect((await panel(officer)).tellThem).toHaveLength(1);
  const other = await personWithPrompt(service, landlord, 1);
  expect(
    (await write(`/embed/v1/tellings/${tellingId}`, await session(other.record), { result: 'told' })).status,
  ).not.toBe(200);
  const told = await write<{ state: string }>(`/embed/v1/tellings/${tellingId}`, officer, { result: 'told' });
  expect(told.body.state).toBe('told');
  expect((await panel(officer)).tellThem).toEqual([]);
  expect((await panel(officer)).heardBefore[0]).toMatchObject({ voiceId, isReplyOwed: false });
});
