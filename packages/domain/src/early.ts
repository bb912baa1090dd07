import type { DecisionFacts } from './facts.js';
import type { ContactMapping } from './contact/mapping.js';
import type { ContactWindow, DerivedContact, MirrorChange } from './contact/derived-contact.js';
import type { PromptLibrary } from './prompt/prompt.js';
import type { Suppression } from './suppression/suppression.js';
import type { Decision, StandingPrompt, StillAllowed } from './deciding/decision.js';
export declare function deriveContacts(
  change: MirrorChange,
  mapping: ContactMapping,
  window: ContactWindow,
): readonly DerivedContact[];
export declare function suppress(facts: DecisionFacts, theme: string | null, promptCode?: string | null): Suppression;
export declare function decide(facts: DecisionFacts, library?: PromptLibrary): Decision;
export declare function stillAllowed(prompt: StandingPrompt, facts: DecisionFacts): StillAllowed;
export declare const contactMapping: ContactMapping;
export declare const promptLibrary: PromptLibrary;
