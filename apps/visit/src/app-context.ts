import type { Locale, Text, VisitText } from '@doorstep/ui/text';
import { createContext, use } from 'react';
import type { Phone, Snapshot } from './phone.js';
import type { Walk } from './place.js';

/** What every screen needs. */
export interface AppContext extends Walk {
  readonly phone: Phone;
  readonly snapshot: Snapshot;
  readonly text: VisitText;
  /** Words that the panel says too: hand-offs, whose words, numbers to ring. */
  readonly alsoInPanel: Text;
  readonly locale: Locale;
  readonly speak: (locale: Locale) => void;
  /** Says it once, to whoever listens to the screen. */
  readonly announce: (said: string) => void;
  /** Takes the newer version that lies ready; null when there is none. */
  readonly update: (() => void) | null;
  readonly now: number;
}

export const AppContextValue = createContext<AppContext | undefined>(undefined);

/** @throws {Error} outside of the app. */
export function useApp(): AppContext {
  const app = use(AppContextValue);
  if (!app) throw new Error('This part is only shown inside the app.');
  return app;
}
