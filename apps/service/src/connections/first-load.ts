import { type CheckResult, SourceProblem } from '@doorstep/connectors';
import type { OpenedConnection } from './open-connection.js';

/** A first load longer than this is worth knowing before it is begun. */
const longMinutes = 60;
const usualPage = 500;

/** How often a system may be asked, and how long the first load takes at that, as far as it counts what it has. */
export async function sizeUp(connection: OpenedConnection): Promise<Omit<CheckResult, 'name'>> {
  const { row, connector, configuration, context } = connection;
  const perMinute = row.requestsPerMinute ?? connector.spec.requestsPerMinute ?? null;
  const limit = perMinute === null ? 'The system names no limit.' : `${perMinute} requests a minute.`;
  if (!connector.rowCount) return { ok: true, detail: `${limit} How long the first load takes shows as it runs.` };
  try {
    const began = performance.now();
    const rows = await connector.rowCount(configuration, context);
    const minutesARequest = Math.max((performance.now() - began) / 4 / 60_000, 1 / (perMinute ?? Infinity));
    const minutes = Math.ceil((rows / pageOf(configuration)) * minutesARequest);
    const detail = `${limit} The first load brings ${rows.toLocaleString('en-GB')} rows or more, in about ${inWords(minutes)}.`;
    return { ok: true, detail, ...(minutes > longMinutes ? { look: true as const } : {}) };
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    return { ok: true, look: true, detail: `${limit} It could not be counted: ${error.message}` };
  }
}

function pageOf(configuration: unknown): number {
  const { pageSize } = configuration as { readonly pageSize?: number };
  return pageSize ?? usualPage;
}

function inWords(minutes: number): string {
  if (minutes <= 1) return 'a minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
