import type { PrivacyCase } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { writeOnce } from '../platform/write-once.js';
import { ChangeCase } from './change-case.js';
import { CopyPerson } from './copy-person.js';
import { ErasePerson } from './erase-person.js';
import { ListCases } from './list-cases.js';
import { OpenCase } from './open-case.js';
import { PreviewErasure } from './preview-erasure.js';
import { RestrictPerson } from './restrict-person.js';
import { ShowPerson } from './show-person.js';

interface OpenOptions extends Common {
  readonly kind: string;
  readonly received: string;
}

interface EraseOptions extends Common {
  readonly reference?: string;
}

/** `person show`, and the rights of one person: `person case`, `cases`, `close-case`, `copy`, `restrict`, `lift`, `erase`. */
export function addPersonCommands(program: Command, cli: CommandLine): void {
  const person = program.command('person').description('one resident');
  scoped(command(person, 'show', 'what is held about a person; looking is in the audit'))
    .argument('<ref>', 'the person’s reference in the housing system')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, reference: string) => {
        const shown = await app.get(ShowPerson).run(callerOf(organisationId), reference);
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

  scoped(command(person, 'case', 'write down what somebody asks for of what is held about them'))
    .argument('<ref>', 'the person’s reference in the housing system')
    .requiredOption('--kind <kind>', 'copy, restrict or erase')
    .requiredOption('--received <date>', 'the day that they asked, as YYYY-MM-DD')
    .action(
      cli.ofLandlord(async (app, organisationId, { kind, received }: OpenOptions, reference: string) => {
        const asked = { reference, kind, receivedOn: received };
        const opened = await app
          .get(OpenCase)
          .run(callerOf(organisationId), asked, writeOnce(crypto.randomUUID(), asked));
        return { document: opened, lines: [lineOf(opened)] };
      }),
    );
  scoped(command(person, 'cases', 'what people ask for of what is held about them, the oldest first')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const cases = await app.get(ListCases).run(callerOf(organisationId), 500);
      return { document: cases, lines: cases.items.map(lineOf) };
    }),
  );
  scoped(command(person, 'close-case', 'close a case with what was done'))
    .argument('<case>', 'as the list shows it')
    .requiredOption('--as <what>', 'copied, refused or withdrawn')
    .action(
      cli.ofLandlord(async (app, organisationId, { as }: Common & { readonly as: string }, id: string) => {
        const { items } = await app.get(ListCases).run(callerOf(organisationId), 500);
        const version = items.find((one) => one.id === id)?.version ?? 0;
        const closed = await app.get(ChangeCase).run(callerOf(organisationId), id, { do: 'close', as, version });
        return { document: closed, lines: [lineOf(closed)] };
      }),
    );
  scoped(command(person, 'copy', 'everything that names them, and what is left out and why; use --json for all of it'))
    .argument('<case>', 'as the list shows it')
    .option('--welsh', 'in Welsh, whatever language they like to be told things in')
    .action(
      cli.ofLandlord(async (app, organisationId, { welsh }: { welsh?: true } & Common, id: string) => {
        const copy = await app.get(CopyPerson).run(callerOf(organisationId), id, welsh === true ? 'cy' : null);
        return {
          document: copy,
          lines: [
            ...copy.parts.map(({ title, rows }) => `${title}: ${rows.length}`),
            ...copy.leftOut.map(
              ({ what, because, count }) => `left out: ${what}${count === null ? '' : ` (${count})`}. ${because}`,
            ),
          ],
        };
      }),
    );
  for (const [verb, says] of [
    ['restrict', 'keep what is held of them, and use none of it'],
    ['lift', 'use what is held of them again'],
  ] as const)
    scoped(command(person, verb, says))
      .argument('<case>', 'as the list shows it')
      .action(
        cli.ofLandlord(async (app, organisationId, _: Common, id: string) => {
          const verbs = app.get(RestrictPerson);
          const done = await (verb === 'lift'
            ? verbs.lift(callerOf(organisationId), id)
            : verbs.run(callerOf(organisationId), id));
          return { document: done, lines: [lineOf(done)] };
        }),
      );
  scoped(command(person, 'erase', 'show what would go and what stays; with --reference, erase it for good'))
    .argument('<case>', 'as the list shows it')
    .option('--reference <ref>', 'the person’s reference, to say that you mean it')
    .action(
      cli.ofLandlord(async (app, organisationId, { reference }: EraseOptions, id: string) => {
        if (reference === undefined) {
          const would = await app.get(PreviewErasure).run(callerOf(organisationId), id);
          return {
            document: would,
            lines: would.kinds.map(
              ({ kind, goes, stays, because }) =>
                `${kind}: ${goes} go, ${stays} stay${because.length > 0 ? ` (${because.join(', ')})` : ''}`,
            ),
          };
        }
        const done = await app.get(ErasePerson).run(callerOf(organisationId), id, { reference });
        return { document: done, lines: [lineOf(done)] };
      }),
    );
}

function lineOf({ id, kind, reference, receivedOn, dueOn, pausedBecause, closedOn, closedAs }: PrivacyCase): string {
  const clock =
    closedOn === null
      ? `by ${dueOn}${pausedBecause === null ? '' : `, stands still: ${pausedBecause}`}`
      : `${closedAs} ${closedOn}`;
  return `${id}  ${kind}  ${reference ?? 'erased'}  asked ${receivedOn}, ${clock}`;
}
