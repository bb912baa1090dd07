import type { LibraryChanged } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  actor,
  command,
  listed,
  readItems,
  scoped,
  type Answer,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { AddPromptTexts } from './add-prompt-texts.js';
import { CheckPromptTexts } from './check-prompt-texts.js';
import { FindFlatPrompts } from './find-flat-prompts.js';
import { ListLibrary } from './list-library.js';
import { RetirePrompt } from './retire-prompt.js';
import { ReviewTranslation } from './review-translation.js';
import { ShowPrompt } from './show-prompt.js';
import { TranslatePrompts } from './translate-prompts.js';
import { UsePromptText } from './use-prompt-text.js';

/** `library list|show|check|add|use|translate|review|retire|flat`. */
export function addLibraryCommands(program: Command, cli: CommandLine): void {
  const library = program.command('library').description('the prompts that may be asked, and their texts');
  scoped(command(library, 'list', 'every prompt, by code')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListLibrary).run(organisationId);
      return {
        document: list,
        lines: [
          ...list.items.map((one) => `${one.code} (${one.origin}, ${one.state}, Welsh: ${one.welsh})  ${one.say}`),
          `${list.total} in all; library ${list.libraryVersion}.`,
        ],
      };
    }),
  );
  scoped(command(library, 'show', 'one prompt, with every version of its texts'))
    .argument('<code>', 'the prompt, for instance P01')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, code: string) => {
        const shown = await app.get(ShowPrompt).run(organisationId, code);
        return {
          document: shown,
          lines: [
            `${shown.code} (${shown.origin}, ${shown.state})  ${shown.say}`,
            ...shown.versions.flatMap((one) => [
              `  ${one.language} ${one.version} (${one.state})  ${one.say}`,
              ...one.credits.map((credit) => `    ${credit}`),
              ...(one.learningNote === null ? [] : [`    Learnt: ${one.learningNote}`]),
            ]),
          ],
        };
      }),
    );
  scoped(command(library, 'check', 'say what keeps texts from being used; writes nothing'))
    .requiredOption('--file <file>', 'JSON: { "items": [ { code, title, say, probe, whyAsking, theme, … } ] }')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        const items = await app.get(CheckPromptTexts).run(organisationId, readItems(options.file));
        return {
          document: { items, total: items.length },
          lines:
            items.length === 0
              ? ['They can be used.']
              : items.map((one) => `${one.code === null ? '' : `${one.code}: `}${one.message}`),
          failed: items.length > 0,
        };
      }),
    );
  scoped(command(library, 'add', 'put texts in use, all of them or none'))
    .requiredOption('--file <file>', 'JSON, as for check; "isDraft": true keeps a text as a draft')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        return changed(await app.get(AddPromptTexts).run(actor, organisationId, readItems(options.file)));
      }),
    );
  scoped(command(library, 'use', 'put a draft in use'))
    .argument('<code>', 'the prompt')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, code: string) => {
        return changed(await app.get(UsePromptText).run(actor, organisationId, code));
      }),
    );
  scoped(command(library, 'translate', 'keep Welsh texts, unreviewed, all of them or none'))
    .requiredOption('--file <file>', 'JSON: { "items": [ { code, title, say, probe, whyAsking } ] }')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        return changed(await app.get(TranslatePrompts).run(actor, organisationId, readItems(options.file)));
      }),
    );
  scoped(command(library, 'review', 'sign off the Welsh text of a prompt, as a speaker'))
    .argument('<code>', 'the prompt')
    .requiredOption('--by <who>', 'the speaker, by post or name')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { by: string } & Common, code: string) => {
        return changed(await app.get(ReviewTranslation).run(actor, organisationId, code, { by: options.by }));
      }),
    );
  scoped(command(library, 'retire', 'take a prompt out of use'))
    .argument('<code>', 'the prompt')
    .requiredOption('--note <learning-note>', 'what was learnt from it')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { note: string } & Common, code: string) => {
        return changed(await app.get(RetirePrompt).run(actor, organisationId, code, { learningNote: options.note }));
      }),
    );
  scoped(command(library, 'flat', 'prompts that fall flat, with the figures')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const items = await app.get(FindFlatPrompts).run(organisationId);
      return listed({ items, total: items.length }, (one) => [
        `${one.code}  ${one.say}`,
        ...one.why.map((why) => `    ${why}`),
      ]);
    }),
  );
}

function changed(library: LibraryChanged): Answer {
  return {
    document: library,
    lines: [
      ...library.items.map((one) => `${one.code} version ${one.version}: ${one.state}.`),
      `Library ${library.libraryVersion}.`,
    ],
  };
}
