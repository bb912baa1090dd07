import * as z from 'zod';

import { type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';
import { ownLink } from '../reading/own-link.js';
import { readJson } from '../reading/read-json.js';
import { serverTime } from '../reading/retry-after.js';

import type { FixfloConfig } from './configuration.js';

/** An address of the API. `query` without what is null. */
export function apiUrl(
  { url }: FixfloConfig,
  path: string,
  query: Readonly<Record<string, string | number | null>> = {},
): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(Object.fromEntries(given)).toString();
  return `${url}/api/v2/${path}${text === '' ? '' : `?${text}`}`;
}

/** `yyyy-MM-ddTHH:mm:ss` in UTC, as Fixflo wants times in addresses. */
export function queryTime(instant: string): string {
  return instant.slice(0, 19);
}

export function headersFor({ token }: FixfloConfig): Readonly<Record<string, string>> {
  return { accept: 'application/json', authorization: `Bearer ${token}` };
}

function ask(url: string, config: FixfloConfig, context: ConnectorContext): Promise<FetchedText> {
  return context.get({ url: ownLink(url, config.url), headers: headersFor(config) });
}

/** One record; null where there is none (404, or an empty answer). Throws `SourceProblem`. */
export async function getOne(url: string, config: FixfloConfig, context: ConnectorContext): Promise<unknown> {
  const answer = await ask(url, config, context);
  if (answer.status === 404 || answer.status === 204) return null;
  return withOneId(readJson(answer));
}

const pager = z.object({
  Items: z.array(z.unknown()),
  TotalPages: z.number().nullish(),
  NextURL: z.string().nullish(),
});

/** A page of a list. */
export interface ListPage {
  readonly rows: readonly unknown[];
  /** Where the page after this one is. */
  readonly next: string | null;
  /** The sender's clock. */
  readonly at: Date;
}

/**
 * Reads a page of a list. `pageName`: how this path spells the number of the page, for answers that do not name the next
 * one. The log of deliveries is published as a list with a pager in it, and comments as a pager and as a list at once,
 * so each is taken in any of these shapes. Throws `SourceProblem`.
 */
export async function getPage(
  url: string,
  pageName: 'page' | 'pg',
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<ListPage> {
  const answer = await ask(url, config, context);
  const reply = readJson(answer);
  const at = serverTime(answer, context.now());
  const [only] = Array.isArray(reply) && reply.length === 1 ? (reply as readonly unknown[]) : [reply];
  const read = pager.safeParse(only);
  if (!read.success) {
    if (Array.isArray(reply)) return { rows: reply.map(withOneId), next: null, at };
    throw new SourceProblem('not-a-page', 'The answer is not a page of a list.', true);
  }
  const { Items: rows, TotalPages: pages, NextURL: named } = read.data;
  const here = new URL(url);
  const number = Number(here.searchParams.get(pageName) ?? 1);
  const isBefore = number < (pages ?? 0);
  if (rows.length === 0 && isBefore)
    throw new SourceProblem('not-as-declared', 'A page is empty before the list has ended.', true);
  if (named) return { rows: rows.map(withOneId), next: ownLink(named, config.url), at };
  here.searchParams.set(pageName, String(number + 1));
  return { rows: rows.map(withOneId), next: isBefore && rows.length > 0 ? here.href : null, at };
}

/** Ids are published as `id` in some schemas and as `Id` in others. */
function withOneId(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row) || !('Id' in row) || 'id' in row) return row;
  const { Id: id, ...rest } = row as Readonly<Record<string, unknown>>;
  return { id, ...rest };
}
