import type { Theme } from './theme.js';

/** Where something that staff hear must go instead of being treated as engagement; null signal: anything may come up. */
export interface WatchFor {
  readonly signal: string | null;
  readonly route: WatchRoute;
}

export type WatchRoute =
  | 'hazard'
  | 'service_request'
  | 'complaint_choice'
  | 'safeguarding'
  | 'asb'
  | 'support'
  | 'building_safety'
  | 'conduct'
  | 'access_need'
  | 'restricted'
  | 'offer'
  | 'benefits_notice'
  | 'any';

export interface Prompt {
  readonly code: string;
  /** Contact type codes, or `any-ask` for every type whose light is `ask`. */
  readonly contactTypes: readonly string[] | 'any-ask';
  readonly theme: Theme;
  /** What it is about, in the library's own words. */
  readonly subject: string;
  /** At most 45 characters. */
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
  /** Who says it. */
  readonly role: string;
  /** Asks for strengths, hopes or offers rather than for what is wrong. */
  readonly strength: boolean;
  readonly watchFor: readonly WatchFor[];
  /** What must be known before it can honestly be said; null: nothing beyond the contact. */
  readonly needs: string | null;
}

export interface PromptLibrary {
  readonly version: string;
  readonly prompts: readonly Prompt[];
}
