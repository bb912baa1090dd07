import type { ContactMappingChoices } from '@doorstep/contracts/http';
import { contactMapping, contactTypes } from '@doorstep/domain';

/** What a row of a contact mapping may count as, and the rows that a new connection starts with. */
export function listMappingChoices(): ContactMappingChoices {
  return {
    types: contactTypes.map(({ code, name, light }) => ({ code, name, isNeverAsked: light === 'never' })),
    shipped: contactMapping as ContactMappingChoices['shipped'],
  };
}
