import { describe, expect, it } from '@jest/globals';
import { draftReply } from './draft-reply.js';

describe('what those who were heard could be told', () => {
  const decision = { words: 'The stairwell is sea blue', actions: [], works: null };

  it('is the decision, with who does what by when', () => {
    const actions = [
      { what: 'paint the stairwell', owner: 'Priya Shah', dueOn: '2027-03-01' },
      { what: 'Put a light at the step.', owner: 'Idris Vale', dueOn: '2027-03-14' },
    ];
    expect(draftReply({ ...decision, actions })).toBe(
      'You told us what you think. This was decided: The stairwell is sea blue. ' +
        'Priya Shah sees to this by 1 March 2027: paint the stairwell. ' +
        'Idris Vale sees to this by 14 March 2027: Put a light at the step.',
    );
  });

  it('is how the works stand, where that is the news', () => {
    expect(draftReply({ ...decision, works: 'Booked' })).toBe(
      'You told us what you think. This was decided: The stairwell is sea blue. The works are now: Booked.',
    );
  });
});
