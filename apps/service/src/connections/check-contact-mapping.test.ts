import type { ContactMappingRow } from '@doorstep/contracts/http';
import { changeContactMapping } from '@doorstep/contracts/http';
import { contactMapping } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { checkContactMapping } from './check-contact-mapping.js';

const done = { on: 'repair-ended', phase: 'completed' } as const;

describe('a contact mapping', () => {
  it('as shipped is one that could be written', () => {
    const { rows } = changeContactMapping.parse({ version: 0, rows: contactMapping });
    expect(() => checkContactMapping(rows)).not.toThrow();
  });

  it.each<[string, ContactMappingRow[], string]>([
    ['a type that does not exist', [{ ...done, typeCode: 'RPR-NEW' }], 'Row 1: there is no contact type RPR-NEW.'],
    [
      'a row below one that takes everything',
      [
        { ...done, typeCode: 'RPR-VIS' },
        { ...done, isEmergency: true, typeCode: 'RPR-EMG' },
      ],
      'Row 2 is never reached: row 1 takes everything',
    ],
    [
      'a case kind twice',
      [
        { on: 'case-opened', kind: 'asb', typeCode: 'SEN-CAS' },
        { on: 'case-opened', kind: 'asb', typeCode: 'TEN-CHG' },
      ],
      'Row 2 is never reached',
    ],
    [
      'a row below two that share it out',
      [
        { on: 'tenancy-started', isMutualExchange: true, typeCode: 'TEN-MUX' },
        { on: 'tenancy-started', isMutualExchange: false, typeCode: 'TEN-SGN' },
        { on: 'tenancy-started', typeCode: 'TEN-SGN' },
      ],
      'Row 3 is never reached: row 1 and 2',
    ],
    [
      'words below the words they hold',
      [
        { ...done, words: ['damp', 'mould'], typeCode: 'DMP-INS' },
        { ...done, words: ['rising damp'], tradeCodes: ['PL'], typeCode: 'RPR-VIS' },
      ],
      'Row 2 is never reached',
    ],
    [
      'a trade’s name below words that look there too',
      [
        { ...done, words: ['lift'], typeCode: 'LFT-OUT' },
        { ...done, tradeNameWords: ['lift repair'], typeCode: 'RPR-VIS' },
      ],
      'Row 2 is never reached',
    ],
  ])('is refused with %s', (_, rows, sentence) => {
    expect(() => checkContactMapping(rows)).toThrow(sentence);
  });

  it.each<[string, ContactMappingRow[]]>([
    [
      'a narrower row above',
      [
        { ...done, isEmergency: true, typeCode: 'RPR-EMG' },
        { ...done, typeCode: 'RPR-VIS' },
      ],
    ],
    [
      'words found elsewhere',
      [
        { ...done, tradeNameWords: ['lift'], typeCode: 'LFT-OUT' },
        { ...done, words: ['lift'], typeCode: 'LFT-OUT' },
      ],
    ],
    [
      'part of a word',
      [
        { ...done, words: ['damp'], typeCode: 'DMP-INS' },
        { ...done, words: ['damper'], typeCode: 'RPR-VIS' },
      ],
    ],
    [
      'trades not all of which are taken',
      [
        { ...done, tradeCodes: ['PL'], typeCode: 'RPR-VIS' },
        { ...done, tradeCodes: ['PL', 'EL'], typeCode: 'RPR-VIS' },
      ],
    ],
  ])('may have %s', (_, rows) => {
    expect(() => checkContactMapping(rows)).not.toThrow();
  });
});
