import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { foldOwed, type OwedEvent } from './owed.js';

const voiceId = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6');
const topicId = fc.constantFrom('t1', 't2');
const replyId = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const event: fc.Arbitrary<OwedEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('kept' as const), voiceId, wantsReply: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('joined' as const), voiceId, topicId }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('replied' as const), topicId, replyId }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('told' as const), voiceId, replyId }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('corrected' as const),
      voiceId,
      byVoiceId: voiceId,
      wantsReply: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('withdrawn' as const, 'no-reply-wanted' as const, 'cannot-reach' as const),
      voiceId,
    }),
  },
);
const life = fc.array(event, { maxLength: 60, size: 'max' });

const kept = (...ids: readonly string[]): readonly OwedEvent[] =>
  ids.map((id) => ({ what: 'kept', voiceId: id, wantsReply: true }));
const joined = (topic: string, ...ids: readonly string[]): readonly OwedEvent[] =>
  ids.map((id) => ({ what: 'joined', voiceId: id, topicId: topic }));
const told = (reply: string, ...ids: readonly string[]): readonly OwedEvent[] =>
  ids.map((id) => ({ what: 'told', voiceId: id, replyId: reply }));

describe('what is owed', () => {
  it('is every voice that was neither answered nor wants no reply, after any events', () => {
    fc.assert(
      fc.property(life, (events) => {
        const { owed, voices, answered, noReplyWanted, cannotReach, owing } = foldOwed(events);
        expect(owed).toBe(voices - answered - noReplyWanted - cannotReach);
        expect(owing).toHaveLength(owed);
        expect([owed, voices, answered, noReplyWanted, cannotReach].every((count) => count >= 0)).toBe(true);
      }),
      runs,
    );
  });

  it('holds each telling once, waits for at most one a voice, and for none that owes nothing', () => {
    fc.assert(
      fc.property(life, (events) => {
        const { made, waiting, owing } = foldOwed(events);
        expect(new Set(made.map((each) => JSON.stringify(each))).size).toBe(made.length);
        expect(new Set(waiting.map((each) => each.voiceId)).size).toBe(waiting.length);
        for (const each of waiting) {
          expect(owing).toContain(each.voiceId);
          expect(made).toContainEqual(each);
        }
      }),
      runs,
    );
  });

  it('comes to nothing once every telling that waits is told, but for voices whose topic has no result', () => {
    fc.assert(
      fc.property(life, (events) => {
        const before = foldOwed(events);
        const after = foldOwed([...events, ...before.waiting.map((each): OwedEvent => ({ what: 'told', ...each }))]);
        expect(after.waiting).toEqual([]);
        expect(after.owed).toBe(before.owed - before.waiting.length);
        expect(after.answered).toBe(before.answered + before.waiting.length);
      }),
      runs,
    );
  });

  it('is the same when every event arrives twice in a row', () => {
    fc.assert(
      fc.property(life, (events) => {
        expect(foldOwed(events.flatMap((each) => [each, each]))).toEqual(foldOwed(events));
      }),
      runs,
    );
  });

  it('is told six times in all where a topic of three voices comes to two results', () => {
    const start = [...kept('v1', 'v2', 'v3'), ...joined('t1', 'v1', 'v2', 'v3')];
    const once: readonly OwedEvent[] = [...start, { what: 'replied', topicId: 't1', replyId: 'r1' }];
    expect(foldOwed(start)).toMatchObject({ owed: 3, made: [] });
    const twice: readonly OwedEvent[] = [
      ...once,
      ...told('r1', 'v1', 'v2', 'v3'),
      { what: 'replied', topicId: 't1', replyId: 'r2' },
    ];
    expect(foldOwed([...once, ...told('r1', 'v1', 'v2', 'v3')])).toMatchObject({ owed: 0, answered: 3 });
    expect(foldOwed(twice)).toMatchObject({ owed: 3, answered: 0 });
    expect(foldOwed(twice).made).toHaveLength(6);
    expect(foldOwed([...twice, ...told('r2', 'v1', 'v2', 'v3')])).toMatchObject({ owed: 0, answered: 3 });
  });

  it('replaces a telling that nobody made yet when the result changes', () => {
    const { waiting, made } = foldOwed([
      ...kept('v1'),
      ...joined('t1', 'v1'),
      { what: 'replied', topicId: 't1', replyId: 'r1' },
      { what: 'replied', topicId: 't1', replyId: 'r2' },
      ...told('r1', 'v1'),
    ]);
    expect(waiting).toEqual([{ voiceId: 'v1', replyId: 'r2' }]);
    expect(made).toHaveLength(2);
  });

  it('tells who comes later the latest result, and who wants to hear no more nothing', () => {
    const result: OwedEvent = { what: 'replied', topicId: 't1', replyId: 'r1' };
    expect(foldOwed([result, ...kept('v1'), ...joined('t1', 'v1')]).waiting).toEqual([
      { voiceId: 'v1', replyId: 'r1' },
    ]);
    const quiet: readonly OwedEvent[] = [
      ...kept('v1'),
      ...joined('t1', 'v1'),
      { what: 'no-reply-wanted', voiceId: 'v1' },
      result,
    ];
    expect(foldOwed(quiet)).toMatchObject({ owed: 0, noReplyWanted: 1, made: [] });
  });

  it('keeps the topic when words are put right, and forgets what was withdrawn', () => {
    const events: readonly OwedEvent[] = [
      ...kept('v1'),
      ...joined('t1', 'v1'),
      { what: 'corrected', voiceId: 'v1', byVoiceId: 'v2', wantsReply: true },
      { what: 'replied', topicId: 't1', replyId: 'r1' },
    ];
    expect(foldOwed(events)).toMatchObject({ voices: 1, waiting: [{ voiceId: 'v2', replyId: 'r1' }] });
    expect(foldOwed([...events, { what: 'withdrawn', voiceId: 'v2' }])).toMatchObject({
      ...{ voices: 0, owed: 0, waiting: [] },
    });
  });
});
