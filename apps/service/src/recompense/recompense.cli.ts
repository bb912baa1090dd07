import type { Ledger } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  limited,
  limitOf,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { ListRecompenseRules } from './list-recompense-rules.js';
import { ShowLedger } from './show-ledger.js';

/** `recompense ledger|rules`. */
export function addRecompenseCommands(program: Command, cli: CommandLine): void {
  const recompense = program.command('recompense').description('what people are offered for their time');
  limited(scoped(command(recompense, 'ledger', 'what was given and offered, newest first, with totals')))
    .option('--person <ref>', 'of one person, by the reference in the housing system')
    .option('--from <date>', 'first day')
    .option('--to <date>', 'last day')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { person?: string; from?: string; to?: string; limit: string } & Common,
        ) => {
          const caller = callerOf(organisationId);
          const { person, from, to } = options;
          const verb = app.get(ShowLedger);
          const shown =
            person === undefined
              ? await verb.run(caller, { from, to, limit: limitOf(options) })
              : await verb.ofPerson({ ...caller, person });
          return { document: shown, lines: ledgerLines(shown) };
        },
      ),
    );
  scoped(command(recompense, 'rules', 'when something is offered, and the least it is worth')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListRecompenseRules).run(organisationId);
      return {
        document: list,
        lines: list.items.map(
          (one) =>
            `${one.kind}  from ${one.offerFromMinutes} minutes, at least ${pounds(one.minimumPence)}  ${one.isShipped ? 'as shipped' : `from ${one.effectiveFrom}`}`,
        ),
      };
    }),
  );
}

function ledgerLines({ items, totals }: Ledger): string[] {
  return [
    ...items.map(
      (one) =>
        `${date(one.happenedAt)}  ${one.person}  ${one.kind}, ${one.minutes} minutes: ${one.offerDue ? 'an offer is due' : one.entries.map(({ line, step }) => `${line} ${step}`).join(', ')}`,
    ),
    `${totals.involvements} in all, ${totals.offersDue} without the offer that is due.`,
    `Thank-yous ${pounds(totals.thankYouPence)}. Expenses, apart: ${pounds(totals.expensesPence)}.`,
  ];
}

function pounds(pence: number): string {
  return `£${(pence / 100).toFixed(2)}`;
}
