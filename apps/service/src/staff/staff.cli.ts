import { randomUUID } from 'node:crypto';
import type { InviteStaff as StaffInvite } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import { FindOrganisation } from '../organisations/index.js';
import {
  actor,
  command,
  date,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { InviteStaff } from './invite-staff.js';
import { ListStaff } from './list-staff.js';

type LinkOptions = { role: string[]; name: string; email?: string } & Common;

/** `staff link|list`. */
export function addStaffCommands(program: Command, cli: CommandLine): void {
  const staff = program.command('staff').description('who may sign in to the console');
  command(staff, 'link', 'add somebody; prints the link that signs them in, this once')
    .argument('[organisation]', 'short name of the landlord, where there is more than one')
    .requiredOption(
      '--role <role...>',
      'administrator, lead, officer, operative, viewer, evaluator, income, asb or legal',
    )
    .requiredOption('--name <name>', 'as people call them')
    .option('--email <address>', 'their e-mail address')
    .action(
      cli.run(async (app, { role: roles, name, email }: LinkOptions, slug?: string) => {
        const { id } = await app.get(FindOrganisation).run(slug);
        const invite = { name, roles, ...(email === undefined ? {} : { email }) } as StaffInvite;
        const made = await app.get(InviteStaff).run(actor, id, randomUUID(), invite);
        return {
          document: made,
          lines: [
            `For ${made.staff.name}, once, until ${date(made.expiresAt)}, after the address of Doorstep:`,
            made.address,
          ],
        };
      }),
    );
  scoped(command(staff, 'list', 'list people, those who were removed last')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListStaff).run(organisationId);
      return listed(
        list,
        (one) =>
          `${one.id}  ${one.name}: ${one.roles.join(', ')}, ${one.lastSeenAt === null ? 'never here' : `last here ${date(one.lastSeenAt)}`}${one.removedAt === null ? '' : `, removed ${date(one.removedAt)}`}`,
      );
    }),
  );
}
