import { readFileSync } from 'node:fs';
import {
  type InstallationShown,
  type PanelLinkRequest,
  type TeamShown,
  roles as ourRoles,
  type Role,
} from '@doorstep/contracts/http';
import type { Command } from 'commander';
import {
  actor,
  callerOf,
  command,
  listed,
  scoped,
  type Answer,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { AddInstallation } from './installations/add-installation.js';
import { ChangeHostKeys } from './tokens/change-host-keys.js';
import { CheckToken } from './tokens/check-token.js';
import { readPublicKey, type HostKeyInput } from './tokens/host-key.js';
import { ListInstallations } from './installations/list-installations.js';
import { ListTeams } from './teams/list-teams.js';
import { MakePanelLink } from './make-panel-link.js';
import { SetTeam } from './teams/set-team.js';

/** `embed installation|keys|check-token|link` and `team set|list`. */
export function addEmbedCommands(program: Command, cli: CommandLine): void {
  const embed = program.command('embed').description('host CRMs that show the panel, and how they sign in');
  addInstallations(embed, cli);
  addKeys(embed, cli);
  addCheckToken(embed, cli);
  addLink(embed, cli);
  addTeams(program, cli);
}

interface KeyOptions {
  readonly kid?: string;
  readonly keyFile?: string;
  readonly keySetUrl?: string;
  readonly allowAddress: string[];
  readonly sharedSecretFile?: string;
  readonly canvasSecretFile?: string;
  readonly canvasOrganisation?: string;
}

function keyed(one: Command): Command {
  return one
    .option('--key-file <file>', 'its public key: PEM or JWK')
    .option('--shared-secret-file <file>', 'for a home-grown CRM: a secret of at least 32 bytes (HS256)')
    .option('--kid <name>', 'what tokens call this key; without it, the name in the JWK or its thumbprint')
    .option('--key-set-url <url>', 'or the address at which it publishes its keys')
    .option('--allow-address <cidr...>', 'private addresses that may be reached for them, for instance 10.0.0.4/32', [])
    .option('--canvas-secret-file <file>', 'the consumer secret of a Salesforce canvas')
    .option('--canvas-organisation <id>', 'the id of its Salesforce organisation');
}

function addInstallations(embed: Command, cli: CommandLine): void {
  const installation = embed.command('installation').description('one for each host CRM');
  keyed(
    scoped(command(installation, 'add', 'set the panel up for a CRM; prints the code that the CRM puts in its page')),
  )
    .requiredOption('--name <name>', 'what staff call the CRM')
    .requiredOption('--origin <origin...>', 'where its pages are, for instance https://crm.example')
    .option('--map-role <host=ours...>', 'its roles under our names, for instance "Housing Officer=officer"', [])
    .option('--record-system <kind=system...>', 'which system gives out ids, for instance person=housing/person', [])
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { name: string; origin: string[]; mapRole: string[]; recordSystem: string[] } & KeyOptions & Common,
        ) => {
          const recordSystems = Object.fromEntries(options.recordSystem.map((one) => pairOf(one, '--record-system')));
          const added = await app.get(AddInstallation).run(actor, organisationId, {
            name: options.name,
            allowedOrigins: options.origin,
            keys: await keysOf(options),
            roleMap: roleMapOf(options.mapRole),
            ...(options.recordSystem.length === 0
              ? {}
              : { recordSystems: recordSystems as { person: string; tenancy: string; home: string } }),
          });
          return { document: added, lines: [`Added ${options.name}. Its code: ${added.installation}`] };
        },
      ),
    );
  scoped(command(installation, 'list', 'list CRMs')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListInstallations).run(organisationId);
      return listed(list, installationLines);
    }),
  );
}

function addKeys(embed: Command, cli: CommandLine): void {
  const keys = embed
    .command('keys')
    .description('what a CRM is checked with: two at a time, so that one can follow the other');
  keyed(scoped(command(keys, 'add', 'add a key beside the one in use')))
    .argument('<installation>', 'its name or its code')
    .action(
      cli.ofLandlord(async (app, organisationId, options: KeyOptions & Common, named: string) => {
        const [key, ...more] = await keysOf(options);
        if (key === undefined || more.length > 0)
          throw new Problem(
            'bad-input',
            'key',
            'Write one key: --key-file, --shared-secret-file, --key-set-url or --canvas-secret-file.',
          );
        return shown(await app.get(ChangeHostKeys).add(actor, organisationId, named, key));
      }),
    );
  scoped(command(keys, 'remove', 'remove a key; what it signed is refused from then on'))
    .argument('<installation>', 'its name or its code')
    .argument('<key>', 'its name, or key-set, or canvas')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, named: string, name: string) => {
        return shown(await app.get(ChangeHostKeys).remove(actor, organisationId, named, name));
      }),
    );
}

function addCheckToken(embed: Command, cli: CommandLine): void {
  scoped(
    command(embed, 'check-token', 'say of each part of a token whether it is right; it is not stored and not used up'),
  )
    .requiredOption('--installation <name>', 'the CRM that signed it, by name or code')
    .option('--file <file>', 'where it is; - reads standard input', '-')
    .action(
      cli.ofLandlord(async (app, organisationId, options: { installation: string; file: string } & Common) => {
        const checked = await app.get(CheckToken).run(organisationId, options.installation, textOf(options.file));
        return {
          document: checked,
          lines: [
            ...checked.items.map(({ claim, isGood, says }) => `${claim} ${isGood ? '✓' : '✗'} ${says}`),
            checked.good ? 'The token is good.' : 'The token would be refused.',
          ],
          failed: !checked.good,
        };
      }),
    );
}

