import { describe, expect, it } from '@jest/globals';
import type { PackDocument } from './pack-document.js';
import { packPdf } from './pack-pdf.js';

const pack: PackDocument = {
  title: 'What would make the yard a place to sit?',
  landlord: 'Elm homes',
  upTo: '2026-03-01T10:00:00.000Z',
  sections: [
    {
      asked: null,
      heading: 'What residents said',
      level: 2,
      blocks: [
        { kind: 'text', words: 'One said nothing.' },
        { kind: 'quote', words: 'Mae’r ŵydd yn canu. Łąka. سلام', by: 'idea, their own words' },
        {
          kind: 'table',
          caption: 'Options',
          head: ['Option', 'Cost', 'Who pays'],
          rows: Array.from({ length: 60 }, (_, row) => [`Bench ${row}`, '£20.00', 'the landlord']),
        },
        {
          kind: 'table',
          caption: 'Heard',
          head: ['State', 'Households'],
          rows: [
            ['Heard', '22'],
            ['Long', 'word '.repeat(4_000)],
          ],
        },
      ],
    },
  ],
};

describe('a pack as a PDF', () => {
  it('has its structure, its bookmarks and every letter for whoever does not see it', async () => {
    const pdf = (await packPdf(pack)).toString('latin1');
    const marks = ['Document', 'H1', 'H2', 'P', 'BlockQuote', 'Table', 'Caption', 'THead', 'TBody', 'TR', 'TH', 'TD'];
    for (const mark of marks) expect(pdf).toContain(`/S /${mark}\n`);
    for (const mark of [
      '/Scope /Column',
      '/Scope /Row',
      '/Outlines',
      '/ActualText',
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
    ])
      expect(pdf).toContain(mark);
    expect(pdf.match(/\/S \/TR\n/g)).toHaveLength(60 + 1 + 2);
  });

  it('is the same to the byte whenever it is made', async () => {
    expect((await packPdf(pack)).equals(await packPdf(pack))).toBe(true);
  });
});
