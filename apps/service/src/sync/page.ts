import type { Message } from '@doorstep/connectors';
import type { HeldRow } from './hold-rows.js';
import type { PageRecord } from './merge-page.js';
import type { UnknownCode } from './count-unknown-codes.js';

/** What one page says, or several in a row: of each key the last that was said. */
export interface Page {
  readonly records: Map<string, PageRecord>;
  readonly deleted: Set<string>;
  /** Key → the key it was merged into. */
  readonly merged: Map<string, string>;
  /** Keys that are records of their own again. */
  readonly parted: Set<string>;
  readonly erased: Set<string>;
  /** Still there, and nothing else is known of them. */
  readonly seen: string[];
  readonly held: HeldRow[];
  readonly unknown: UnknownCode[];
  /** Records the source sent. */
  read: number;
  /** Names. */
  readonly fieldsLeft: Set<string>;
  /** How many pages of the source this is. */
  pages: number;
}

export function noPage(): Page {
  return {
    records: new Map(),
    deleted: new Set(),
    merged: new Map(),
    parted: new Set(),
    erased: new Set(),
    seen: [],
    held: [],
    unknown: [],
    read: 0,
    fieldsLeft: new Set(),
    pages: 0,
  };
}

/** Notes what a message says of single records. What says where a page or a stream ends is for the reader. */
export function noteOn(page: Page, message: Message): void {
  switch (message.type) {
    case 'RECORD':
      page.read += 1;
      page.records.set(message.key, message);
      page.deleted.delete(message.key);
      page.merged.delete(message.key);
      return;
    case 'DELETE':
      page.records.delete(message.key);
      page.deleted.add(message.key);
      return;
    case 'SEEN':
      if (message.areRead) page.read += message.keys.length;
      page.seen.push(...message.keys);
      return;
    case 'MERGE':
      for (const key of message.from) {
        page.records.delete(key);
        if (key !== message.into) page.merged.set(key, message.into);
      }
      return;
    case 'SPLIT':
      for (const key of message.into) page.parted.add(key);
      if (message.into.includes(message.from)) return;
      page.records.delete(message.from);
      page.deleted.add(message.from);
      return;
    case 'ERASE':
      page.records.delete(message.key);
      page.erased.add(message.key);
      return;
    case 'UNKNOWN_CODE':
      page.unknown.push(message);
      return;
    case 'PROBLEM':
      page.held.push({ ...message, key: message.key ?? message.stream });
      return;
    default:
  }
}

/** Puts a page behind those before it. Nothing that takes a key away may be followed by another page: write it first. */
export function append(pages: Page, page: Page): void {
  for (const [key, record] of page.records) pages.records.set(key, record);
  for (const key of page.deleted) pages.deleted.add(key);
  for (const [key, into] of page.merged) pages.merged.set(key, into);
  for (const key of page.parted) pages.parted.add(key);
  for (const key of page.erased) pages.erased.add(key);
  pages.seen.push(...page.seen);
  pages.held.push(...page.held);
  pages.unknown.push(...page.unknown);
  pages.read += page.read;
  for (const name of page.fieldsLeft) pages.fieldsLeft.add(name);
  pages.pages += 1;
}

/** Whether a page says anything of a key but that it is still there. */
export function tellsOf({ records, deleted, merged, parted, erased }: Page, key: string): boolean {
  return records.has(key) || deleted.has(key) || merged.has(key) || parted.has(key) || erased.has(key);
}

/** Whether a page takes keys away. */
export function takesAway({ deleted, merged, parted, erased }: Page): boolean {
  return deleted.size + merged.size + parted.size + erased.size > 0;
}
