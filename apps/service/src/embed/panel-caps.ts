import type { PanelCaps } from '@doorstep/contracts/embed';
import { mayDo } from '../access/index.js';

/** What these roles may do in the panel, from the one table of who may do what. */
export function capsOf(roles: readonly string[]): PanelCaps {
  const seePreferences = mayDo(roles, 'people.read');
  const setPreferences = mayDo(roles, 'preferences.write');
  return {
    readVoices: mayDo(roles, 'voices.read'),
    writeVoices: mayDo(roles, 'voices.write'),
    raiseHandOffs: mayDo(roles, 'hand-offs.raise'),
    tellThem: mayDo(roles, 'answers.tell'),
    seePreferences,
    setPreferences,
    // Ending a wish begins with seeing which there are.
    startPromptsAgain: seePreferences && setPreferences,
  };
}
