import type { ValueMapping } from '../contract.js';
import type { About } from '../reading/mapping.js';

/**
 * What Fixflo's words mean. Statuses, priorities, archive statuses and who comments are published as lists; reasons of
 * closing and the words for somebody who was anonymised are not, so each landlord adds its own.
 */
export const fixfloDefaults: ValueMapping = {
  schemes: {},
  cases: {},
  /* Published: UTC unless otherwise stated, and local for the two dates that appointments are made from. */
  timeZones: { properties: 'UTC', tenants: 'UTC', issues: 'UTC', comments: 'UTC', appointments: 'Europe/London' },
  codes: {
    'issues.status': {
      Reported: 'requested',
      QuotesRequested: 'awaiting-approval',
      QuotesAwaitingReview: 'awaiting-approval',
      QuotesReviewed: 'open',
      JobAwarded: 'open',
      AwaitingJobCompletion: 'scheduled',
      JobCompleted: 'completed',
      Closed: 'completed',
    },
    'issues.closeReason': { Merged: 'superseded' },
    'issues.priority': { '0': '2', '1': '3', '2': '3', '3': '4', '4': '4', '5': '4' },
    'properties.archiveStatus': { Active: 'active', Offboarding: 'active', Deactivated: 'inactive' },
    'comments.from': { tenant: 'inbound', agent: 'outbound', contractorNetwork: 'outbound' },
    'tenants.erasedName': { anonymised: 'erased', anonymized: 'erased' },
  },
};

/** What a code of a list means, as the landlord's mapping says it or else the connector's own. */
export function meaningOf(list: string, value: string, { values }: Pick<About, 'values'>): string | undefined {
  const codes = values.codes?.[list] ?? fixfloDefaults.codes?.[list] ?? {};
  return Object.hasOwn(codes, value) ? codes[value] : undefined;
}
