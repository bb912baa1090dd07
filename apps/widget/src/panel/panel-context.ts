import type { RecordKey, TakenThrough } from '@doorstep/contracts/embed';
import type { Locale, Text } from '@doorstep/ui/text';
import { createContext, useContext } from 'react';
import type { EmbedApi } from '../api.js';
import type { Drafts } from '../drafts.js';
import type { PanelEvents } from '../events.js';

/** The record on screen, with the session that is bound to it. */
export interface OpenRecord {
  readonly record: RecordKey;
  readonly api: EmbedApi;
  /** Aborts when another record takes its place. */
  readonly signal: AbortSignal;
}

/** What every screen of the panel may use. */
export interface Panel {
  readonly text: Text;
  readonly locale: Locale;
  readonly headingLevel: number;
  readonly label: string | undefined;
  /** How words come now, where the host says; staff can still choose another. */
  readonly takenThrough: TakenThrough;
  readonly drafts: Drafts;
  /** Says one thing in the live region. */
  readonly announce: (status: string) => void;
  readonly emit: <Name extends keyof PanelEvents>(name: Name, detail: PanelEvents[Name]) => void;
  readonly draftsChanged: () => void;
  readonly focusPanel: () => void;
  /** Lets the host open the form for something said unasked, until what it returns is called. */
  readonly offerLog: (open: () => boolean) => () => void;
  /** Does what a timer or the browser calls for; what it throws stops the panel, and never reaches the page. */
  readonly guard: (enter: () => void) => void;
}

export const PanelServices = createContext<Panel | null>(null);
export const RecordServices = createContext<OpenRecord | null>(null);

export function usePanel(): Panel {
  return given(useContext(PanelServices));
}

export function useRecord(): OpenRecord {
  return given(useContext(RecordServices));
}

function given<Services>(services: Services | null): Services {
  if (services === null) throw new Error('A screen was rendered outside the panel.');
  return services;
}
