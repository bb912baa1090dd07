import { describe, expect, it } from '@jest/globals';

import { type LedgerKind, ledgerConnector, type Sabotage, startLedger } from '../../test/ledger.js';

import { Bench, dice } from './bench.js';
import { checks } from './checks.js';
import { describeConnector } from './describe-connector.js';

const skips = {
  'lets nobody disappear when an answer is empty or most rows are gone':
    'a page of changes that is empty means that nothing changed',
  'minds nothing else that is odd': 'everything odd about the ledger is a fault with a name',
  'follows an erasure': 'the ledger blots nobody out',
  'reads a wall clock in its zone, on the nights of the change too': 'every time of the ledger carries its offset',
};

const kinds: readonly LedgerKind[] = ['modified-since', 'delta-token'];
for (const kind of kinds) {
  describe(`reading by ${kind}`, () => {
    describeConnector({ connector: ledgerConnector(kind), start: startLedger, skips });
  });
}

/** Each way of being wrong, with a check that has to notice it. */
const wrongs: readonly (readonly [Sabotage, LedgerKind, string])[] = [
  ['skips equal times', 'modified-since', 'loses nothing where more rows than a page holds share one time of change'],
  ['rounds up', 'modified-since', 'sees a record that changed and one that is new'],
  ['trusts dates ahead', 'modified-since', 'is not led astray by a change that is dated ahead'],
  ['forgets the position', 'modified-since', 'read again, nothing changes'],
  ['completes a broken read', 'modified-since', 'survives every answer that cannot be understood'],
  ['completes a broken read', 'delta-token', 'survives every answer that cannot be understood'],
  ['drops bad rows', 'delta-token', 'holds the row that cannot be understood, and lets it go when it can'],
  ['follows any link', 'delta-token', 'follows no link to elsewhere'],
  [
    'starts over by itself',
    'delta-token',
    'asks to be read anew when its position is refused, and finds what is gone since',
  ],
  ['tells no tombstones', 'delta-token', 'sees a record that is gone, as it declares'],
  ['tells no tombstones', 'modified-since', 'sees a record that is gone, as it declares'],
  ['keeps the whole row', 'delta-token', 'takes no field that is not on its list, wherever it stands'],
  ['says the key aloud', 'delta-token', 'refuses wrong credentials once, and says so'],
  ['states before its records', 'modified-since', 'tells all there is, in the canonical shape'],
  ['guesses at codes', 'delta-token', 'lets an unknown code through as unknown, and counts it'],
  ['takes any delivery', 'delta-token', 'trusts a webhook only as far as it is signed, and only as a hint'],
  ['reads on when called off', 'modified-since', 'ends at once, and not COMPLETE, when it is called off'],
  ['ignores merges', 'delta-token', 'follows a merge'],
  ['knows no row again', 'modified-since', 'does not understand again what came just so before'],
  [
    'empties nothing',
    'delta-token',
    'takes a row without the cell that is treated as empty, and holds it again when it no longer is',
  ],
];

describe('the kit notices a connector that', () => {
  it.each(wrongs)('%s (%s)', async (sabotage, kind, name) => {
    const check = checks.find((one) => one.name === name)!;
    const bench = new Bench(ledgerConnector(kind, sabotage), await startLedger(), dice(1));
    await expect(check.run(bench, 4)).rejects.toThrow();
  });
});
