import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  limitOf,
  limited,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { ExportVoices } from './export-voices.js';
import { ListHeldVoices } from './list-held-voices.js';
import { ListVoices } from './list-voices.js';

/** `voices list|held|export`. */
export function addVoiceCommands(program: Command, cli: CommandLine): void {
  const voices = program.command('voices').description('what residents said, in their words');
  limited(scoped(command(voices, 'list', 'newest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const caller = callerOf(organisationId);
      const list = await app.get(ListVoices).run(caller, { limit: limitOf(options) });
      return listed(list, (one) => `${date(one.saidAt)}  ${one.kind ?? 'unsorted'}  “${one.words}”`);
    }),
  );

  limited(scoped(command(voices, 'held', 'what was said about records that are not known yet'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListHeldVoices).run(callerOf(organisationId), limitOf(options));
      return listed(list, (one) => [
        `${one.reference}  ${date(one.receivedAt)}  ${one.record.type} ${one.record.id}: ${one.says}`,
        `    “${one.words}”`,
      ]);
    }),
  );

  scoped(command(voices, 'export', 'as CSV, words verbatim and names left out'))
    .requiredOption('--file <csv>', 'where to write it; a file that is there is left alone')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        const csv = await app.get(ExportVoices).run(callerOf(organisationId));
        await writeNew(options.file, csv);
        return { document: { file: options.file }, lines: [`Wrote ${options.file}.`] };
      }),
    );
}

async function writeNew(file: string, parts: AsyncIterable<string>): Promise<void> {
  try {
    await writeFile(file, parts, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // Else it is what was to be written that could not be read.
    if (syscall === undefined) throw error;
    const isThere = code === 'EEXIST';
    throw new Problem('bad-input', 'file', isThere ? `${file} is there already.` : `${file} cannot be written.`);
  }
}
