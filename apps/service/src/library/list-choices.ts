import type { LibraryChoices } from '@doorstep/contracts/http';
import { contactTypes, promptLibrary, themes } from '@doorstep/domain';

/** What a prompt can be about, the contacts at which something may be asked, and who may ask it: the same everywhere. */
export function listChoices(): LibraryChoices {
  return {
    themes: themes.map(({ code }) => code),
    contactTypes: contactTypes
      .filter(({ light }) => light !== 'never')
      .map(({ code, name, themes: about }) => ({ code, name, themes: [...about] })),
    roles: [
      ...new Set(
        [...promptLibrary.prompts, ...contactTypes.filter(({ light }) => light !== 'never')].map(({ role }) => role),
      ),
    ].toSorted(),
  };
}
