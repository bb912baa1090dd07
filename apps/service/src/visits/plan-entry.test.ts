import { handOffRoutes, handOffRules } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { planEntry, type EntryToPlan } from './plan-entry.js';

const plan = (given: Partial<EntryToPlan>) =>
  planEntry({
    topics: [],
    words: 'Words.',
    isSaid: true,
    offered: [],
    decision: null,
    canSend: new Set(handOffRoutes),
    ...given,
  });
const chose = (...chosen: EntryToPlan['offered']) => ({ decision: { chosen, isRefused: false } });

describe('where an entry goes', () => {
  it('is a voice where nothing else is meant', () => {
    expect(plan({ topics: ['shared-areas'] })).toEqual({ handOffs: [], keepsVoice: true, held: null });
    expect(plan({ words: null, topics: ['shared-areas'] }).keepsVoice).toBe(true);
    expect(plan({ words: null, isSaid: false }).keepsVoice).toBe(false);
  });

  it.each(handOffRoutes.filter((route) => handOffRules[route].mustChoose))('waits where words suggest %s', (route) => {
    expect(plan({ offered: [route], topics: ['repairs'] })).toEqual({
      handOffs: [],
      keepsVoice: false,
      held: 'choose-route',
    });
    expect(plan({ offered: [route], decision: { chosen: [], isRefused: true } })).toMatchObject({
      keepsVoice: true,
      held: null,
    });
  });

  it.each(handOffRoutes.filter((route) => !handOffRules[route].mustChoose))(
    'goes on where words suggest %s',
    (route) => {
      expect(plan({ offered: [route] })).toEqual({ handOffs: [], keepsVoice: true, held: null });
    },
  );

  it('counts a tile as the decision about what it covers, and about nothing else', () => {
    expect(plan({ topics: ['damp-or-mould'], offered: ['hazard'] })).toMatchObject({
      handOffs: [{ route: 'hazard', withWords: true }],
      held: null,
    });
    expect(plan({ topics: ['danger-now'], offered: ['hazard', 'emergency'] }).held).toBeNull();
    expect(plan({ topics: ['damp-or-mould'], offered: ['emergency'] })).toEqual({
      handOffs: [{ route: 'hazard', withWords: false }],
      keepsVoice: false,
      held: 'choose-route',
    });
  });

  it('takes words that went somewhere restricted nowhere else by a tile', () => {
    expect(plan({ topics: ['damp-or-mould'], ...chose('safeguarding_da') })).toEqual({
      handOffs: [
        { route: 'safeguarding_da', withWords: true },
        { route: 'hazard', withWords: false },
      ],
      keepsVoice: false,
      held: null,
    });
  });

  it('waits where what was chosen cannot be sent, or is too long for it', () => {
    expect(plan({ ...chose('crisis'), canSend: new Set() }).held).toBe('no-route');
    expect(plan({ ...chose('hazard'), canSend: new Set() }).held).toBeNull();
    expect(plan({ ...chose('crisis'), words: 'x'.repeat(281) }).held).toBe('choose-route');
    expect(plan({ ...chose('crisis'), words: 'x'.repeat(280) }).held).toBeNull();
  });

  it('keeps the rest of what was said beside a job, and never beside a hazard', () => {
    expect(plan({ topics: ['repairs', 'money-or-bills'] }).keepsVoice).toBe(true);
    expect(plan({ topics: ['repairs'] }).keepsVoice).toBe(false);
    expect(plan({ topics: ['damp-or-mould', 'money-or-bills'] }).keepsVoice).toBe(false);
  });

  it('offers a complaint beside the voice, and hands nothing over for it', () => {
    expect(plan({ ...chose('complaint_choice') })).toEqual({ handOffs: [], keepsVoice: true, held: null });
  });
});
