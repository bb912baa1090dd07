import { describe, expect, it } from '@jest/globals';
import type { AskFacts } from './ask.js';
import { involvementLevel } from './involvement-level.js';

const bareAsk: AskFacts = {
  claimed: 'together',
  alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
  stillOpen: ['the colour'],
  stakes: 'light',
  openedOn: '2026-03-02',
  decisionOn: '2026-05-01',
  optionsHaveCosts: null,
  optionsSharedOn: null,
  heard: 0,
  decision: null,
  owed: 0,
};
/** Decided with residents, by all the evidence. */
const shared: AskFacts = {
  ...bareAsk,
  optionsHaveCosts: true,
  optionsSharedOn: '2026-04-01',
  heard: 40,
  decision: { decidedOn: '2026-05-01', decidedBy: 'jointly' },
};

describe('the involvement level', () => {
  it.each<[string, AskFacts, string, AskFacts['claimed'], string[]]>([
    ['is what is claimed while it is open', bareAsk, '2026-04-01', 'together', []],
    ['is telling once the day of the decision has passed', bareAsk, '2026-05-02', 'landlord', ['decision-day-passed']],
    [
      'is telling where it was decided before anybody was asked',
      { ...bareAsk, decisionOn: '2026-03-01' },
      '2026-04-01',
      'landlord',
      ['decided-before-asked'],
    ],
    [
      'is telling for a draft whose decision has passed',
      { ...bareAsk, openedOn: null },
      '2026-06-01',
      'landlord',
      ['decided-before-asked'],
    ],
    ['is telling where nothing is open', { ...bareAsk, stillOpen: [] }, '2026-04-01', 'landlord', ['nothing-open']],
    ['is deciding together by the evidence', shared, '2026-05-20', 'together', []],
    [
      'is asking where the landlord decided',
      { ...shared, decision: { decidedOn: '2026-05-01', decidedBy: 'landlord' } },
      '2026-05-20',
      'landlord-after-asking',
      ['landlord-decided'],
    ],
    [
      'is asking where no options were shared',
      { ...shared, optionsSharedOn: null },
      '2026-05-20',
      'landlord-after-asking',
      ['options-not-shared'],
    ],
    [
      'is asking where options had no costs',
      { ...shared, optionsHaveCosts: false },
      '2026-05-20',
      'landlord-after-asking',
      ['options-without-costs'],
    ],
    ['is telling where nobody was heard', { ...shared, heard: 0 }, '2026-05-20', 'landlord', ['nobody-heard']],
    ['holds while answers are on their way', { ...shared, owed: 3 }, '2026-05-20', 'together', []],
    [
      'falls when answers are still owed after 28 days',
      { ...shared, owed: 3 },
      '2026-06-01',
      'landlord-after-asking',
      ['answers-owed'],
    ],
    [
      'is together, not residents, where it was decided jointly',
      { ...shared, claimed: 'residents' },
      '2026-05-20',
      'together',
      ['landlord-decided'],
    ],
    [
      'never raises a claim',
      { ...shared, claimed: 'landlord-after-asking' },
      '2026-05-20',
      'landlord-after-asking',
      [],
    ],
  ])('%s', (_, ask, today, level, codes) => {
    const found = involvementLevel(ask, today);
    expect(found.level).toBe(level);
    expect(found.caps.map(({ code }) => code)).toEqual(codes);
  });

  it('is residents’ where residents decided', () => {
    const ask: AskFacts = {
      ...shared,
      claimed: 'residents',
      decision: { decidedOn: '2026-05-01', decidedBy: 'residents' },
    };
    expect(involvementLevel(ask, '2026-05-20')).toEqual({ level: 'residents', claimed: 'residents', caps: [] });
  });
});
