import { CommandLineError, DEFAULT_KEY, readCommandLine, type CommandLine } from './command-line.js';
import { startHousingSim } from './index.js';

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
if (options.apiKey === DEFAULT_KEY) process.stderr.write(`housing-sim: x-api-key is ${DEFAULT_KEY}\n`);

try {
  const { url, landlord } = await startHousingSim(options);
  const counts = landlord.counts();
  const ready = {
    listening: url,
    homes: options.fixtures === undefined ? counts.homes : counts.assets,
    people: counts.persons,
    tenancies: counts.tenures,
    repairs: counts.workOrders,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
} catch (error) {
  process.stderr.write(`housing-sim: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
