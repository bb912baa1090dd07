import { parseArgs } from 'node:util';

export interface CommandLine {
  /** 0 takes any free port. */
  readonly port: number;
  readonly housingUrl: string;
  readonly doorstepUrl: string;
  readonly installation: string;
  readonly keyFile: string;
  /** What the housing system asks for. */
  readonly housingKey: string;
  /** A file with the landlord's API key, which stays on this server. */
  readonly landlordKeyFile: string;
  /** Path under which everything is served, such as `/demo`. */
  readonly base: string;
  readonly exitWithStdin: boolean;
}

/** Words on the command line that make no sense; the message is one line. */
export class CommandLineError extends Error {}

/**
 * Reads the words after the script's name.
 * @throws {CommandLineError} with one line that says what to write.
 */
export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parsed(words);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandLineError(`--port wants a whole number from 0 to 65535, not ${values.port}`);
  }
  if (!/^\/[\w-]+$/.test(values.base))
    throw new CommandLineError(`--base wants one step such as /demo, not ${values.base}`);
  return {
    port,
    housingUrl: address('--housing-url', values['housing-url']),
    doorstepUrl: address('--doorstep-url', values['doorstep-url']),
    installation: needed('--installation', values.installation),
    keyFile: needed('--key-file', values['key-file']),
    housingKey: needed('--housing-key', values['housing-key']),
    landlordKeyFile: needed('--landlord-key-file', values['landlord-key-file']),
    base: values.base,
    exitWithStdin: values['exit-with-stdin'],
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      options: {
        port: { type: 'string', default: '0' },
        'housing-url': { type: 'string' },
        'doorstep-url': { type: 'string', default: 'http://127.0.0.1:4310' },
        installation: { type: 'string' },
        'key-file': { type: 'string' },
        'housing-key': { type: 'string' },
        'landlord-key-file': { type: 'string' },
        base: { type: 'string', default: '/demo' },
        'exit-with-stdin': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new CommandLineError(`${name} is missing`);
  return value;
}

function address(name: string, value: string | undefined): string {
  const text = needed(name, value);
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CommandLineError(`${name} wants an address such as http://127.0.0.1:4310, not ${text}`);
  }
  return text.replace(/\/+$/, '');
}
