import type { RulePreview, RuleVersionSummary } from '@doorstep/contracts/http';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import {
  actor,
  command,
  date,
  limitOf,
  limited,
  listed,
  readJson,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { CheckRule } from './check-rule.js';
import { DraftRule } from './draft-rule.js';
import { ListRules } from './list-rules.js';
import { PreviewRule } from './preview-rule.js';
import { RetireRule } from './retire-rule.js';
import { ShowRule } from './show-rule.js';
import { SwitchOnRule } from './switch-on-rule.js';

/** `rules list|show|check|draft|preview|on|retire`. */
export function addRuleCommands(program: Command, cli: CommandLine): void {
  const rules = program.command('rules').description('rules in data: when to ask what, and what residents can change');
  limited(scoped(command(rules, 'list', 'each rule that is on, and the newest version where that is another'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListRules).run(organisationId, limitOf(options));
      return listed(list, (one) => `${one.code} ${one.version} (${one.state})  ${one.sentence}`);
    }),
  );
  scoped(command(rules, 'show', 'one rule, with every version'))
    .argument('<code>', 'the rule')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, code: string) => {
        const shown = await app.get(ShowRule).run(organisationId, code);
        return { document: shown, lines: shown.versions.flatMap(ruleLines) };
      }),
    );
  scoped(command(rules, 'check', 'say what to write in a rule; stores nothing'))
    .requiredOption('--file <file>', 'JSON: the rule')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common) => {
        const checked = await app.get(CheckRule).run(organisationId, { rule: readJson(options.file) });
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
      cli.ofLandlord(async (app, organisationId, options: { file: string; basedOn?: string } & Common) => {
        const basedOn = options.basedOn === undefined ? null : Number(options.basedOn);
        const drafted = await app.get(DraftRule).run(actor, organisationId, { rule: readJson(options.file), basedOn });
        return { document: drafted, lines: ruleLines(drafted) };
      }),
    );
  scoped(command(rules, 'preview', 'what the newest version would have come to over the last 30 days'))
    .argument('<code>', 'the rule')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, code: string) => {
        const version = await newestVersion(app, organisationId, code);
        const previewed = await app.get(PreviewRule).run(actor, organisationId, code, { version });
        return { document: previewed, lines: previewLines(previewed) };
      }),
    );
  scoped(command(rules, 'on', 'let the newest version ask, once it was previewed'))
    .argument('<code>', 'the rule')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, code: string) => {
        const version = await newestVersion(app, organisationId, code);
        const on = await app.get(SwitchOnRule).run(actor, organisationId, code, { version });
        return { document: on, lines: ruleLines(on) };
      }),
    );
  scoped(command(rules, 'retire', 'end a rule that is on, and take back what it asked'))
    .argument('<code>', 'the rule')
    .requiredOption('--note <note>', 'what was learnt, for whoever writes the next')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { note: string } & Common, code: string) => {
        const retired = await app.get(RetireRule).run(actor, organisationId, code, { note: options.note });
        return { document: retired, lines: ruleLines(retired) };
      }),
    );
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
