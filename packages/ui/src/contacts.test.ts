import { expect, it } from '@jest/globals';
import { contactTypes } from '../../domain/src/contact/contact-types.js';
import { contactHappened, contactName } from './contacts.js';

it('says every kind of contact in Welsh, and leaves English to the service', () => {
  for (const type of contactTypes) {
    expect([contactName('en-GB', type), contactHappened('en-GB', type)]).toEqual([type.name, type.happened]);
    expect([type.code, contactName('cy', type)]).not.toContain(type.name);
    expect([type.code, contactHappened('cy', type)]).not.toContain(type.happened);
  }
});
