import type { Message } from './message.js';

const enGB = {
  'route.emergency': 'Emergency: phone now',
  'route.crisis': 'May harm themselves',
  'route.safeguarding_da': 'Harm or control by a partner or family',
  'route.safeguarding': 'Someone harmed, used or not cared for',
  'route.hazard': 'Something in the home may be unsafe',
  'route.building_safety': 'Safety of the building',
  'route.conduct': 'How one of us behaved',
  'route.legal': 'Solicitor, court, press or MP',
  'route.asb': 'Threats, hate or trouble near home',
  'route.complaint_choice': 'Unhappy with us: offer a complaint',
  'route.support': 'Help with money, food or heat',
  'route.data_rights': 'What we hold about them',
  'route.information_request': 'How the landlord does things',
  'route.service_request': 'A new repair or job',
} as const;

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
const cy: Readonly<Record<keyof typeof enGB, Message>> = {
  'route.emergency': 'Argyfwng: ffoniwch nawr',
  'route.crisis': 'Efallai y byddan nhw’n niweidio’u hunain',
  'route.safeguarding_da': 'Niwed neu reolaeth gan bartner neu deulu',
  'route.safeguarding': 'Rhywun yn cael niwed, ei ecsbloetio neu heb ofal',
  'route.hazard': 'Gall rhywbeth yn y cartref fod yn anniogel',
  'route.building_safety': 'Diogelwch yr adeilad',
  'route.conduct': 'Sut yr ymddygodd un ohonom ni',
  'route.legal': 'Cyfreithiwr, llys, y wasg neu AS',
  'route.asb': 'Bygythiadau, casineb neu drafferth ger y cartref',
  'route.complaint_choice': 'Anhapus gyda ni: cynnig cwyn',
  'route.support': 'Help gydag arian, bwyd neu wres',
  'route.data_rights': 'Beth rydym yn ei gadw amdanyn nhw',
  'route.information_request': 'Sut mae’r landlord yn gwneud pethau',
  'route.service_request': 'Atgyweiriad neu waith newydd',
};

/** What each hand-off is called, for the panel and the console. */
export const routeTitles = { 'en-GB': enGB, cy } as const;
