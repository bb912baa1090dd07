import { acts, roles } from '@doorstep/contracts/http';
import { describe, expect, it } from '@jest/globals';
import { Problem } from '../platform/problem.js';
import { actsOf, mayDo, policy, refuseUnless, whoElseMay } from './index.js';

describe('who may do what', () => {
  it.each(roles)('%s: what the table says', (role) => {
    expect(actsOf([role])).toEqual(acts.filter((act) => policy[role].includes(act)));
  });

  it('says of what somebody may not do which roles may, and of nothing else', () => {
    expect(whoElseMay(['administrator'])).toEqual({
      ...Object.fromEntries(
        acts.filter((act) => !mayDo(['administrator'], act)).map((act) => [act, expect.anything()]),
      ),
      'asks.change': ['lead'],
      'replies.give': ['lead', 'officer'],
      'contacts.tell': [],
      'evaluations.write': ['evaluator'],
    });
  });

  it.each(['income', 'asb', 'legal'])('nothing an officer is lets someone who is also %s read voices', (role) => {
    expect(mayDo(['officer', role], 'voices.read')).toBe(false);
    expect(mayDo([role, 'lead'], 'replies.give')).toBe(false);
    expect(mayDo(['administrator', role], 'privacy.export')).toBe(false);
    expect(mayDo(['officer', role], 'voices.write')).toBe(true);
  });

  it('lets residents alone write an evaluation: nobody who also works for the landlord', () => {
    expect(roles.filter((role) => mayDo([role], 'evaluations.write'))).toEqual(['evaluator']);
    expect(roles.filter((role) => mayDo(['evaluator', role], 'evaluations.write'))).toEqual(['evaluator']);
    expect(mayDo(['evaluator'], 'voices.read')).toBe(false);
  });

  it('gives nothing to a role it does not know', () => {
    expect(acts.filter((act) => mayDo(['manager', ''], act))).toEqual([]);
    expect(() => refuseUnless(['manager'], 'voices.read')).toThrow(Problem);
  });
});
