import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { actor, command, scoped, type CommandLine, type Common } from '../platform/command-line/command-line.js';
import { AllowAddresses } from './allow-addresses.js';
import { ChangeSecret } from './change-secret.js';
import { SetPace } from './set-pace.js';
import { SetWebhookSecret } from './webhook-secrets.js';

const fromFile = 'file that holds it, or - for standard input, so that it stands in no history';

/** `connection secret|webhook-secret|allow|pace`. */
export function addSecretCommands(connection: Command, cli: CommandLine): void {
  scoped(command(connection, 'secret', 'put another key or password in place of one'))
    .argument('<name>', 'the connection')
    .argument('<field>', 'which, for instance apiKey')
    .requiredOption('--file <file>', fromFile)
    .action(
      cli.ofLandlord(async (app, organisationId, options: { file: string } & Common, name: string, field: string) => {
        await app.get(ChangeSecret).run(actor, organisationId, name, field, read(options.file));
        return { document: { connection: name, field }, lines: [`${field} is changed. The next sync uses it.`] };
      }),
    );
  scoped(
    command(connection, 'webhook-secret', 'set what the system signs its webhooks with; the one before stays good'),
  )
    .argument('<name>', 'the connection')
    .option('--file <file>', fromFile)
    .option('--only-newest', 'take the one before back')
    .action(
      cli.ofLandlord(
        async (app, organisationId, options: { file?: string; onlyNewest?: boolean } & Common, name: string) => {
          const verb = app.get(SetWebhookSecret);
          const { connectionId } = await verb.run(
            actor,
            organisationId,
            name,
            options.file === undefined ? null : read(options.file),
          );
          return {
            document: { connection: name, path: `/hooks/v1/${connectionId}` },
            lines: [`Webhooks of ${name} come to /hooks/v1/${connectionId}.`],
          };
        },
      ),
    );
  scoped(command(connection, 'allow', 'name the private addresses that it may reach, all of them at once'))
    .argument('<name>', 'the connection')
    .option('--address <cidr...>', 'for instance 10.20.0.0/16; none: public addresses alone', [])
    .action(
      cli.ofLandlord(async (app, organisationId, options: { address: string[] } & Common, name: string) => {
        await app.get(AllowAddresses).run(actor, organisationId, name, options.address, null);
        return { document: { connection: name, allowedAddresses: options.address }, lines: ['Set.'] };
      }),
    );
  scoped(command(connection, 'pace', 'how many requests a minute the system is asked at most'))
    .argument('<name>', 'the connection')
    .argument('<per-minute>', 'a whole number, or default for what the connector says')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, name: string, perMinute: string) => {
        const pace = perMinute === 'default' ? null : Number(perMinute);
        await app.get(SetPace).run(actor, organisationId, name, pace);
        return { document: { connection: name, requestsPerMinute: pace }, lines: ['Set.'] };
      }),
    );
}

function read(file: string): string {
  return readFileSync(file === '-' ? 0 : file, 'utf8').trim();
}
