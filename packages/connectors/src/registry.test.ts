import { describe, expect, it } from '@jest/globals';

import { meaningsOf } from './reading/meanings.js';
import { connectors } from './registry.js';

/** Lists whose meanings are codes of HACT, too many to choose from. */
const written = new Set(['tenancies.type']);

describe.each([...connectors.values()].map((one) => [one.spec.name, one] as const))('%s', (_name, connector) => {
  const lists = connector.fields(connector.defaultMapping);
  const streams = connector.spec.streams;

  it('names the fields of each of its streams, once each', () => {
    expect(lists.map(({ stream }) => stream).toSorted()).toEqual(streams.map(({ name }) => name).toSorted());
    for (const { fields } of lists) {
      expect(fields.length).toBeGreaterThan(1);
      expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length);
    }
  });

  it('says what every list of codes can mean, and starts with meanings among those', () => {
    const codes = lists.flatMap(({ fields }) => fields.flatMap((one) => one.codes ?? []));
    expect(codes.length).toBeGreaterThan(0);
    for (const list of codes) {
      const meanings = meaningsOf(list, streams);
      expect([list, meanings.length > 0 || written.has(list)]).toEqual([list, true]);
      const { schemes, cases, codes: told } = connector.defaultMapping;
      const usual = list === 'schemes' ? schemes : list === 'cases' ? cases : (told?.[list] ?? {});
      if (meanings.length > 0)
        for (const means of Object.values(usual))
          expect([list, means, meanings.includes(means)]).toEqual([list, means, true]);
    }
  });

  it('says what to ask for', () => {
    expect(connector.spec.askFor.length).toBeGreaterThan(1);
  });
});
