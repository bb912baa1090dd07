import type {
  AskFact,
  ContactFacts,
  ContactRepairFacts,
  DecisionFacts,
  HouseholdFacts,
  MomentFacts,
} from '../src/facts.js';

export const NOW = '2026-11-25T09:00:00.000Z';

/** RFC 3339, this many days before (or, negative, after) `NOW`. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
}

/** `YYYY-MM-DD`, this many days before (or, negative, after) `NOW`. */
export function dateAgo(days: number): string {
  return daysAgo(days).slice(0, 10);
}

export const tapRepair: ContactRepairFacts = {
  reference: '10004711',
  description: 'Kitchen: mixer tap dripping',
  tradeCode: 'PL',
  tradeName: 'Plumbing',
  isEmergency: false,
  isHazard: false,
  finishedAt: '2026-11-24T14:10:00.000Z',
};

export interface FactChanges {
  readonly now?: string;
  readonly moment?: Partial<MomentFacts>;
  readonly contact?: Partial<ContactFacts>;
  readonly household?: Partial<HouseholdFacts>;
  readonly source?: Partial<DecisionFacts['source']>;
}

/** A tap mended yesterday in the home of one adult whom nobody ever asked: a prompt, unless the changes stop it. */
export function makeFacts(changes: FactChanges = {}): DecisionFacts {
  return {
    now: changes.now ?? NOW,
    moment: { at: 'decision', channel: 'in-person', staff: null, taps: [], supportPresent: [], ...changes.moment },
    contact: {
      id: '0191f0c2-0000-7000-8000-000000000001',
      reference: '10004711:repair-completed',
      typeCode: 'RPR-VIS',
      typeSource: 'repair phase=completed trade=PL',
      occurredAt: '2026-11-24T14:10:00.000Z',
      repair: tapRepair,
      ...changes.contact,
    },
    household: {
      tenancyId: '0191f0c2-0000-7000-8000-000000000002',
      adults: 1,
      tenancyStartDate: '2014-06-02',
      evictionDate: null,
      noticeServedDate: null,
      successionDate: null,
      lastDeathDate: null,
      scheme: 'general',
      place: { patch: null, scheme: null },
      movedInOn: null,
      disasterOn: null,
      markers: [],
      needs: [],
      surveys: [],
      alerts: [],
      cases: [],
      repairs: [],
      preferences: [],
      asks: [],
      repliesOwed: 0,
      openPromptKinds: [],
      lastHeardAt: null,
      ...changes.household,
    },
    source: { readAt: daysAgo(0.1), alertsReadAt: daysAgo(0.1), ...changes.source },
  };
}

/** One ask about the home, this many days ago. */
export function ask(days: number, result: AskFact['result'] = 'answered'): AskFact {
  return { askedAt: daysAgo(days), promptCode: 'P01', theme: 'home', channel: null, result };
}
