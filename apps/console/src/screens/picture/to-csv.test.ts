import { expect, it } from '@jest/globals';
import { toCsv } from './to-csv.js';

it('quotes what has to be quoted, and lets no cell run as a formula', () => {
  expect(
    toCsv([
      ['Area', 'Homes'],
      ['Elm Court, "north"', 12],
      ['=HYPERLINK("x")', -3],
    ]),
  ).toBe(`\uFEFFArea,Homes\r\n"Elm Court, ""north""",12\r\n"'=HYPERLINK(""x"")",-3\r\n`);
});
