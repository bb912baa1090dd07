import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  actor,
  command,
  listed,
  scoped,
  type CommandLine,
  type Common,
} from '../platform/command-line/command-line.js';
import { Problem } from '../platform/problem.js';
import { AddEndpoint } from './add-endpoint.js';
import { ListEndpoints } from './list-endpoints.js';
import { RotateEndpointSecret } from './rotate-endpoint-secret.js';
import { TestEndpoint } from './test-endpoint.js';

/** `webhook add|list|rotate|test`. */
export function addWebhookCommands(program: Command, cli: CommandLine): void {
  const webhook = program.command('webhook').description('systems of yours that are told what happens here');
  scoped(command(webhook, 'add', 'tell a system of yours of events; shows its secret this once'))
    .requiredOption('--url <url>', 'where it takes them, for instance https://events.landlord.example/doorstep')
    .requiredOption('--event <event...>', 'for instance voice.heard, hand-off.raised, reply.given')
    .option('--allow-address <cidr...>', 'a private address it may be at, for instance 10.20.0.0/16', [])
    .action(
      cli.ofLandlord(
        async (app, organisationId, options: { url: string; event: string[]; allowAddress: string[] } & Common) => {
          const asked = { url: options.url, events: options.event, allowedAddresses: options.allowAddress };
          const added = await app.get(AddEndpoint).run(actor, organisationId, randomUUID(), asked);
          return { document: added, lines: [`Added ${added.id}.`, ...secretLines(added.secret)] };
        },
      ),
    );
  scoped(command(webhook, 'list', 'what is told where')).action(
    cli.ofLandlord(async (app, organisationId) => {
      const list = await app.get(ListEndpoints).run(organisationId);
      return listed(
        list,
        (one) =>
          `${one.id}  ${one.url}  ${one.offBecause === null ? 'on' : `off (${one.offBecause})`}: ${one.events.join(', ')}`,
      );
    }),
  );
  scoped(command(webhook, 'rotate', 'make a new secret; the one before signs too for a day'))
    .argument('<id>', 'the endpoint')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, endpoint: string) => {
        const rotated = await app.get(RotateEndpointSecret).run(actor, organisationId, endpointId(endpoint));
        return { document: rotated, lines: secretLines(rotated.secret) };
      }),
    );
  scoped(command(webhook, 'test', 'send it a test event'))
    .argument('<id>', 'the endpoint')
    .action(
      cli.ofLandlord(async (app, organisationId, _: Common, endpoint: string) => {
        const tested = await app.get(TestEndpoint).run(actor, organisationId, endpointId(endpoint));
        return { document: tested, lines: [`Sent as soon as the service runs, as ${tested.deliveryId}.`] };
      }),
    );
}

function secretLines(secret: string): string[] {
  return ['Keep its secret now, it is not shown again:', secret];
}

function endpointId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new Problem('bad-input', 'id', 'Write the id of an endpoint, as the list shows it.');
}
