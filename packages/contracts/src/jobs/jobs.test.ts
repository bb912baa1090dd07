import { describe, expect, it } from '@jest/globals';
import { jobs } from './index.js';

const id = '01939d5e-0000-7000-8000-000000000001';

describe('the job catalogue', () => {
  it('still reads every payload that was ever sent', () => {
    expect(jobs['sync.run'].payload.parse({ organisationId: id, connectionId: id })).toEqual({
      organisationId: id,
      connectionId: id,
    });
    expect(
      jobs['prompting.decide-contacts'].payload.parse({ organisationId: id, contactIds: [id] }).contactIds,
    ).toEqual([id]);
  });

  it('refuses a payload with anything but ids where ids belong', () => {
    expect(
      jobs['prompting.decide-contacts'].payload.safeParse({ organisationId: id, contactIds: ['Amira Khan'] }).success,
    ).toBe(false);
    expect(jobs['prompting.decide-contacts'].payload.safeParse({ organisationId: id, contactIds: [] }).success).toBe(
      false,
    );
  });
});
