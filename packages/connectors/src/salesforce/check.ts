import { type CheckResult, type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';
import { serverTime } from '../reading/retry-after.js';

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

/** What one request found out. A `SourceProblem` thrown instead is a failure too. */
type Probe = () => Promise<Omit<CheckResult, 'name'>>;

/**
 * Signs in and asks each object for one row with every mapped field, read-only. After the first check that fails the
 * later ones are not asked and say so.
 */
export async function* check(config: SalesforceConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  let failed = false;
  for (const [name, probe] of probesFor(config, context)) {
    if (failed) {
      yield { name, ok: false, detail: 'Not checked.' };
      continue;
    }
    try {
      const finding = await probe();
      failed = !finding.ok;
      yield { name, ...finding };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      failed = true;
      yield { name, ok: false, detail: error.message };
    }
  }
}

function probesFor(config: SalesforceConfig, context: ConnectorContext): readonly (readonly [string, Probe])[] {
  let last: FetchedText | null = null;
  const readable = (name: StreamName): Probe => {
    return async () => {
      const { object, select } = streamOf(name, config, context);
      if (object === '') return { ok: true, detail: `No object is named for ${name}, so none are read.` };
      last = await askQuery(`SELECT ${select.join(', ')} FROM ${object} LIMIT 1`, config, context);
      readAnswer(last);
      return { ok: true, detail: `The user may read ${object} with the mapped fields.` };
    };
  };
  return [
    [
      'Sign-in',
      async () => {
        await sessionOf(config, context);
        return { ok: true, detail: 'Salesforce lets the app in.' };
      },
    ],
    ...streamNames.map((name) => [`${name} readable`, readable(name)] as const),
    ['Clocks agree', async () => clocksAgree(last, context.now())],
  ];
}

function clocksAgree(answer: FetchedText | null, now: Date): Omit<CheckResult, 'name'> {
  const theirs = answer === null ? now : serverTime(answer, now);
  const minutes = Math.abs(theirs.getTime() - now.getTime()) / 60_000;
  return minutes > FURTHEST_CLOCK_MINUTES
    ? { ok: false, detail: `The two clocks are ${Math.round(minutes)} minutes apart. Set ours by a time server.` }
    : { ok: true, detail: 'The two clocks are less than five minutes apart.' };
}
