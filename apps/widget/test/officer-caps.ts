import type { PanelCaps } from '@doorstep/contracts/embed';

/** What an officer may do in the panel: everything. */
export const officerCaps: PanelCaps = {
  readVoices: true,
  writeVoices: true,
  raiseHandOffs: true,
  tellThem: true,
  seePreferences: true,
  setPreferences: true,
  startPromptsAgain: true,
};
