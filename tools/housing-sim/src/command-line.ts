import { parseArgs } from 'node:util';
import type { HousingSimOptions } from './index.js';
import { FEWEST_HOMES, MOST_HOMES } from './landlord/generate.js';
import { systems, type System } from './start-system.js';

export const DEFAULT_KEY = 'housing-sim-key';

export interface CommandLine extends HousingSimOptions {
  readonly system: System;
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
  const system = systems.find((one) => one === values.system);
  if (system === undefined) throw new CommandLineError(`--system wants ${systems.join(', ')}, not ${values.system}`);
  if (values.fixtures !== undefined && system !== 'hackney')
    throw new CommandLineError(`--fixtures are Hackney's; ${system} holds what it invents`);
  if (today !== undefined && (system === 'salesforce' || system === 'fixflo'))
    throw new CommandLineError(`--today is for hackney and dataverse; ${system} goes by its own clock`);
  return {
    system,
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
        system: { type: 'string', default: 'hackney' },
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
