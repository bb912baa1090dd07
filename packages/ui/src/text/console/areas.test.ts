import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';

it('has each of its words in one area alone: what stands in two, the later would say for both', async () => {
  const areas = readdirSync(new URL('./', import.meta.url)).filter((name) => !/^index\.ts$|\.test\.ts$/.test(name));
  expect(areas.length).toBeGreaterThan(5);
  const keys: string[] = [];
  for (const area of areas) {
    const { enGB } = (await import(`./${area.replace(/\.ts$/, '.js')}`)) as { enGB: object };
    keys.push(...Object.keys(enGB));
  }
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
