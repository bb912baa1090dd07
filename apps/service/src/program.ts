import { writeFile } from 'node:fs/promises';
import type {
  ContactMappingShown,
  LadderAnswerRequest,
  LadderNext,
  LadderShown,
  LadderStartRequest,
  LadderSummary,
  LibraryChanged,
  RulePreview,
  RuleVersionSummary,
} from '@doorstep/contracts/http';
import type { INestApplicationContext } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import {
  AddConnection,
  addSecretCommands,
  ChangeContactMapping,
  CheckConnection,
  ListConnections,
  SetNotes,
  ShowContactMapping,
} from './connections/index.js';
import { ListUnmapped, TakeContacts } from './contacts/index.js';
import { addDeliveryCommands } from './delivery/index.js';
import { addEmbedCommands } from './embed/index.js';
import { addHandOffCommands } from './handoffs/index.js';
import { AnswerLadderStep, ListLadders, NextLadderStep, ShowLadder, StartLadder } from './ladder/index.js';
import {
  AddPromptTexts,
  CheckPromptTexts,
  FindFlatPrompts,
  ListLibrary,
  RetirePrompt,
  ReviewTranslation,
  ShowPrompt,
  TranslatePrompts,
  UsePromptText,
} from './library/index.js';
import { ExportVoices, ListHeldVoices, ListVoices } from './listening/index.js';
import { AddOrganisation, FindOrganisation } from './organisations/index.js';
import {
  actor,
  command,
  CommandLine,
  date,
  limited,
  limitOf,
  ofPerson,
  readJson,
  scoped,
  type Answer,
  type Common,
  type OpenService,
} from './platform/command-line/command-line.js';
import { Problem } from './platform/problem.js';
import { ShowPerson } from './privacy/index.js';
import {
  DecideContacts,
  ExplainHousehold,
  ListDecisions,
  ListPrompts,
  ReplayDecisions,
  type ExplainedRecord,
} from './prompting/index.js';
import { addPreferenceCommands } from './preferences/index.js';
import { addRecompenseCommands } from './recompense/index.js';
import { addReplyCommands } from './replies/index.js';
import { CheckRule, DraftRule, ListRules, PreviewRule, RetireRule, ShowRule, SwitchOnRule } from './rules/index.js';
import { addStaffCommands } from './staff/index.js';
import { addHeldCommands, RunSync } from './sync/index.js';
import { addTaskCommands } from './tasks/index.js';
import { addVisitCommands } from './visits/index.js';
import { addWebhookCommands } from './webhooks/index.js';
import { addWriteBackCommands } from './write-back/index.js';

/**
 * Does what the words say, in a service that `open` opens when a command needs one. Prints on the process's standard
 * output and error, and sets its exit code: 0 done, 1 failed, 2 wrong words.
 */
export async function runDoorstep(words: readonly string[], open: OpenService): Promise<void> {
  const program = doorstep(new CommandLine(open));
  try {
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else throw error;
  }
}

