import type { CheckResult, ConnectorContext, FetchedText } from '../contract.js';
import { serverTime } from '../reading/retry-after.js';
import { type Finding, type Probe, runProbes } from '../reading/run-probes.js';

import { askQuery, readAnswer } from './ask.js';
import type { SalesforceConfig, StreamName } from './configuration.js';
import { sessionOf } from './session.js';
import { streamOf } from './streams.js';

const FURTHEST_CLOCK_MINUTES = 5;

/** In the order in which they are read. */
export const streamNames: readonly StreamName[] = [
  'homes',
  'tenancies',
  'people',
  'repairs',
  'cases',
  'tasks',
  'visits',
];

/**
 * Signs in and asks each object for one row with every mapped field, read-only. After the first check that fails the
 * later ones are not asked and say so.
 */
export function check(config: SalesforceConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  return runProbes(probesFor(config, context));
}

function probesFor(config: SalesforceConfig, context: ConnectorContext): readonly Probe[] {
  let last: FetchedText | null = null;
  const readable = (name: StreamName): Probe['run'] => {
    return async () => {
      const { object, select } = streamOf(name, config, context);
      if (object === '') return { ok: true, detail: `No object is named for ${name}, so none are read.` };
      last = await askQuery(`SELECT ${select.join(', ')} FROM ${object} LIMIT 1`, config, context);
      readAnswer(last);
      return { ok: true, detail: `The user may read ${object} with the mapped fields.` };
    };
  };
  return [
    {
      name: 'Sign-in works',
      run: async () => {
        await sessionOf(config, context);
        return { ok: true, detail: 'Salesforce lets the app in.' };
      },
    },
    ...streamNames.map((name): Probe => ({
      name: `${name} readable`,
      right: `read and View All on ${config.objects[name]}, and read on its mapped fields`,
      run: readable(name),
    })),
    { name: 'Clocks agree', run: async () => clocksAgree(last, context.now()) },
  ];
}

function clocksAgree(answer: FetchedText | null, now: Date): Finding {
  const theirs = answer === null ? now : serverTime(answer, now);
  const minutes = Math.abs(theirs.getTime() - now.getTime()) / 60_000;
  return minutes > FURTHEST_CLOCK_MINUTES
    ? { ok: false, detail: `The two clocks are ${Math.round(minutes)} minutes apart. Set ours by a time server.` }
    : { ok: true, detail: 'The two clocks are less than five minutes apart.' };
}
