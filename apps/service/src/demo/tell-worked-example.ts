import type { INestApplicationContext } from '@nestjs/common';
import { DecideAsk, DraftAsk, OpenAsk, RecordAskEvent, RecordBarrier, ShareOptions } from '../asks/index.js';
import { TakeVoice } from '../listening/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { homeOutsideRefuges } from '../records/index.js';
import { GiveReply, JoinTopic, ListTellings, MarkPosted } from '../replies/index.js';
import type { HouseholdsOfStory, WorkedExample } from './worked-examples.js';

interface Home {
  readonly household: string;
  readonly tenancy: { readonly id: string; readonly allocatedBy: string };
  readonly place: string;
}

/**
 * Lives through a story by the verbs that staff use: the roll, each round, every voice, the options, the decision and what
 * everybody is told. `skip` homes are left out before it takes its own, in the order of their references. Told again it
 * changes nothing. Answers the ask; undefined where the landlord has too few homes for it.
 */
export async function tellWorkedExample(
  app: INestApplicationContext,
  caller: Caller,
  story: WorkedExample,
  days: { readonly today: string; readonly later: string },
  skip: number,
): Promise<string | undefined> {
  const wanted = story.households.reduce((sum, { households }) => sum + households, 0);
  const homes = await homesOf(app, caller, skip, wanted);
  if (homes.length < wanted) return undefined;
  const key = (name: string, body: unknown) => writeOnce(`worked-example-${story.code}-${name}`, body);
  const told = await tellBefore(app, caller, story);
  if (told !== undefined) return told;
  const content = {
    ...story.ask,
    scope: { kind: 'places' as const, places: homes.map(({ place }) => place) },
    decisionOn: days.later,
  };
  const draft = await app.get(DraftAsk).run(caller, content, key('ask', story.code));
  const ask = await app.get(OpenAsk).run(caller, draft.id, { version: draft.version });
  await app.get(ShareOptions).run(caller, ask.id, { version: ask.version });
  let at = 0;
  let voice = 0;
  for (const group of story.households) {
    const chosen = Object.entries(group.choices ?? {}).flatMap(([option, households]) =>
      Array<number>(households).fill(Number(option)),
    );
    for (let index = 0; index < group.households; index += 1) {
      const home = homes[at]!;
      at += 1;
      const said = story.words[voice % story.words.length]!;
      if (group.end.kind === 'heard') voice += 1;
      await goThrough(app, caller, { story, ask, home, group, said, option: chosen[index], later: days.later, at });
    }
  }
  for (const [index, { stage, words }] of story.barriers.entries()) {
    const barrier = { household: homes[index]!.household, stage, words };
    await app.get(RecordBarrier).run(caller, ask.id, barrier, key(`barrier-${index}`, stage));
  }
  await app.get(DecideAsk).run(caller, ask.id, { ...story.decision, decidedOn: days.today });
  const outcome = { ...story.outcome, topicId: ask.topicId };
  await app.get(GiveReply).run(caller, outcome, key('outcome', story.code));
  await postTellings(app, caller, ask.topicId);
  return ask.id;
}

async function goThrough(
  app: INestApplicationContext,
  caller: Caller,
  step: {
    readonly story: WorkedExample;
    readonly ask: { readonly id: string; readonly topicId: string };
    readonly home: Home;
    readonly group: HouseholdsOfStory;
    readonly said: WorkedExample['words'][number];
    readonly option: number | undefined;
    readonly later: string;
    readonly at: number;
  },
): Promise<void> {
  const { story, ask, home, group, said, option, later, at } = step;
  const { household } = home;
  const record = (name: string, event: object) =>
    app
      .get(RecordAskEvent)
      .run(caller, ask.id, { household, ...event }, writeOnce(`worked-example-${story.code}-${at}-${name}`, name));
  for (const [round, way] of group.asked.entries()) {
    await record(`asked-${round}`, { kind: 'asked', way });
    if (round === 0 && group.notThisWay) await record('not-this-way', { kind: 'declined', reason: 'not-this-way' });
  }
  const { end } = group;
  if (end.kind === 'declined') await record('end', end);
  if (end.kind === 'cannot-now') await record('end', { ...end, until: later });
  if (end.kind !== 'heard') return;
  const { voiceId } = await app.get(TakeVoice).run(
    caller,
    {
      tenancy: home.tenancy,
      ...said,
      whose: end.whose ?? 'own',
      takenThrough: end.way,
      ...(end.supportedBy !== undefined && { supportedBy: end.supportedBy }),
      mayShare: true,
      routing: { chosen: [], whyNot: 'not-here' },
    },
    writeOnce(`worked-example-${story.code}-${at}-voice`, said),
  );
  if (voiceId === null) throw new Error('The words of a worked example are kept, not handed over.');
  await app.get(JoinTopic).run(caller, ask.topicId, { voiceId });
  await record('end', { kind: 'heard', way: end.way, voiceId, ...(option !== undefined && { option }) });
}

/** Everybody who spoke is told, by a letter that was posted. */
async function postTellings(app: INestApplicationContext, caller: Caller, topicId: string): Promise<void> {
  const { items } = await app.get(ListTellings).run(caller, { limit: 500, state: 'waiting' });
  for (const { id } of items.filter((telling) => telling.topicId === topicId))
    await app.get(MarkPosted).run(caller, id);
}

async function tellBefore(
  app: INestApplicationContext,
  caller: Caller,
  story: WorkedExample,
): Promise<string | undefined> {
  const [ask] = await app
    .get(Database)
    .inOrganisation(caller.organisationId, (db) =>
      db.rows<{ id: string }>(
        `SELECT id FROM asks WHERE organisation_id = $1 AND created_by = $2 AND idempotency_key = $3 AND state = 'decided'`,
        [db.organisationId, caller.actor, `worked-example-${story.code}-ask`],
      ),
    );
  return ask?.id;
}

/** Homes in which one household lives, which is heard from nobody of another story. */
async function homesOf(app: INestApplicationContext, caller: Caller, skip: number, count: number): Promise<Home[]> {
  return app.get(Database).inOrganisation(caller.organisationId, (db) =>
    db.rows<Home>(
      `SELECT min(t.id::text) AS household, h.reference_id AS place,
         jsonb_build_object('id', min(t.reference_id), 'allocatedBy', min(t.allocated_by)) AS tenancy
       FROM homes h JOIN tenancies t ON t.organisation_id = $1 AND t.home_id = h.id AND t.is_active AND t.deleted_at IS NULL
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL AND ${homeOutsideRefuges('h.id')}
       GROUP BY h.id, h.reference_id HAVING count(*) = 1 ORDER BY h.reference_id OFFSET $2 LIMIT $3`,
      [db.organisationId, skip, count],
    ),
  );
}
