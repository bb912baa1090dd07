import type { CheckResult, ConnectorContext, FetchedText } from '../contract.js';
import { serverTime } from '../reading/retry-after.js';
import { type Finding, type Probe, runProbes } from '../reading/run-probes.js';

import { apiOf, ask, readOData } from './ask.js';
import { selectOf } from './columns.js';
import type { DataverseConfig } from './configuration.js';
import { placeOf } from './place.js';
import { type Stream, streamNames, streamOf } from './streams.js';
import { accessToken } from './token.js';

const FURTHEST_CLOCK_MINUTES = 5;

const passed = (detail: string) => ({ ok: true, detail });
const missed = (detail: string) => ({ ok: false, detail });

/**
 * Signs in, then asks each table for one row with change tracking, in the order in which things go wrong. After the
 * first check that fails the later ones are not asked and say so.
 */
export function check(config: DataverseConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  return runProbes(probesFor(config, context));
}

function probesFor(config: DataverseConfig, context: ConnectorContext): readonly Probe[] {
  const whoAmI = () => ask(`${apiOf(config)}/WhoAmI`, config, context);
  return [
    {
      name: 'Sign-in works',
      run: async () => {
        await accessToken(config, context);
        return passed('Microsoft sign-in knows the application.');
      },
    },
    {
      name: 'Application user accepted',
      right: 'an application user in the environment',
      run: async () => {
        readOData(await whoAmI());
        return passed('The environment has a user for the application.');
      },
    },
    ...streamNames
      .filter((name) => config.tables[name] !== '')
      .map((name): Probe => ({
        name: `Table of ${name} readable`,
        right: `organisation-level read on the table ${config.tables[name]}`,
        run: () => tableReadable(streamOf(name, config, context), config, context),
      })),
    { name: 'Clocks agree', run: async () => clocksAgree(await whoAmI(), context.now()) },
  ];
}

async function tableReadable(
  { table, columns }: Stream,
  config: DataverseConfig,
  context: ConnectorContext,
): Promise<Finding> {
  const { entitySet, idColumn, isTracked } = await placeOf(table, config, context);
  if (!isTracked)
    return missed(`The table ${table} does not track changes. Ask its administrator to turn on Track changes.`);
  const url = `${apiOf(config)}/${entitySet}?$select=${selectOf(columns, idColumn)}`;
  const page = readOData(await ask(url, config, context, ['odata.track-changes', 'odata.maxpagesize=1']));
  const links = Object.keys(typeof page === 'object' && page !== null ? page : {});
  return links.includes('@odata.nextLink') || links.includes('@odata.deltaLink')
    ? passed(`The table ${table} can be read, with its changes.`)
    : missed(`The table ${table} answers without a link to its changes.`);
}

function clocksAgree(answer: FetchedText, now: Date): Finding {
  const minutes = Math.abs(serverTime(answer, now).getTime() - now.getTime()) / 60_000;
  return minutes > FURTHEST_CLOCK_MINUTES
    ? missed(`The two clocks are ${Math.round(minutes)} minutes apart. Set both by a time server.`)
    : passed('The two clocks are less than five minutes apart.');
}
