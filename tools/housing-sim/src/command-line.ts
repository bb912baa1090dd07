import { parseArgs } from 'node:util';
import type { HousingSimOptions } from './index.js';
import { FEWEST_HOMES, MOST_HOMES } from './landlord/generate.js';

export const DEFAULT_KEY = 'housing-sim-key';

export interface CommandLine extends HousingSimOptions {
  readonly exitWithStdin: boolean;
}

/** Words on the command line that make no sense; the message is one line. */
export class CommandLineError extends Error {}

/** @throws CommandLineError */
export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parse(words);
  const today = values.today;
  if (today !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(`${today}T00:00:00Z`)))) {
    throw new CommandLineError(`--today wants YYYY-MM-DD, not ${today}`);
  }
  return {
    port: whole('--port', values.port, 0, 65_535),
    homes: whole('--homes', values.homes, FEWEST_HOMES, MOST_HOMES),
    seed: whole('--seed', values.seed, 0, 0x7fffffff),
    apiKey: values['api-key'],
    fixtures: values.fixtures,
    today,
    exitWithStdin: values['exit-with-stdin'],
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      options: {
        port: { type: 'string', default: '0' },
        homes: { type: 'string', default: '500' },
        seed: { type: 'string', default: '7' },
        'api-key': { type: 'string', default: DEFAULT_KEY },
        fixtures: { type: 'string' },
        today: { type: 'string' },
        'exit-with-stdin': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < from || value > to) {
    throw new CommandLineError(`${name} wants a whole number from ${from} to ${to}, not ${text}`);
  }
  return value;
}
