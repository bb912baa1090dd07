import type { SettleEntryRequest, ShiftLinkRequest } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  callerOf,
  command,
  date,
  limited,
  limitOf,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { ListHeldEntries } from './list-held-entries.js';
import { ListPhones } from './list-phones.js';
import { MakeShiftLink } from './make-shift-link.js';
import { RemovePhone } from './remove-phone.js';
import { SettleHeldEntry } from './settle-held-entry.js';

/** `visits link|phones|remove-phone|held|settle`. */
export function addVisitCommands(program: Command, cli: CommandLine): void {
  const visits = program.command('visits').description('phones at the door and what they bring');
  addPhones(visits, cli);
  limited(scoped(command(visits, 'held', 'what was said on visits and waits for a person'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListHeldEntries).run(callerOf(organisationId), limitOf(options));
      return listed(list, (one) => [
        `${one.reference}  ${date(one.receivedAt)}  ${one.operative}, ${one.address ?? 'no address'}: ${one.says}`,
        ...(one.words === null ? [] : [`    “${one.words}”`]),
      ]);
    }),
  );
  scoped(command(visits, 'settle', 'say where something that is held belongs and goes'))
    .argument('<reference>', 'as the list shows it')
    .option('--person <ref>', 'keep it with this person’s home')
    .option('--tenancy <ref>', 'keep it with this tenancy’s home')
    .option('--home <ref>', 'keep it with this home')
    .option('--route <routes...>', 'hand it over, for instance hazard')
    .option(
      '--why-not <reason>',
      'no hand-off, and why: already-known, over, not-here, a-saying, misread, resident-said-no',
    )
    .option('--words <words>', 'for a restricted hand-off, in place of longer words')
    .option('--leave-out', 'keep nothing of it')
    .action(
      cli.ofLandlord(async (app, organisationId, options: SettleOptions & Common, reference: string) => {
        const settled = await app.get(SettleHeldEntry).run(callerOf(organisationId), reference, settling(options));
        const handOffs = settled.handOffs.map((one) => one.reference).join(', ');
        return {
          document: settled,
          lines: [`${settled.reference} is ${settled.state}.${handOffs === '' ? '' : ` Passed on: ${handOffs}.`}`],
        };
      }),
    );
}

type LinkOptions = { operative: string; name?: string; contractor?: string; jobs?: string[]; date: string } & Common;

function addPhones(visits: Command, cli: CommandLine): void {
  scoped(command(visits, 'link', 'make a link that signs one phone in, once; prints it this once'))
    .requiredOption('--operative <id>', 'who it is for, as the job system names them')
    .option('--name <name>', 'as people call them')
    .option('--contractor <name>', 'show the jobs of this contractor')
    .option('--jobs <refs...>', 'show the jobs with these numbers')
    .requiredOption('--date <date>', 'the day of the shift, YYYY-MM-DD')
    .action(
      cli.ofLandlord(async (app, organisationId, options: LinkOptions) => {
        const { operative, name, contractor, jobs, date: day } = options;
        const request: ShiftLinkRequest = {
          operative,
          date: day,
          ...(name === undefined ? {} : { name }),
          ...(contractor === undefined ? {} : { contractor }),
          ...(jobs === undefined ? {} : { jobs }),
        };
        const made = await app.get(MakeShiftLink).run(callerOf(organisationId), request);
        return {
          document: made,
          lines: [`For ${made.date}, once, after the address of Doorstep:`, made.address],
        };
      }),
    );
  limited(scoped(command(visits, 'phones', 'the one that was silent for longest first'))).action(
    cli.ofLandlord(async (app, organisationId, options: { limit: string } & Common) => {
      const list = await app.get(ListPhones).run(callerOf(organisationId), limitOf(options));
      return listed(
        list,
        (one) =>
          `${one.id}  ${one.name ?? 'no name'}, ${one.operative.name ?? one.operative.id}: ${one.state}, last heard of ${one.lastContactAt.slice(0, 16)}, ${one.waiting} waiting${one.oldestWaitingAt === null ? '' : ` since ${one.oldestWaitingAt.slice(0, 16)}`}`,
      );
    }),
  );
  scoped(
    command(visits, 'remove-phone', 'collect what a phone holds when it next comes, then have it forget everything'),
  )
    .argument('<id>', 'as the list shows it')
    .option('--yes', 'also with saved visits still on it')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { yes?: boolean } & Common, id: string) => {
        if (!/^[0-9a-f-]{36}$/.test(id))
          throw new Problem('bad-input', 'id', 'Write the id of a phone, as the list shows it.');
        const knowsOfWaiting = options.yes === true;
        const { waiting } = await app.get(RemovePhone).run(callerOf(organisationId), id, { knowsOfWaiting });
        return { document: { id, waiting }, lines: [`${id} is removed. ${waiting} still to be collected from it.`] };
      }),
    );
}

interface SettleOptions {
  readonly person?: string;
  readonly tenancy?: string;
  readonly home?: string;
  readonly route?: string[];
  readonly whyNot?: string;
  readonly words?: string;
  readonly leaveOut?: boolean;
}

function settling(options: SettleOptions): SettleEntryRequest {
  if (options.leaveOut === true) return { do: 'leave-out' };
  const [type, ...more] = (['person', 'tenancy', 'home'] as const).filter((one) => options[one] !== undefined);
  if (more.length > 0) throw new Problem('bad-input', 'at', 'Write one of --person, --tenancy and --home.');
  const reference = type && options[type];
  const routing = { chosen: options.route ?? [], ...(options.whyNot === undefined ? {} : { whyNot: options.whyNot }) };
  return {
    do: 'keep',
    ...(type === undefined || reference === undefined ? {} : { at: { type, reference } }),
    ...(options.route === undefined && options.whyNot === undefined ? {} : { routing }),
    ...(options.words === undefined ? {} : { handOffWords: options.words }),
  } as SettleEntryRequest;
}
