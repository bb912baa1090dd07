import { describe, expect, it } from '@jest/globals';
import { judgeEffects, judgeEntries, type PhonesKnow } from './judge-visits.js';
import type { HeldVisit } from './phones.js';
import type { Rows } from './store-contents.js';

const visit = (id: string, words: string | null = null, isHazard = false): HeldVisit => ({
  ...{ id, body: '', hash: `hash-${id}`, words, isHazard },
});
const know = (sent: readonly HeldVisit[], acknowledged: readonly string[]): PhonesKnow => ({
  sent: new Map(sent.map((one) => [one.id, one])),
  receipts: new Map(acknowledged.map((id) => [id, `ref-${id}`])),
});
/** Answers each query by the table that it reads first. */
const store =
  (tables: Readonly<Record<string, readonly object[]>>): Rows =>
  (sql) =>
    Promise.resolve((tables[/FROM (\w+)/.exec(sql)?.[1] ?? ''] ?? []) as never);
const kept = (id: string, more: object = {}) => ({
  key: id,
  id,
  content: `hash-${id} kept`,
  reference: `ref-${id}`,
  ...more,
});

describe('the judge of visits', () => {
  it('counts a send without an answer as unknown, there or not', async () => {
    const phones = know([visit('a'), visit('b'), visit('c')], ['a']);
    const verdict = await judgeEntries(phones, store({ visit_entries: [kept('a'), kept('b')] }));
    expect(verdict).toMatchObject({ compared: 2, lost: 0, duplicated: 0, ghosts: 0, different: 0 });
  });

  it('tells what is lost, twice, from nowhere or changed', async () => {
    const phones = know([visit('a'), visit('b'), visit('c')], ['a', 'b', 'c']);
    const rows = store({ visit_entries: [kept('a'), kept('a'), kept('b', { reference: 'ref-other' }), kept('x')] });
    expect(await judgeEntries(phones, rows)).toMatchObject({ lost: 1, duplicated: 1, ghosts: 1, different: 1 });
  });

  it('wants of each visit what it leads to, once', async () => {
    const phones = know([visit('a', 'Words.'), visit('b', 'Mould.', true), visit('c', null)], []);
    const entries = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    const right = {
      visit_entries: entries,
      voices: [
        { key: 'a', content: 'Words.' },
        { key: 'c', content: 'Shared areas.' },
      ],
      hand_offs: [{ key: 'b', content: 'hazard' }],
      audit_entries: entries.map(({ id }) => ({ key: id, content: '' })),
    };
    const clean = { lost: 0, duplicated: 0, ghosts: 0, different: 0 };
    expect(await judgeEffects(phones, store(right))).toMatchObject({ compared: 6, ...clean });
    const twice = { ...right, hand_offs: [...right.hand_offs, { key: 'hand-off 9', content: 'hazard' }] };
    expect(await judgeEffects(phones, store(twice))).toMatchObject({ ...clean, ghosts: 1 });
    expect(await judgeEffects(phones, store({ ...right, voices: [] }))).toMatchObject({ ...clean, lost: 2 });
  });
});
