import { entrySchemaVersion, type VisitEntry, type VisitJob, type VisitTopic } from '@doorstep/contracts/visit';
import { longestFelt, withFelt } from '@doorstep/ui/felt';
import { v7 } from 'uuid';
import { dayInLondon, localInLondon } from '@doorstep/ui/london';
import type { Lane, VisitLine } from './store/rows.js';
import type { NewEntry } from './store/store.js';

/** A visit while it is being put down; kept on the phone at every tap. Its id is the one it will be sent under. */
export interface Draft {
  readonly id: string;
  readonly jobId: string | null;
  readonly address: string;
  readonly topics: readonly VisitTopic[];
  readonly words: string;
  /** How it felt, in their words; left out in drafts of an older app. */
  readonly felt?: string;
  /** The one reminder to finish it was answered. */
  readonly isReminded?: boolean;
  readonly whose: VisitEntry['whose'];
  readonly keepName: boolean;
  readonly wantsReply: boolean;
  readonly vulnerable: VisitEntry['vulnerable'];
  readonly promptId: string | null;
  readonly probe: string | null;
  readonly tellingId: string | null;
  readonly told: VisitEntry['told'];
  readonly corrects: string | null;
  /** RFC 3339: when they said it, by this phone's clock until somebody changes it. */
  readonly toldAt: string;
  readonly photos: readonly { readonly id: string; readonly sha256: string; readonly bytes: number }[];
}

/** What a phone knows about itself when it saves. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
  readonly clockOffset: number | null;
  readonly appVersion: string;
}

export const mostTopics = 3;
export const mostPhotos = 5;
/** In UTF-16 code units: with how it felt, they fit what is sent. */
export const longestWords = 10_000 - longestFelt - 1;
export const longestAddress = 300;
const hazards: readonly VisitTopic[] = ['danger-now', 'damp-or-mould'];

/** A fresh visit to a job, or to no job. */
export function draftFor(job: VisitJob | null, now: number): Draft {
  return {
    id: v7(),
    jobId: job?.id ?? null,
    address: job?.address ?? '',
    topics: [],
    words: '',
    whose: 'own',
    keepName: true,
    wantsReply: false,
    vulnerable: null,
    promptId: job?.prompt?.id ?? null,
    probe: job?.prompt?.probe ?? null,
    tellingId: job?.tellThem?.tellingId ?? null,
    told: null,
    corrects: null,
    toldAt: new Date(now).toISOString(),
    photos: [],
  };
}

/** The same visit put right: a further entry, since what was saved stays as it was said then. */
export function correctionOf(draft: Draft): Draft {
  return { ...draft, id: v7(), corrects: draft.id, photos: [] };
}

/** Whether anything was put down that would be a loss. */
export function saysSomething(draft: Draft): boolean {
  return draft.topics.length > 0 || withFelt(draft).trim() !== '' || draft.photos.length > 0;
}

/** The hour in London from which what was begun that day and not finished is brought to mind. */
const eveningBegins = 16;
const hour = 60 * 60 * 1000;

/**
 * Whether its one reminder is due (seed row 94): on the evening of the day on which it was begun, an hour after that at
 * the earliest, or once that day is over. `now`: milliseconds by the phone's clock, as its id was made by.
 */
export function isReminderDue(draft: Draft, now: number): boolean {
  if (draft.isReminded === true || !saysSomething(draft)) return false;
  const begun = Number.parseInt(draft.id.replaceAll('-', '').slice(0, 12), 16);
  if (dayInLondon(begun) !== dayInLondon(now)) return now > begun;
  return now - begun >= hour && Number(localInLondon(now).slice(11, 13)) >= eveningBegins;
}

/** Puts a topic in or takes it out; a fourth is not taken. */
export function withTopic(draft: Draft, topic: VisitTopic): Draft {
  if (!draft.topics.includes(topic)) {
    return draft.topics.length < mostTopics ? { ...draft, topics: [...draft.topics, topic] } : draft;
  }
  const topics = draft.topics.filter((one) => one !== topic);
  return { ...draft, topics, vulnerable: topics.includes('damp-or-mould') ? draft.vulnerable : null };
}

export function laneOf(topics: readonly VisitTopic[]): Lane {
  return topics.some((topic) => hazards.includes(topic)) ? 'hazard' : 'plain';
}

/** The entry that a draft makes. Words only go with something that was raised. */
export function entryFrom(
  draft: Draft,
  what: VisitEntry['what'],
  routing: VisitEntry['routing'],
  { now, timeZone, clockOffset, appVersion }: Moment,
): NewEntry {
  const raised = what === 'raised';
  const topics = raised ? [...draft.topics] : [];
  const said = withFelt(draft);
  const words = raised && said.trim() !== '' ? said : null;
  const line: VisitLine = { address: draft.address, jobId: draft.jobId, topics };
  const body: VisitEntry = {
    schemaVersion: entrySchemaVersion,
    id: draft.id,
    jobId: draft.jobId,
    address: draft.jobId === null && draft.address !== '' ? draft.address : null,
    what,
    topics,
    words,
    // Without words there is only what the operative made of it.
    whose: words === null ? 'reading' : draft.whose,
    kind: null,
    wantsReply: raised && draft.wantsReply,
    keepName: draft.keepName,
    vulnerable: topics.includes('damp-or-mould') ? (draft.vulnerable ?? 'not-asked') : null,
    promptId: draft.promptId,
    tellingId: draft.told === null ? null : draft.tellingId,
    told: draft.told,
    routing: raised ? routing : null,
    corrects: draft.corrects,
    toldAt: draft.toldAt,
    savedAt: new Date(now).toISOString(),
    timeZone,
    clockOffset,
    appVersion,
    photos: raised ? [...draft.photos] : [],
  };
  return { id: draft.id, lane: laneOf(topics), savedAt: now, line, body };
}

/** Six characters to write on a job sheet when the phone could not keep the visit. */
export function sheetReference(id: string): string {
  return id.replaceAll('-', '').slice(-6).toUpperCase();
}
