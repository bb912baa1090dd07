import { describe, it } from '@jest/globals';

import { isFull, seed } from '../../test/runs.js';
import type { Connector } from '../contract.js';

import { Bench, dice } from './bench.js';
import { checks, manyRounds } from './checks.js';
import type { ConformanceSource } from './conformance-source.js';

/** How often what is thrown is thrown. */
const rounds = isFull ? manyRounds : 4;

export interface Conformance {
  readonly connector: Connector;
  /** Starts a source with the same records each time. Each check has one of its own. */
  readonly start: () => Promise<ConformanceSource>;
  /** Checks that cannot be made of this system, by name, each with the reason why. */
  readonly skips?: Readonly<Record<string, string>>;
}

/** The checks that every connector passes, one test each. A skipped one shows its reason. */
export function describeConnector({ connector, start, skips = {} }: Conformance): void {
  for (const name of Object.keys(skips)) {
    if (!checks.some((check) => check.name === name)) throw new Error(`There is no check called "${name}" to skip.`);
  }
  describe(`the connector ${connector.spec.name}`, () => {
    for (const check of checks) {
      const reason = skips[check.name] ?? check.beside?.(connector) ?? null;
      if (reason !== null) {
        if (reason.length < 10) throw new Error(`Say why "${check.name}" cannot be checked.`);
        it.skip(`${check.name} (skipped: ${reason})`, () => undefined);
        continue;
      }
      it(check.name, () => tryCheck(connector, start, check), isFull ? 900_000 : 60_000);
    }
  });
}

async function tryCheck(
  connector: Connector,
  start: Conformance['start'],
  check: (typeof checks)[number],
): Promise<void> {
  const source = await start();
  try {
    const bench = new Bench(connector, source, dice(seed));
    await check.run(bench, rounds);
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\nPlay it again with SEED=${seed}.`;
    throw error;
  } finally {
    await source.close();
  }
}
