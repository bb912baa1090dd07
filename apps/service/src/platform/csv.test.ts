import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvOf, csvOfPages } from './csv.js';

describe('CSV', () => {
  it('keeps every word, whatever is in it, and runs nothing in a spreadsheet', () => {
    const cells = ['a, b', 'he said "no"', 'two\nlines', ' ', '👩🏽‍🔧', null];
    const formulas = ['=1+1', '+44', '-5', '@SUM(A1)', '\tx'];
    const csv = csvOf(
      ['one', 'two'],
      [...cells, ...formulas].map((cell) => [cell, 'x']),
    );
    expect(csv.startsWith('\ufeffone,two\r\n')).toBe(true);
    const read = parse(csv, { bom: true, columns: true }) as { one: string }[];
    expect(read.map(({ one }) => one)).toEqual([
      ...cells.map((cell) => cell ?? ''),
      ...formulas.map((one) => `'${one}`),
    ]);
  });

  it('is one file of all pages, with one heading, also of none', async () => {
    const fileOf = async (pages: string[][][]) => {
      async function* come() {
        yield* pages;
      }
      let file = '';
      for await (const part of csvOfPages(['one'], come())) file += part;
      return file;
    };
    expect(await fileOf([[['1'], ['2']], [['3']]])).toBe(csvOf(['one'], [['1'], ['2'], ['3']]));
    expect(await fileOf([])).toBe('\ufeffone\r\n');
  });
});
