import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { valueAt } from '../../test/reference-engine.js';
import { makeFacts } from '../../test/facts.js';
import { factCatalogue } from './fact-catalogue.js';

describe('the facts that rules may look at', () => {
  it('are these and no others: whoever adds one must show here that it is not about a person', () => {
    expect(factCatalogue.map(({ fact }) => fact)).toEqual([
      'contact.typeCode',
      'contact.occurredAt',
      'contact.repair.tradeCode',
      'contact.repair.isEmergency',
      'contact.repair.isHazard',
      'contact.repair.finishedAt',
      'household.tenancyStartDate',
      'household.scheme',
      'household.repairs.phase',
      'household.asks.theme',
      'household.asks.promptCode',
      'household.repliesOwed',
      'household.lastHeardAt',
    ]);
  });

  it('hold no equality data, nothing personal, and no count of how often someone spoke up', () => {
    const personal =
      /\b(age|adult|birth|child|disab|ethni|faith|gender|health|language|marri|national|orient|preg|race|relig|sex|name|alert|case|death|evict|notice|succession|preference|description|reference|id|tenancyId|result|answer|length|count)/i;
    const told = factCatalogue.flatMap(({ fact, name }) => [fact.replaceAll('.', ' '), name]);
    expect(told.filter((words) => personal.test(words))).toEqual([]);
  });

  it('give away nothing that names a home, a person or what they are going through', () => {
    const marked = makeFacts({
      contact: {
        id: 'SECRET-1',
        reference: 'SECRET-2',
        typeSource: 'SECRET-3',
        repair: {
          reference: 'SECRET-4',
          description: 'SECRET-5',
          tradeCode: 'PL',
          tradeName: 'SECRET-6',
          isEmergency: false,
          isHazard: false,
          finishedAt: null,
        },
      },
      household: {
        tenancyId: 'SECRET-7',
        adults: 77,
        evictionDate: 'SECRET-8',
        noticeServedDate: 'SECRET-9',
        successionDate: 'SECRET-10',
        lastDeathDate: 'SECRET-11',
        alerts: [{ code: 'SECRET-12', startDate: null, endDate: null }],
        preferences: [{ kind: 'do-not-ask', theme: 'SECRET-13', since: 'SECRET-14' }],
        cases: [{ kind: 'asb', isOpen: true, closedAt: 'SECRET-15' }],
      },
    });
    const read = JSON.stringify(factCatalogue.map((each) => each.read(marked)));
    expect(read).not.toMatch(/SECRET|77|asb/);
  });

  it('are read from where their path says, in the type that they have', () => {
    const types: Readonly<Record<string, string>> = {
      text: 'string',
      number: 'number',
      flag: 'boolean',
      date: 'string',
      instant: 'string',
    };
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const each of factCatalogue) {
          const value = each.read(facts);
          expect(value).toEqual(valueAt(facts, each.fact.split('.')));
          if (each.type === 'list') expect(Array.isArray(value)).toBe(true);
          else if (value !== null) expect(typeof value).toBe(types[each.type]);
        }
      }),
    );
  });
});
