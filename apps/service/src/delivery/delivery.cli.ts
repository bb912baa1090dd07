import { readFileSync } from 'node:fs';
import type { DeliveryRequest, DeliverySettings } from '@doorstep/contracts/http';
import type { Command } from 'commander';
import { actor, command, scoped, type CommandLine, type Common } from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { CheckDelivery } from './check-delivery.js';
import { ListDelivery } from './list-delivery.js';
import { SetDelivery } from './set-delivery.js';

/** `delivery set|check|list`. */
export function addDeliveryCommands(program: Command, cli: CommandLine): void {
  const delivery = program.command('delivery').description('how e-mails and texts leave');
  scoped(command(delivery, 'set', 'set how e-mails or texts leave; the secret never comes back'))
    .argument('<way>', 'email or text')
    .requiredOption(
      '--set <field=value...>',
      'email: host, port, security, user, fromAddress, fromName; text: baseUrl, serviceId, templateId',
    )
    .option('--allow-address <cidr...>', 'private addresses it may reach, for instance 10.20.0.5/32', [])
    .option('--secret-file <file>', 'file with the password or key; left out, the one that is there stays')
    .option('--ca-file <file>', 'certificate authority of a mail server of your own (PEM)')
    .action(
      cli.ofLandlord(
        async (
          app,
          organisationId,
          options: { set: string[]; allowAddress: string[]; secretFile?: string; caFile?: string } & Common,
          way: string,
        ) => {
          const request = {
            way,
            ...Object.fromEntries(options.set.map(field)),
            ...(way === 'text' ? { provider: 'notify' } : {}),
            ...(options.caFile === undefined ? {} : { caCertificate: read(options.caFile) }),
            ...(options.secretFile === undefined ? {} : { secret: read(options.secretFile).trim() }),
            allowedAddresses: options.allowAddress,
          };
          const shown = await app.get(SetDelivery).run(actor, organisationId, request as DeliveryRequest);
          return {
            document: shown,
            lines: [`Set. Try it with: npm run doorstep -- delivery check ${shown.way}`],
          };
        },
      ),
    );
  scoped(command(delivery, 'check', 'try it, without sending anything'))
    .argument('<way>', 'email or text')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, way: string) => {
        const items = await app.get(CheckDelivery).run(organisationId, wayOf(way), AbortSignal.timeout(120_000));
        return {
          document: { items, total: items.length },
          lines: items.map((one) => `${one.ok ? '✓' : '✗'} ${one.name}: ${one.detail}`),
          failed: items.some(({ ok }) => !ok),
        };
      }),
    );
  scoped(command(delivery, 'list', 'what is set')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListDelivery).run(organisationId);
      return {
        document: list,
        lines: list.items.map((one) =>
          one.way === 'email'
            ? `email  ${one.host}:${one.port} (${one.security}), from ${one.fromName} <${one.fromAddress}>`
            : `text  ${one.baseUrl}, service ${one.serviceId}`,
        ),
      };
    }),
  );
}

function wayOf(text: string): DeliverySettings['way'] {
  if (text === 'email' || text === 'text') return text;
  throw new Problem('bad-input', 'way', `${text}: write email or text.`);
}

function field(text: string): [string, string | number] {
  const at = text.indexOf('=');
  if (at < 1) throw new Problem('bad-input', 'setting', `--set ${text}: write field=value.`);
  const value = text.slice(at + 1);
  return [text.slice(0, at), text.startsWith('port=') ? Number(value) : value];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Problem('bad-input', 'file', `There is no file ${file} that can be read.`);
  }
}
