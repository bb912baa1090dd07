import { Command, CommanderError } from 'commander';
import { addContactCommands, addSyncCommand } from './bring-in.cli.js';
import { addConnectionCommands } from './connections/index.js';
import { addDeliveryCommands } from './delivery/index.js';
import { addEmbedCommands } from './embed/index.js';
import { addHandOffCommands } from './handoffs/index.js';
import { addLadderCommands } from './ladder/index.js';
import { addLibraryCommands } from './library/index.js';
import { addVoiceCommands } from './listening/index.js';
import { addOrganisationCommands, findLandlord } from './organisations/index.js';
import { CommandLine, type OpenService } from './platform/command-line/command-line.js';
import { addPreferenceCommands } from './preferences/index.js';
import { addPersonCommands, addPrivacyCommands } from './privacy/index.js';
import { addDecisionCommands } from './prompting/index.js';
import { addRecompenseCommands } from './recompense/index.js';
import { addReplyCommands } from './replies/index.js';
import { addRuleCommands } from './rules/index.js';
import { addStaffCommands } from './staff/index.js';
import { addHeldCommands } from './sync/index.js';
import { addTaskCommands } from './tasks/index.js';
import { addVisitCommands } from './visits/index.js';
import { addWebhookCommands } from './webhooks/index.js';
import { addWriteBackCommands } from './write-back/index.js';

/** What each room can be told, in the order in which `--help` lists it. */
const rooms: readonly ((program: Command, cli: CommandLine) => void)[] = [
  addOrganisationCommands,
  addConnectionCommands,
  addSyncCommand,
  addContactCommands,
  addDecisionCommands,
  addLibraryCommands,
  addRuleCommands,
  addVoiceCommands,
  addReplyCommands,
  addHandOffCommands,
  addEmbedCommands,
  addStaffCommands,
  addTaskCommands,
  addPreferenceCommands,
  addRecompenseCommands,
  addDeliveryCommands,
  addWriteBackCommands,
  addWebhookCommands,
  addVisitCommands,
  addLadderCommands,
  addHeldCommands,
  addPersonCommands,
  addPrivacyCommands,
];

/**
 * Does what the words say, in a service that `open` opens when a command needs one. Prints on the process's standard
 * output and error, and sets its exit code: 0 done, 1 failed, 2 wrong words.
 */
export async function runDoorstep(words: readonly string[], open: OpenService): Promise<void> {
  const program = new Command('doorstep')
    .description('Doorstep from the command line. Every command works while the service runs and while it does not.')
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)} Add --help to see how.\n`) })
    .exitOverride();
  const cli = new CommandLine(open, findLandlord);
  for (const addCommands of rooms) addCommands(program, cli);
  try {
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else throw error;
  }
}

/** What the parser says is wrong, as a sentence. */
function oneLine(text: string): string {
  const words = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?)]$/.test(words) ? '' : '.'}`;
}