/** Every command there is. */
function doorstep(cli: CommandLine): Command {
  const program = new Command('doorstep')
    .description('Doorstep from the command line. Every command works while the service runs and while it does not.')
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)} Add --help to see how.\n`) })
    .exitOverride();

  const organisation = program.command('organisation').description('landlords in this installation');
  command(organisation, 'add', 'add a landlord; prints its API key, this once')
    .requiredOption('--slug <short-name>', 'lower-case letters, digits and hyphens')
    .requiredOption('--name <name>', 'as people write it')
    .action(
      cli.run(async (app, options: { slug: string; name: string } & Common) => {
        const added = await app.get(AddOrganisation).run(actor, options);
        return {
          document: added,
          lines: [`Added ${added.name} (${added.slug}).`, `API key, shown this once: ${added.apiKey}`],
        };
      }),
    );

  const connection = program.command('connection').description('housing systems of a landlord');
  scoped(command(connection, 'add', 'connect a housing system'))
    .argument('<name>', 'short name of the connection, for instance housing')
    .option('--connector <connector>', 'which system it is', 'hackney')
    .option('--title <title>', 'what staff call the system')
    .requiredOption('--set <field=value...>', 'settings of the connector, for instance housingUrl=https://… apiKey=…')
    .option('--allow-address <cidr...>', 'private addresses it may reach, for instance 127.0.0.1/32', [])
    .option('--every <minutes>', 'how often to sync', '15')
    .action(
      cli.run(
        async (
          app,
          options: { connector: string; title?: string; set: string[]; allowAddress: string[]; every: string } & Common,
          name: string,
        ) => {
          const { id } = await app.get(FindOrganisation).run(options.organisation);
          const added = await app.get(AddConnection).run(actor, id, {
            name,
            connector: options.connector,
            configuration: Object.fromEntries(options.set.map(setting)),
            allowedAddresses: options.allowAddress,
            syncEveryMinutes: Number(options.every),
            ...(options.title === undefined ? {} : { title: options.title }),
          });
          return {
            document: added,
            lines: [
              `Connected ${added.title} as ${added.name}. Try it with: npm run doorstep -- connection check ${added.name}`,
            ],
          };
        },
      ),
    );
  scoped(command(connection, 'check', 'try a connection, read-only'))
    .argument('<name>', 'the connection')
    .action(
      cli.run(async (app, options: Common, name: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const items = [];
        for await (const check of app.get(CheckConnection).run(id, name, AbortSignal.timeout(120_000)))
          items.push(check);
        return {
          document: { items, total: items.length },
          lines: items.map((one) => `${one.ok ? '✓' : '✗'} ${one.name}: ${one.detail}`),
          failed: items.some((one) => !one.ok),
        };
      }),
    );
  scoped(command(connection, 'notes', 'say in the host that a resident was heard, without a word of theirs: on or off'))
    .argument('<name>', 'the connection')
    .argument('<on-or-off>', 'on, or off')
    .action(
      cli.run(async (app, options: Common, name: string, onOrOff: string) => {
        if (onOrOff !== 'on' && onOrOff !== 'off') throw new Problem('bad-input', 'notes', 'Write on or off.');
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        await app.get(SetNotes).run(actor, id, name, onOrOff === 'on');
        return {
          document: { connection: name, writesNotes: onOrOff === 'on' },
          lines: [`Notes in the host are ${onOrOff}.`],
        };
      }),
    );
  addSecretCommands(connection, cli);
  scoped(command(connection, 'list', 'list connections')).action(
    cli.run(async (app, options: Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const items = await app.get(ListConnections).run(id);
      return {
        document: { items, total: items.length },
        lines: items.map(
          (one) => `${one.name}  ${one.title} (${one.connector})  last complete: ${one.lastCompleteAt ?? 'never'}`,
        ),
      };
    }),
  );

  const mapping = connection.command('mapping').description('which everyday contact each event of the system is');
  scoped(command(mapping, 'show', 'the rows, in order: the first that fits wins'))
    .argument('<name>', 'the connection')
    .action(
      cli.run(async (app, options: Common, name: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const shown = await app.get(ShowContactMapping).run(id, name);
        return { document: shown, lines: [...shown.rows.map((row) => JSON.stringify(row)), mappingVersion(shown)] };
      }),
    );
  scoped(command(mapping, 'change', 'put another table in place of it, for contacts from the next sync on'))
    .argument('<name>', 'the connection')
    .requiredOption('--file <file>', 'JSON: { "version": …, "rows": [ … ] }, as mapping show --json prints it')
    .action(
      cli.run(async (app, options: { file: string } & Common, name: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const { version, rows } = Object(readJson(options.file)) as { version?: unknown; rows?: unknown };
        const shown = await app.get(ChangeContactMapping).run(actor, id, name, { version, rows });
        return { document: shown, lines: [`${shown.rows.length} rows. ${mappingVersion(shown)}`] };
      }),
    );

  scoped(command(program, 'sync', 'bring in what changed, and decide the contacts that come of it'))
    .argument('<connection>', 'the connection')
    .option('--full', 'read every stream from its start')
    .action(
      cli.run(async (app, options: { full?: boolean } & Common, name: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const signal = new AbortController().signal;
        const report = await app.get(RunSync).run(actor, id, name, options.full === true, signal, (stream, counts) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${stream}: ${counts.read} read\u001b[K`);
        });
        if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
        const decided = await app.get(DecideContacts).runAll(id, signal);
        const { total } = report;
        return {
          document: { ...report, ...decided },
          lines: [
            ...Object.entries(report.streams).map(
              ([stream, c]) =>
                `${stream}: ${c.read} read, ${c.inserted} inserted, ${c.updated} updated, ${c.deleted} deleted, ${c.held} held`,
            ),
            `${total.inserted} inserted, ${total.updated} updated, ${total.contacts} contacts, ${decided.prompts} prompts.`,
            ...(report.problem === null ? [] : [report.problem]),
          ],
          failed: report.status !== 'complete',
        };
      }),
    );

  const contacts = program.command('contacts').description('everyday contacts');
  scoped(command(contacts, 'add', 'add contacts that a system tells, all of them or none'))
    .requiredOption('--file <file>', 'JSON: { "items": [ { reference, type, occurredAt, person | tenancy | home } ] }')
    .action(
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const taken = await app.get(TakeContacts).run(actor, id, readItems(options.file));
        const decided = await app.get(DecideContacts).runAll(id, new AbortController().signal);
        return {
          document: { ...taken, ...decided },
          lines: [`${taken.added} added, ${taken.known} known before, ${decided.prompts} prompts.`],
        };
      }),
    );

  limited(scoped(command(contacts, 'unmapped', 'what no row of a contact mapping knows, most frequent first'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListUnmapped).run(id, limitOf(options));
      return {
        document: list,
        lines: [
          ...list.items.map(
            (one) =>
              `${one.contacts}  ${one.source}  (${one.connection ?? 'no connection'}, last ${date(one.lastSeenAt)})`,
          ),
          `${list.total} in all.`,
        ],
      };
    }),
  );

  const decisions = program.command('decisions').description('what was decided about each contact');
  limited(scoped(command(decisions, 'list', 'newest first'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListDecisions).run(id, limitOf(options));
      return {
        document: list,
        lines: [
          ...list.items.map(
            (one) =>
              `${date(one.contact.occurredAt)}  ${one.contact.type ?? one.contact.source}  ${one.prompt?.say ?? `no prompt: ${one.whyNot?.code}`}`,
          ),
          `${list.total} in all.`,
        ],
      };
    }),
  );

  scoped(command(decisions, 'explain', 'why a household was, or was not, asked; looking is in the audit'))
    .option('--person <ref>', 'the person’s reference in the housing system')
    .option('--tenancy <ref>', 'or the tenancy’s')
    .option('--home <ref>', 'or the home’s')
    .option('--from <date>', 'first day; without it, a year before the last')
    .option('--to <date>', 'last day; without it, today')
    .action(
      cli.run(async (app, options: Partial<Record<'person' | 'tenancy' | 'home' | 'from' | 'to', string>> & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const { from, to } = options;
        const explained = await app.get(ExplainHousehold).run(actor, id, recordOf(options), { from, to });
        return {
          document: explained,
          lines: [
            explained.answer,
            ...explained.items.flatMap((one) => [
              one.answer,
              ...(one.decision?.looked ?? [])
                .filter(({ stopped }) => stopped)
                .map(({ words, seen }) => `    ${words}. ${seen.join('; ')}`),
              ...one.outcomes.map(
                (came) => `    ${date(came.saidAt)}  ${came.heard ?? `${came.outcome}: ${came.reason}`}`,
              ),
            ]),
          ],
        };
      }),
    );
  scoped(command(decisions, 'replay', 'decide again as this build would, and list what differs; changes nothing'))
    .option('--limit <number>', 'the newest so many; without it, all')
    .action(
      cli.run(async (app, options: { limit?: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const limit = options.limit === undefined ? null : limitOf({ limit: options.limit });
        const replay = await app.get(ReplayDecisions).run(id, limit);
        return {
          document: replay,
          lines: [
            ...replay.items.map(
              (one) =>
                `${date(one.decidedAt)}  ${one.contactId}  was ${one.was}; is ${one.is}  (library ${one.libraryVersion})`,
            ),
            ...replay.librariesGone.map(
              (one) => `Library ${one.version} is gone: ${one.decisions} were decided with the one in use instead.`,
            ),
            `${replay.replayed} decided again, ${replay.total} differ.`,
          ],
          failed: replay.total > 0,
        };
      }),
    );

  const prompts = program.command('prompts').description('questions for staff');
  limited(scoped(command(prompts, 'list', 'prompts for the household of one person')))
    .requiredOption('--person <ref>', 'the person’s reference in the housing system')
    .action(
      cli.run(async (app, options: { person: string; limit: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const list = await app.get(ListPrompts).run(id, options.person, limitOf(options));
        return {
          document: list,
          lines: [
            ...list.items.flatMap((one) => [
              `${one.code} (${one.state})  ${one.say}`,
              ...one.reasons.map((why) => `    ${why.text} From ${why.source}.`),
            ]),
            `${list.total} in all.`,
          ],
        };
      }),
    );

  const library = program.command('library').description('the prompts that may be asked, and their texts');
  scoped(command(library, 'list', 'every prompt, by code')).action(
    cli.run(async (app, options: Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListLibrary).run(id);
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
      cli.run(async (app, options: Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const shown = await app.get(ShowPrompt).run(id, code);
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
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const items = await app.get(CheckPromptTexts).run(id, readItems(options.file));
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
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        return changed(await app.get(AddPromptTexts).run(actor, id, readItems(options.file)));
      }),
    );
  scoped(command(library, 'use', 'put a draft in use'))
    .argument('<code>', 'the prompt')
    .action(
      cli.run(async (app, options: Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        return changed(await app.get(UsePromptText).run(actor, id, code));
      }),
    );
  scoped(command(library, 'translate', 'keep Welsh texts, unreviewed, all of them or none'))
    .requiredOption('--file <file>', 'JSON: { "items": [ { code, title, say, probe, whyAsking } ] }')
    .action(
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        return changed(await app.get(TranslatePrompts).run(actor, id, readItems(options.file)));
      }),
    );
  scoped(command(library, 'review', 'sign off the Welsh text of a prompt, as a speaker'))
    .argument('<code>', 'the prompt')
    .requiredOption('--by <who>', 'the speaker, by post or name')
    .action(
      cli.run(async (app, options: { by: string } & Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        return changed(await app.get(ReviewTranslation).run(actor, id, code, { by: options.by }));
      }),
    );
  scoped(command(library, 'retire', 'take a prompt out of use'))
    .argument('<code>', 'the prompt')
    .requiredOption('--note <learning-note>', 'what was learnt from it')
    .action(
      cli.run(async (app, options: { note: string } & Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        return changed(await app.get(RetirePrompt).run(actor, id, code, { learningNote: options.note }));
      }),
    );
  scoped(command(library, 'flat', 'prompts that fall flat, with the figures')).action(
    cli.run(async (app, options: Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const items = await app.get(FindFlatPrompts).run(id);
      return {
        document: { items, total: items.length },
        lines: [
          ...items.flatMap((one) => [`${one.code}  ${one.say}`, ...one.why.map((why) => `    ${why}`)]),
          `${items.length} in all.`,
        ],
      };
    }),
  );

  const rules = program.command('rules').description('rules in data: when to ask what, and what residents can change');
  limited(scoped(command(rules, 'list', 'each rule that is on, and the newest version where that is another'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListRules).run(id, limitOf(options));
      return {
        document: list,
        lines: [
          ...list.items.map((one) => `${one.code} ${one.version} (${one.state})  ${one.sentence}`),
          `${list.total} in all.`,
        ],
      };
    }),
  );
  scoped(command(rules, 'show', 'one rule, with every version'))
    .argument('<code>', 'the rule')
    .action(
      cli.run(async (app, options: Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const shown = await app.get(ShowRule).run(id, code);
        return { document: shown, lines: shown.versions.flatMap(ruleLines) };
      }),
    );
  scoped(command(rules, 'check', 'say what to write in a rule; stores nothing'))
    .requiredOption('--file <file>', 'JSON: the rule')
    .action(
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const checked = await app.get(CheckRule).run(id, { rule: readJson(options.file) });
        return {
          document: checked,
          lines: checked.sentence === null ? checked.problems.map(problemLine) : [checked.sentence],
          failed: checked.sentence === null,
        };
      }),
    );
  scoped(command(rules, 'draft', 'keep a rule as a new version that asks nobody yet'))
    .requiredOption('--file <file>', 'JSON: the rule')
    .option('--based-on <version>', 'the version you have seen, where there is one')
    .action(
      cli.run(async (app, options: { file: string; basedOn?: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const basedOn = options.basedOn === undefined ? null : Number(options.basedOn);
        const drafted = await app.get(DraftRule).run(actor, id, { rule: readJson(options.file), basedOn });
        return { document: drafted, lines: ruleLines(drafted) };
      }),
    );
  scoped(command(rules, 'preview', 'what the newest version would have come to over the last 30 days'))
    .argument('<code>', 'the rule')
    .action(
      cli.run(async (app, options: Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const version = await newestVersion(app, id, code);
        const previewed = await app.get(PreviewRule).run(actor, id, code, { version });
        return { document: previewed, lines: previewLines(previewed) };
      }),
    );
  scoped(command(rules, 'on', 'let the newest version ask, once it was previewed'))
    .argument('<code>', 'the rule')
    .action(
      cli.run(async (app, options: Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const version = await newestVersion(app, id, code);
        const on = await app.get(SwitchOnRule).run(actor, id, code, { version });
        return { document: on, lines: ruleLines(on) };
      }),
    );
  scoped(command(rules, 'retire', 'end a rule that is on, and take back what it asked'))
    .argument('<code>', 'the rule')
    .requiredOption('--note <note>', 'what was learnt, for whoever writes the next')
    .action(
      cli.run(async (app, options: { note: string } & Common, code: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const retired = await app.get(RetireRule).run(actor, id, code, { note: options.note });
        return { document: retired, lines: ruleLines(retired) };
      }),
    );

  const voices = program.command('voices').description('what residents said, in their words');
  limited(scoped(command(voices, 'list', 'newest first'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const caller = { organisationId: id, actor, roles: ['system'] };
      const list = await app.get(ListVoices).run(caller, { limit: limitOf(options) });
      return {
        document: list,
        lines: [
          ...list.items.map((one) => `${date(one.saidAt)}  ${one.kind ?? 'unsorted'}  “${one.words}”`),
          `${list.total} in all.`,
        ],
      };
    }),
  );

  limited(scoped(command(voices, 'held', 'what was said about records that are not known yet'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app
        .get(ListHeldVoices)
        .run({ organisationId: id, actor, roles: ['system'] }, limitOf(options));
      return {
        document: list,
        lines: [
          ...list.items.flatMap((one) => [
            `${one.reference}  ${date(one.receivedAt)}  ${one.record.type} ${one.record.id}: ${one.says}`,
            `    “${one.words}”`,
          ]),
          `${list.total} in all.`,
        ],
      };
    }),
  );

  addReplyCommands(program, cli);
  addHandOffCommands(program, cli);
  addEmbedCommands(program, cli);
  addStaffCommands(program, cli);
  addTaskCommands(program, cli);
  addPreferenceCommands(program, cli);
  addRecompenseCommands(program, cli);
  addDeliveryCommands(program, cli);
  addWriteBackCommands(program, cli);
  addWebhookCommands(program, cli);
  addVisitCommands(program, cli);

  scoped(command(voices, 'export', 'as CSV, words verbatim and names left out'))
    .requiredOption('--file <csv>', 'where to write it; a file that is there is left alone')
    .action(
      cli.run(async (app, options: { file: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const csv = await app.get(ExportVoices).run({ organisationId: id, actor, roles: ['system'] });
        await writeNew(options.file, csv);
        return { document: { file: options.file }, lines: [`Wrote ${options.file}.`] };
      }),
    );

  const ladder = program.command('ladder').description('reaching homes that have not been heard');
  limited(scoped(command(ladder, 'list', 'where each household stands: never heard first, then longest ago'))).action(
    cli.run(async (app, options: { limit: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const list = await app.get(ListLadders).run(actor, id, limitOf(options));
      return { document: list, lines: [...list.items.map(ladderLine), `${list.total} in all.`] };
    }),
  );
  ofPerson(ladder, 'show', 'the latest ladder of a household, with every try').action(
    cli.run(async (app, options: { person: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      return ladderAnswer(await app.get(ShowLadder).run(actor, id, options.person));
    }),
  );
  ofPerson(ladder, 'start', 'begin to reach a household that has not been heard; sends nothing')
    .option('--preferred <channel>', 'the way they told us they prefer: in-person, phone, message or letter')
    .option('--needs <need...>', 'what they need in order to be asked, for instance large-print')
    .option('--holds <way...>', 'ways there are: message, phone, visit, support')
    .option('--low-trust', 'they said that they do not trust us')
    .action(
      cli.run(
        async (
          app,
          options: {
            person: string;
            preferred?: string;
            needs?: string[];
            holds?: string[];
            lowTrust?: boolean;
          } & Common,
        ) => {
          const { id } = await app.get(FindOrganisation).run(options.organisation);
          const { preferred, needs, holds, lowTrust } = options;
          const ways = { preferred, needs, holds, toldLowTrust: lowTrust } as LadderStartRequest;
          return ladderAnswer(await app.get(StartLadder).run(actor, id, options.person, ways));
        },
      ),
    );
  ofPerson(ladder, 'next', 'the try to make now, until when to wait, or why it ends').action(
    cli.run(async (app, options: { person: string } & Common) => {
      const { id } = await app.get(FindOrganisation).run(options.organisation);
      const next = await app.get(NextLadderStep).run(actor, id, options.person);
      return { document: next, lines: [nextLine(next)] };
    }),
  );
  ofPerson(ladder, 'answer', 'keep what came of the latest try')
    .requiredOption(
      '--as <answer>',
      'heard, declined, not_my_topic, not_this_way, bad_time, dont_trust, couldnt_reach, needs_support or moved',
    )
    .option('--picked <step>', 'the step they would rather have, 0 to 7')
    .action(
      cli.run(async (app, options: { person: string; as: string; picked?: string } & Common) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const picked = options.picked === undefined ? null : Number(options.picked);
        const request = { answer: options.as, picked } as LadderAnswerRequest;
        return ladderAnswer(await app.get(AnswerLadderStep).run(actor, id, options.person, request));
      }),
    );

  addHeldCommands(program, cli);

  const person = program.command('person').description('one resident');
  scoped(command(person, 'show', 'what is held about a person; looking is in the audit'))
    .argument('<ref>', 'the person’s reference in the housing system')
    .action(
      cli.run(async (app, options: Common, reference: string) => {
        const { id } = await app.get(FindOrganisation).run(options.organisation);
        const shown = await app.get(ShowPerson).run({ actor, organisationId: id, roles: ['system'] }, reference);
        return {
          document: shown,
          lines: [
            `${shown.name}  ${shown.reference.id} (${shown.reference.allocatedBy}, ${shown.connection})`,
            ...shown.tenancies.map(
              (one) => `  tenancy ${one.reference}${one.isActive ? '' : ' (ended)'}: ${one.home ?? 'home not known'}`,
            ),
            ...shown.contacts.map(
              (one) =>
                `  ${date(one.occurredAt)}  ${one.type ?? one.source}: ${one.outcome === 'prompt' ? 'prompt' : (one.whyNot ?? 'waiting')}`,
            ),
            ...shown.voices.map((one) => `  ${date(one.saidAt)}  “${one.words}”`),
            ...shown.told.map((one) => `  ${date(one.toldAt)}  told (${one.way}): ${one.words}`),
            ...shown.handOffs.map((one) => `  ${date(one.toldAt)}  passed on, ${one.reference}: ${one.route}`),
            ...shown.outcomes.map((one) => `  ${date(one.saidAt)}  ${one.heard ?? `${one.outcome}: ${one.reason}`}`),
          ],
        };
      }),
    );

  return program;
}

/** What the parser says is wrong, as a sentence. */
function oneLine(text: string): string {
  const words = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?)]$/.test(words) ? '' : '.'}`;
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

function recordOf(options: Partial<Record<'person' | 'tenancy' | 'home', string>>): ExplainedRecord {
  const [type, ...more] = (['person', 'tenancy', 'home'] as const).filter((one) => options[one] !== undefined);
  const reference = type && options[type];
  if (type === undefined || reference === undefined || more.length > 0)
    throw new Problem('bad-input', 'record', 'Write one of --person, --tenancy and --home.');
  return { type, reference };
}

function mappingVersion({ version, changedBy, changedAt }: ContactMappingShown): string {
  return changedAt === null ? 'As shipped (version 0).' : `Version ${version}, by ${changedBy} on ${date(changedAt)}.`;
}

function setting(text: string): [string, string | number] {
  const at = text.indexOf('=');
  if (at < 1) throw new Problem('bad-input', 'setting', `--set ${text}: write field=value.`);
  const value = text.slice(at + 1);
  return [text.slice(0, at), /^\d{1,9}$/.test(value) && text.startsWith('pageSize=') ? Number(value) : value];
}

function readItems(file: string): readonly unknown[] {
  const parsed = readJson(file);
  const items = Array.isArray(parsed) ? parsed : (parsed as { items?: unknown } | null)?.items;
  if (!Array.isArray(items)) throw new Problem('bad-input', 'file', `${file}: write { "items": [ … ] }.`);
  return items;
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

async function newestVersion(app: INestApplicationContext, organisationId: string, code: string): Promise<number> {
  const { versions } = await app.get(ShowRule).run(organisationId, code);
  return versions[0]?.version ?? 1;
}

function ruleLines(rule: RuleVersionSummary): string[] {
  const { code, version, state, sentence, createdBy, createdAt, retireNote, problems } = rule;
  return [
    `${code} ${version} (${state})  by ${createdBy}, ${date(createdAt)}`,
    `    ${sentence}`,
    ...(retireNote === null ? [] : [`    Learnt: ${retireNote}`]),
    ...problems.map((one) => `    Mend ${problemLine(one)}`),
  ];
}

function problemLine({ part, message }: { readonly part: string; readonly message: string }): string {
  return `${part}: ${message}`;
}

function previewLines(previewed: RulePreview): string[] {
  const { code, version, days, contacts, matching, prompts, homes, askedTooOften, whyNots, compared } = previewed;
  return [
    `${code} ${version}, over ${days} days: ${prompts} prompts for ${homes} homes, from ${matching} of ${contacts} contacts.`,
    `Came up again too soon at ${askedTooOften.total} homes.`,
    ...askedTooOften.items.map(({ home, times }) => `    ${home}: ${times}`),
    ...whyNots.map((one) => `Not asked, ${one.code}: ${one.contacts}`),
    ...compared.flatMap(({ by, groups, smallGroups }) => [
      `Homes reached, by ${by.replaceAll('-', ' ')}:`,
      ...groups.map(({ name, reached, all }) => `    ${name}: ${reached} of ${all}`),
      ...(smallGroups === 0 ? [] : [`    and ${smallGroups} groups of fewer than 10 homes`]),
    ]),
    ...(previewed.leftOut === 0 ? [] : [`${previewed.leftOut} contacts could not be counted: too little was kept.`]),
  ];
}

function ladderAnswer(shown: LadderShown): Answer {
  const tries = shown.tries.map(
    (one) =>
      `    ${date(one.at)}  step ${one.step}, try ${one.attempt}: ${one.name} (${one.answer ?? one.endedAs ?? 'live'})`,
  );
  return { document: shown, lines: [ladderLine(shown), ...tries] };
}

function ladderLine(one: LadderSummary): string {
  const heard = one.lastHeardAt === null ? 'never heard' : `heard ${date(one.lastHeardAt)}`;
  const reason = one.reason === null ? '' : ` (${one.reason})`;
  const stands = {
    live: `step ${one.step} is live`,
    waiting: `waits (${one.waitsBecause})${one.lookAgainAt === null ? '' : ` until ${date(one.lookAgainAt)}`}`,
    due: 'the next step may be looked for',
    ended: `ended, ${one.endedBecause}${reason}${one.revisitAt === null ? '' : `, again from ${date(one.revisitAt)}`}`,
  };
  return `${one.household}  ${one.people.join(', ')}  ${heard}: ${stands[one.stands]}`;
}

function nextLine(next: LadderNext): string {
  switch (next.do) {
    case 'try': {
      const how = [
        ...(next.channel === null ? [] : [next.channel]),
        ...(next.timeOfDay === 'any' ? [] : [`in the ${next.timeOfDay}`]),
        ...next.needs,
      ];
      return `Try step ${next.step}: ${next.name}${how.length === 0 ? '' : ` (${how.join(', ')})`}.`;
    }
    case 'wait':
      return `Wait until ${date(next.until)}: ${next.because}.`;
    case 'stop':
      return `Stopped, ${next.reason ?? next.because}. May begin again on ${date(next.revisitAt)}.`;
  }
}
