import { draftAskRequest } from '@doorstep/contracts/http';
import { checkAsk, involvementLevel } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { today } from '../../when.js';
import { contentOf, emptyAsk, missingOf } from './ask-values.js';
import { readyMadeAsks, readyMadeCodes } from './ready-made-asks.js';

describe('an ask that ships', () => {
  it.each(readyMadeCodes)('passes whatever is checked of one that a lead wrote: %s', (code) => {
    const values = { ...emptyAsk('Priya Shah'), ...readyMadeAsks[code] };
    expect(missingOf(values)).toEqual([]);
    const { owner: _, decisionOn = '', closesOn = decisionOn, ...content } = draftAskRequest.parse(contentOf(values));
    expect(content).toMatchObject({ size: 'small', scope: { kind: 'everyone' } });
    const nothingYet = { openedOn: null, optionsHaveCosts: null, optionsSharedOn: null, heard: 0, owed: 0 };
    const { level } = involvementLevel({ ...content, ...nothingYet, decisionOn, decision: null }, today());
    expect(checkAsk({ ...content, level, decisionOn, closesOn }, today())).toEqual([]);
  });
});