type LinkOptions = { installation: string; staff: string; record: string; role: string[]; team: string[] } & Common;

function addLink(embed: Command, cli: CommandLine): void {
  scoped(command(embed, 'link', 'make a link that opens the panel once, within two minutes; prints it this once'))
    .requiredOption('--installation <name>', 'the CRM, by name or code')
    .requiredOption('--staff <id>', 'who it is for, as the CRM names them')
    .requiredOption('--record <kind:id>', 'for instance person:4410')
    .option('--role <role...>', 'as the CRM names it; without it, an officer', [])
    .option('--team <code...>', 'limits which homes', [])
    .action(
      cli.ofLandlord(async (app, organisationId, options: LinkOptions) => {
        const made = await app.get(MakePanelLink).run(callerOf(organisationId), linkRequestOf(options));
        return { document: made, lines: ['Once, within two minutes, after the address of Doorstep:', made.address] };
      }),
    );
}

function addTeams(program: Command, cli: CommandLine): void {
  const team = program.command('team').description('teams, and the places they look after');
  scoped(command(team, 'set', 'set up a team with its places, in place of those it had'))
    .argument('<code>', 'as the tokens of the CRM name it')
    .requiredOption('--name <name>', 'as staff call it')
    .option('--scheme <refs...>', 'blocks and schemes it looks after, by their reference in the housing system', [])
    .option('--patch <refs...>', 'and the areas that those stand in', [])
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { name: string; scheme: string[]; patch: string[] } & Common,
          code: string,
        ) => {
          const { name, scheme: schemes, patch: patches } = options;
          await app.get(SetTeam).run(actor, organisationId, { code, name, schemes, patches });
          return {
            document: { code, name, schemes, patches },
            lines: [`${name} looks after ${schemes.length + patches.length} places.`],
          };
        },
      ),
    );
  scoped(command(team, 'list', 'list teams')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const { items, total } = await app.get(ListTeams).run(organisationId);
      const references = (places: TeamShown['schemes']) => places.map(({ reference }) => reference);
      const teams = items.map(({ code, name, schemes, patches }) => ({
        code,
        name,
        schemes: references(schemes),
        patches: references(patches),
      }));
      return listed(
        { items: teams, total },
        ({ code, name, schemes, patches }) => `${code}  ${name}: ${[...schemes, ...patches].join(', ') || 'no places'}`,
      );
    }),
  );
}

async function keysOf(options: KeyOptions): Promise<HostKeyInput[]> {
  const { kid, keyFile, keySetUrl, allowAddress, sharedSecretFile, canvasSecretFile, canvasOrganisation } = options;
  const keys: HostKeyInput[] = [];
  if (keyFile !== undefined) {
    const { jwk, ...named } = await readPublicKey(textOf(keyFile), kid);
    keys.push({ kind: 'public', ...named, jwk: { ...jwk } });
  }
  if (sharedSecretFile !== undefined)
    keys.push({ kind: 'shared', kid: kid ?? 'shared-1', secret: textOf(sharedSecretFile) });
  if (keySetUrl !== undefined) keys.push({ kind: 'key-set', url: keySetUrl, allowedAddresses: allowAddress });
  if (canvasSecretFile !== undefined) {
    if (canvasOrganisation === undefined)
      throw new Problem(
        'bad-input',
        'canvas',
        'Write --canvas-organisation with the id of the Salesforce organisation.',
      );
    keys.push({ kind: 'canvas', secret: textOf(canvasSecretFile), organisation: canvasOrganisation });
  }
  return keys;
}

function linkRequestOf({ installation, staff, record, role, team }: LinkOptions): PanelLinkRequest {
  const [, type, id] = /^(person|tenancy|home):(.+)$/s.exec(record) ?? [];
  if (type === undefined || id === undefined)
    throw new Problem(
      'bad-input',
      'record',
      '--record: write person:, tenancy: or home: and the id in the housing system.',
    );
  return {
    installation,
    staff,
    record: { type: type as PanelLinkRequest['record']['type'], id },
    ...(role.length === 0 ? {} : { roles: role }),
    ...(team.length === 0 ? {} : { teams: team }),
  };
}

function roleMapOf(pairs: readonly string[]): Record<string, Role> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [host, ours] = pairOf(pair, '--map-role');
      if (!ourRoles.includes(ours as Role))
        throw new Problem('bad-input', 'role', `--map-role ${pair}: ${ours} is no role of ours.`);
      return [host, ours as Role];
    }),
  );
}

function pairOf(text: string, option: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new Problem('bad-input', 'pair', `${option} ${text}: write a name, = and a value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The text of a file, without the line end that editors add. Throws `Problem`. */
function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').trim();
  } catch {
    throw new Problem('bad-input', 'file', `${file} cannot be read.`);
  }
}

function shown(one: InstallationShown): Answer {
  return { document: one, lines: installationLines(one) };
}

function installationLines(one: InstallationShown): string[] {
  return [
    `${one.name}  ${one.installation}`,
    `    on ${one.allowedOrigins.join(', ')}`,
    ...one.keys.map(({ kid, alg }) => `    key ${kid} (${alg})`),
    ...Object.entries(one.roleMap).map(([host, ours]) => `    role ${host} is ${ours}`),
    ...Object.entries(one.recordSystems).map(([kind, system]) => `    the id of a ${kind} is that of ${system}`),
  ];
}
