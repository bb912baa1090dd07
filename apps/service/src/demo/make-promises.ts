import type { INestApplicationContext } from '@nestjs/common';
import type { Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AddAction, MakePromise, SettleAction } from '../promises/index.js';

interface PromiseOfStory {
  readonly words: string;
  readonly agreedWith: string;
  readonly owner: string;
  /** The story that it came of; null: none. */
  readonly of: 'dining' | 'pets' | null;
  readonly actions: readonly { readonly what: string; readonly owner: string; readonly isDone: boolean }[];
}

const promises: readonly PromiseOfStory[] = [
  {
    words: 'You know who cooks your dinner, and somebody brings it to the table.',
    agreedWith: 'residents of the extra care flats',
    owner: 'Extra care manager',
    of: 'dining',
    actions: [
      { what: 'Keep the cook on a lasting contract', owner: 'Extra care manager', isDone: true },
      { what: 'Order tables that a frame fits under', owner: 'Scheme manager', isDone: false },
    ],
  },
  {
    words: 'Ask about a pet and you have an answer within two weeks.',
    agreedWith: 'the group that wrote the rule about pets',
    owner: 'Head of tenancies',
    of: 'pets',
    actions: [{ what: 'Put the rule in plain words into the tenancy pack', owner: 'Tenancy team', isDone: false }],
  },
  {
    words: 'Tell us something, and we tell you what came of it.',
    agreedWith: 'the residents’ panel',
    owner: 'Director of homes',
    of: null,
    actions: [],
  },
];

/** What the demonstration landlord promised, by the verbs that staff use. Made again it changes nothing. */
export async function makePromises(
  app: INestApplicationContext,
  caller: Caller,
  asks: Readonly<Record<'dining' | 'pets', string | undefined>>,
  days: { readonly today: string; readonly later: string },
): Promise<void> {
  for (const [place, { words, agreedWith, owner, of, actions }] of promises.entries()) {
    const askId = of === null ? null : (asks[of] ?? null);
    const key = (name: string) => writeOnce(`demonstration-promise-${place}-${name}`, { words, askId });
    const { id } = await app.get(MakePromise).run(caller, { words, agreedWith, owner, askId }, key('made'));
    for (const [index, action] of actions.entries()) {
      const { what, isDone } = action;
      const planned = { what, owner: action.owner, dueOn: days.later };
      const promise = await app.get(AddAction).run(caller, id, planned, key(`action-${index}`));
      const added = promise.actions.find((one) => one.what === what);
      if (isDone && added?.doneOn === null)
        await app.get(SettleAction).run(caller, id, added.id, { doneOn: days.today });
    }
  }
}
