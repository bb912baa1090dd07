import { CommandLineError, DEFAULT_KEY, readCommandLine, type CommandLine } from './command-line.js';
import { clientId, startSystem } from './start-system.js';

function read(): CommandLine {
  try {
    return readCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    process.stderr.write(`housing-sim: ${error.message}\n`);
    process.exit(2);
  }
}

const options = read();
if (options.exitWithStdin) {
  // A parent that is killed cannot say goodbye, but its end of the pipe closes.
  process.stdin.resume();
  process.stdin.on('close', () => process.exit(0));
}
process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
if (options.system === 'hackney') {
  if (options.apiKey === DEFAULT_KEY) process.stderr.write(`housing-sim: x-api-key is ${DEFAULT_KEY}\n`);
} else {
  const key = options.apiKey === DEFAULT_KEY ? DEFAULT_KEY : 'what --api-key says';
  const as = options.system === 'fixflo' ? `the token is ${key}` : `the client is ${clientId}, its secret ${key}`;
  process.stderr.write(`housing-sim: ${as}\n`);
}

try {
  process.stdout.write(`${JSON.stringify(await startSystem(options.system, options))}\n`);
} catch (error) {
  process.stderr.write(`housing-sim: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
