import { readFile } from 'node:fs/promises';
import { CommandLineError, readCommandLine, type CommandLine } from './command-line.js';
import { readHostKey } from './host-token.js';
import { startDemoCrm } from './server.js';

function read(): CommandLine {
  try {
    return readCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error;
    process.stderr.write(`demo-crm: ${error.message}\n`);
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

try {
  const key = await readHostKey(options.keyFile);
  const landlordKey = (await readFile(options.landlordKeyFile, 'utf8')).trim();
  const { url } = await startDemoCrm({ ...options, key, landlordKey });
  process.stdout.write(`${JSON.stringify({ listening: url })}\n`);
} catch (error) {
  process.stderr.write(`demo-crm: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
