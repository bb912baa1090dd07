import type { ContactLight, ContactType } from './contact-type.js';

function type(
  code: string,
  name: string,
  role: string,
  light: ContactLight,
  themes: readonly string[],
  happened: string,
): ContactType {
  return { code, name, role, light, themes, happened };
}

/** The 38 kinds of everyday contact, in the order of a tenancy's life at work: repairs, checks, works, tenancy, money, place. */
export const contactTypes: readonly ContactType[] = [
  type('RPR-REP', 'Repair reported', 'call handler', 'care', ['access', 'repairs'], 'A repair was reported'),
  type('RPR-VIS', 'Routine repair visit done', 'operative', 'ask', ['home', 'repairs'], 'A repair was finished'),
  type('RPR-EMG', 'Emergency or out-of-hours visit', 'operative', 'never', [], 'An emergency repair was done'),
  type('RPR-FOL', 'Follow-on or return visit', 'operative', 'care', ['repairs'], 'A return visit was done'),
  type('RPR-FUP', 'Call after a repair', 'call handler', 'ask', ['repairs'], 'A call was made about a repair'),
  type('RPR-NAC', 'No access', 'operative', 'never', [], 'A visit found nobody in'),
  type(
    'GAS-LGSR',
    'Gas safety check',
    'gas engineer',
    'ask',
    ['safety', 'communication', 'warmth'],
    'A gas check was done',
  ),
  type('ELE-EICR', 'Electrical check', 'electrician', 'ask', ['safety'], 'An electrical check was done'),
  type('FIR-DOR', 'Flat or fire door check', 'contractor', 'ask', ['safety'], 'A fire door was checked'),
  type('FIR-FRA', 'Fire risk assessment or alarm test', 'assessor', 'care', ['safety'], 'A fire safety visit was done'),
  type(
    'WTR-HYG',
    'Water hygiene, smoke vent or lift test',
    'contractor',
    'ask',
    ['any'],
    'A short safety test was done',
  ),
  type('DMP-INS', 'Damp and mould inspection', 'surveyor', 'never', [], 'A damp and mould visit was done'),
  type('STK-SUR', 'Stock condition survey', 'surveyor', 'ask', ['home'], 'The home was surveyed'),
  type(
    'PLN-PRE',
    'Planned works, before the start',
    'liaison officer',
    'ask',
    ['works'],
    'Planned works were talked through',
  ),
  type('PLN-PST', 'Planned works, after', 'liaison officer', 'ask', ['works'], 'Planned works were finished'),
  type(
    'RET-FIT',
    'Retrofit or heating change',
    'liaison officer',
    'ask',
    ['warmth'],
    'A heating change was talked through',
  ),
  type('ADP-OTV', 'Adaptation assessment', 'surveyor', 'care', ['support'], 'An adaptation visit was done'),
  type('PST-CTL', 'Pest treatment', 'contractor', 'care', ['neighbourhood'], 'A pest treatment was done'),
  type('LFT-OUT', 'Lift outage contact', 'engineer', 'care', ['access'], 'A lift repair was done'),
  type('VOI-VEW', 'Viewing', 'lettings officer', 'ask', ['moving'], 'A home was viewed'),
  type('TEN-SGN', 'Tenancy sign-up', 'lettings officer', 'ask', ['landlord', 'communication'], 'A tenancy started'),
  type(
    'TEN-SET',
    'Settling-in visit',
    'housing officer',
    'ask',
    ['moving', 'neighbourhood'],
    'A settling-in visit was made',
  ),
  type('TEN-STR', 'Starter tenancy review', 'housing officer', 'care', ['home'], 'A starter tenancy was reviewed'),
  type('TEN-AUD', 'Tenancy audit or household check', 'housing officer', 'care', ['home'], 'A tenancy visit was made'),
  type('TEN-MUX', 'Mutual exchange', 'housing officer', 'ask', ['moving'], 'A tenancy started by mutual exchange'),
  type(
    'TEN-CHG',
    'Joint to sole, or name change',
    'housing officer',
    'care',
    ['home'],
    'A change to the tenancy was asked for',
  ),
  type('TEN-SUC', 'Succession or death', 'housing officer', 'never', [], 'A succession was opened'),
  type(
    'TEN-END',
    'Notice to quit or visit before leaving',
    'housing officer',
    'care',
    ['moving'],
    'An end to the tenancy was recorded',
  ),
  type(
    'INC-RTN',
    'Routine rent or account call',
    'income officer',
    'care',
    ['money'],
    'A call was made about the rent account',
  ),
  type('INC-ENF', 'Notice, court or eviction', 'income officer', 'never', [], 'A possession case was opened'),
  type('MON-ADV', 'Money or benefit advice', 'adviser', 'care', ['support'], 'Money advice was given'),
  type('EST-WLK', 'Estate walkabout', 'housing officer', 'ask', ['neighbourhood'], 'A walkabout took place'),
  type(
    'CLN-CTK',
    'Chat with a caretaker, cleaner or gardener',
    'caretaker',
    'ask',
    ['neighbourhood'],
    'Estate staff had a chat',
  ),
  type('TEL-GEN', 'General call or enquiry', 'call handler', 'ask', ['any'], 'A call came in'),
  type('DIG-MSG', 'Portal or email message', 'digital team', 'ask', ['any'], 'A message came in'),
  type('OFF-WLK', 'Walk-in, event or pop-up', 'anyone', 'ask', ['any'], 'Someone came in'),
  type(
    'SHE-DAY',
    'Sheltered daily call or support session',
    'scheme manager',
    'ask',
    ['support'],
    'A support session took place',
  ),
  type('SEN-CAS', 'Complaint, ASB, welfare or safeguarding contact', 'caseworker', 'never', [], 'A case was opened'),
];

const byCode: ReadonlyMap<string, ContactType> = new Map(contactTypes.map((each) => [each.code, each]));

/** The contact type with this code, or null when there is none. */
export function contactTypeOf(code: string | null): ContactType | null {
  return code === null ? null : (byCode.get(code) ?? null);
}
