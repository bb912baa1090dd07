import { listOf, taskSummary, type Role } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddApiKey, findLandlord } from '../organisations/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import { addTaskCommands, addTask, type NewTask } from './index.js';

let service: StartedService;
let landlord: Landlord;
let other: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  other = await addLandlord(service, 'birch');
});
afterAll(() => service.close());

const add = (task: NewTask) => service.platform.database.inOrganisation(landlord.id, (db) => addTask(db, task));
const list = async (of = landlord) => listOf(taskSummary).parse((await get(service, '/api/v1/tasks', of.apiKey)).body);
const finish = (id: string, as = landlord) =>
  post(service, `/api/v1/tasks/${id}/done`, {}, { authorization: `Bearer ${as.apiKey}` });

describe('tasks', () => {
  it('of one kind about one subject are one, however many ask at once, until it is done', async () => {
    const task = { kind: 'call-back', subject: 'voice:one', dueOn: '2026-12-01' } as const;
    await Promise.all(Array.from({ length: 10 }, () => add(task)));
    await add({ ...task, kind: 'check-in', dueOn: '2026-11-30' });
    const { items, total } = await list();
    expect(items.map(({ kind, subject, dueOn }) => [kind, subject, dueOn])).toEqual([
      ['check-in', 'voice:one', '2026-11-30'],
      ['call-back', 'voice:one', '2026-12-01'],
    ]);
    expect(total).toBe(2);
    expect((await finish(items[1]!.id)).status).toBe(204);
    expect((await finish(items[1]!.id)).status).toBe(204);
    expect((await list()).items.map(({ kind }) => kind)).toEqual(['check-in']);
    await add(task);
    expect((await list()).total).toBe(2);
  });

  it('carry what was said to those who may read it, and to nobody else', async () => {
    const { database } = service.platform;
    const [voice] = await database.inOrganisation(landlord.id, (db) =>
      db.rows<{ id: string }>(
        `INSERT INTO voices (organisation_id, id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash, place)
         VALUES ($1, gen_random_uuid(), 'Ring me about the yard.', 'own', false, 'test', now(), 'tasks', '', 'yard')
         RETURNING id`,
        [landlord.id],
      ),
    );
    await add({ kind: 'call-back', subject: 'telling:one', voiceId: voice!.id, owner: 'op-1', dueOn: '2026-11-01' });
    const seenBy = async (role: Role) => {
      const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { role, name: role });
      const [first] = (await list({ ...landlord, apiKey })).items;
      return first;
    };
    expect(await seenBy('officer')).toMatchObject({ words: 'Ring me about the yard.', owner: 'op-1', ownerName: null });
    expect(await seenBy('administrator')).toMatchObject({ voiceId: voice!.id, words: null });
    await finish((await list()).items[0]!.id);
  });

  it('are another landlord’s business to nobody else', async () => {
    const { items } = await list();
    expect(await list(other)).toEqual({ items: [], total: 0 });
    expect(await finish(items[0]!.id, other)).toMatchObject({ status: 404, body: { code: 'task-unknown' } });
  });
});

/** What a command prints with --json, over the verbs of the service that runs. */
async function command(...words: string[]): Promise<unknown> {
  const program = new Command().exitOverride();
  addTaskCommands(program, new CommandLine((work) => work(service.app), findLandlord));
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  await program.parseAsync([...words, '--json'], { from: 'user' }).finally(() => write.mockRestore());
  return JSON.parse(printed.join(''));
}

it('are listed and done from the command line', async () => {
  await add({ kind: 'check-in', subject: 'person:one', dueOn: '2026-11-29', owner: 'Jo' });
  const listed = (await command('tasks', 'list', '--organisation', 'alder')) as Awaited<ReturnType<typeof list>>;
  expect(listed).toEqual(await list());
  const { id } = listed.items[0]!;
  expect(await command('tasks', 'done', id, '--organisation', 'alder')).toEqual({ id });
  expect((await list()).items.map((one) => one.id)).not.toContain(id);
});
