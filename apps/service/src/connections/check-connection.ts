import { checkLive, type CheckResult, SourceProblem } from '@doorstep/connectors';
import type { CheckLine, ConnectionProposal } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { sizeUp } from './first-load.js';
import { OpenConnection, type OpenedConnection } from './open-connection.js';

/** A line for the console, and whether it passed for whoever only wants to know that. */
export type CheckFound = CheckLine & { readonly ok: boolean };

/**
 * Tries a connection read-only and answers each named check as it ends: whether the address is reached and can be trusted,
 * the connector's own, what of the conformance kit only reads, and how long a first load takes. After the first that does
 * not pass, none is made. Nothing is stored.
 */
@Injectable()
export class CheckConnection {
  constructor(private readonly open: OpenConnection) {}

  async *run(organisationId: string, named: string, signal: AbortSignal): AsyncIterable<CheckFound> {
    yield* checks(await this.open.run(organisationId, named, signal));
  }

  /** The same with settings that are not saved. Throws `Problem`, before the first line, when they cannot be used. */
  async proposed(
    organisationId: string,
    proposal: ConnectionProposal,
    signal: AbortSignal,
  ): Promise<AsyncIterable<CheckFound>> {
    return checks(await this.open.proposed(organisationId, proposal, signal));
  }

  /** The same with another secret in place of one, before it is saved. Throws as `proposed`. */
  async withSecret(
    organisationId: string,
    named: string,
    secret: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<CheckFound>> {
    return checks(await this.open.with(organisationId, named, secret, signal));
  }
}

async function* checks(connection: OpenedConnection): AsyncGenerator<CheckFound> {
  try {
    yield* timed(inOrder(connection));
  } finally {
    await connection.close();
  }
}

async function* timed(results: AsyncIterable<CheckResult>): AsyncGenerator<CheckFound> {
  let since = performance.now();
  for await (const { name, ok, detail, look, notChecked, askThem = null } of results) {
    const result = notChecked ? 'not-checked' : !ok ? 'failed' : look ? 'look' : 'passed';
    yield { name, ok, result, detail, askThem, took: Math.round(performance.now() - since) };
    since = performance.now();
  }
}

async function* inOrder(connection: OpenedConnection): AsyncGenerator<CheckResult> {
  const { connector, configuration, context } = connection;
  let hasFailed = false;
  for await (const result of reach(connection)) {
    hasFailed ||= !result.ok;
    yield result;
  }
  if (hasFailed) {
    // Their names alone: nothing is asked of a system that was not reached.
    const silent = { ...context, get: notReached, send: notReached, sql: null, files: null };
    for await (const { name } of connector.check(configuration, silent)) yield notChecked(name);
    return;
  }
  for await (const result of checkLive(connector, configuration, context)) {
    hasFailed ||= !result.ok;
    yield result;
  }
  const name = 'Rate limit';
  yield hasFailed ? notChecked(name) : { name, ...(await sizeUp(connection)) };
}

function notChecked(name: string): CheckResult {
  return { name, ok: false, detail: 'Not checked.', notChecked: true };
}

function notReached(): never {
  throw new SourceProblem('unreachable', 'Not checked.', false);
}

/** Each server that the settings name is asked for anything at all: whatever it answers, it was reached. */
async function* reach({ row, context }: OpenedConnection): AsyncGenerator<CheckResult> {
  const named = Object.values(row.configuration).filter((value) => /^https?:\/\//.test(String(value)));
  const servers = [...new Set(named.map((value) => new URL(String(value)).origin))];
  for (const server of servers) {
    const reached = `We can reach ${new URL(server).host}`;
    const trusted = 'The certificate is trusted';
    const problem = await problemOf(() => context.get({ url: `${server}/` }));
    if (problem !== null && !problem.includes('certificate')) {
      yield { name: reached, ok: false, detail: problem };
      yield notChecked(trusted);
      return;
    }
    yield { name: reached, ok: true, detail: 'It answers.' };
    if (problem !== null) yield { name: trusted, ok: false, detail: problem };
    else if (server.startsWith('https:')) yield { name: trusted, ok: true, detail: 'It belongs to the address.' };
    else
      yield {
        name: trusted,
        ok: true,
        look: true,
        detail: 'The address has none: what is sent is not encrypted. Only an address that you allowed is used so.',
      };
  }
}

/** Null: something answered. */
async function problemOf(ask: () => Promise<unknown>): Promise<string | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    const hasAnswered = error.code === 'too-many-requests' || error.message.includes('answered with an error');
    return hasAnswered || error.code === 'not-a-page' || error.code === 'truncated' ? null : error.message;
  }
}
