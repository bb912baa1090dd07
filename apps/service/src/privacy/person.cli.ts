import type { Command } from 'commander';
import { actor, command, date, scoped, type CommandLine, type Common } from '../platform/command-line/command-line.js';
import { ShowPerson } from './show-person.js';

/** `person show`. */
export function addPersonCommands(program: Command, cli: CommandLine): void {
  const person = program.command('person').description('one resident');
  scoped(command(person, 'show', 'what is held about a person; looking is in the audit'))
    .argument('<ref>', 'the person’s reference in the housing system')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, reference: string) => {
        const shown = await app.get(ShowPerson).run({ actor, organisationId, roles: ['system'] }, reference);
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
}
