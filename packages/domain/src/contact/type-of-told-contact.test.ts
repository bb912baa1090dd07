import { describe, expect, it } from '@jest/globals';
import { contactMapping } from './contact-mapping.js';
import { typeOfToldContact } from './type-of-told-contact.js';

describe('a contact that the host keeps itself', () => {
  it.each([
    ['phone-call', 'inbound', 'TEL-GEN'],
    ['phone-call', 'outbound', null],
    ['no-access', 'unknown', 'RPR-NAC'],
    ['complaint', 'inbound', 'SEN-CAS'],
    ['note', 'internal', null],
    ['unknown', 'unknown', null],
  ] as const)('a %s that is %s is %s', (kind, direction, typeCode) => {
    expect(typeOfToldContact({ kind, direction }, contactMapping)).toBe(typeCode);
  });

  it('is what the first row says that fits', () => {
    const rows = [
      { on: 'contact-told', kind: 'visit', direction: 'inbound', typeCode: 'OFF-WLK' },
      { on: 'contact-told', kind: 'visit', typeCode: 'TEN-SET' },
    ] as const;
    expect(typeOfToldContact({ kind: 'visit', direction: 'inbound' }, rows)).toBe('OFF-WLK');
    expect(typeOfToldContact({ kind: 'visit', direction: 'unknown' }, rows)).toBe('TEN-SET');
  });
});
