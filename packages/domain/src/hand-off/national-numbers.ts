import type { HandOffRoute } from '../routing/hand-off-route.js';
import type { Nation } from '../time/nation.js';

/** A number that anyone can ring, whatever the landlord has set up. */
export interface NationalNumber {
  readonly name: string;
  /** As it is printed. */
  readonly number: string;
  /** When to ring it, in plain words. */
  readonly use: string;
  /** Null: everywhere in the United Kingdom. */
  readonly nations: readonly Nation[] | null;
  readonly routes: readonly HandOffRoute[];
  readonly source: string;
  /** `YYYY-MM-DD` on which someone last compared it with what is published. */
  readonly checkedOn: string;
}

const checkedOn = '2026-11-25';

/** In the order in which they are shown: danger to life first. */
export const nationalNumbers: readonly NationalNumber[] = [
  {
    name: 'Police, fire or ambulance',
    number: '999',
    use: 'If anyone is in danger now. If you cannot speak, press 55 when asked.',
    nations: null,
    routes: ['emergency', 'crisis', 'safeguarding_da', 'safeguarding', 'building_safety', 'asb'],
    source: 'https://www.gov.uk/guidance/999-and-112-the-uks-national-emergency-numbers',
    checkedOn,
  },
  {
    name: 'National Gas Emergency Service',
    number: '0800 111 999',
    use: 'If you smell gas or a carbon monoxide alarm sounds. Go outside first.',
    nations: ['england-and-wales', 'scotland'],
    routes: ['emergency'],
    source: 'https://www.nationalgas.com/emergencies',
    checkedOn,
  },
  {
    name: 'Northern Ireland Gas Emergency Service',
    number: '0800 002 001',
    use: 'If you smell gas or a carbon monoxide alarm sounds. Go outside first.',
    nations: ['northern-ireland'],
    routes: ['emergency'],
    source: 'https://www.nidirect.gov.uk/contacts/northern-ireland-gas-emergency-service',
    checkedOn,
  },
  {
    name: 'Samaritans',
    number: '116 123',
    use: 'To talk to someone at any hour, free.',
    nations: null,
    routes: ['crisis'],
    source: 'https://www.samaritans.org/how-we-can-help/contact-samaritan/talk-us-phone/',
    checkedOn,
  },
  {
    name: 'National Domestic Abuse Helpline',
    number: '0808 2000 247',
    use: 'Free, at any hour, for women in England; it can say who helps others.',
    nations: ['england-and-wales'],
    routes: ['safeguarding_da'],
    source: 'https://www.nationaldahelpline.org.uk',
    checkedOn,
  },
  {
    name: 'Live Fear Free (Wales)',
    number: '0808 80 10 800',
    use: 'Free, at any hour, in Welsh or English, for anyone in Wales.',
    nations: ['england-and-wales'],
    routes: ['safeguarding_da'],
    source: 'https://www.gov.wales/live-fear-free',
    checkedOn,
  },
  {
    name: "Scotland's Domestic Abuse and Forced Marriage Helpline",
    number: '0800 027 1234',
    use: 'Free, at any hour, for anyone in Scotland.',
    nations: ['scotland'],
    routes: ['safeguarding_da'],
    source: 'https://www.sdafmh.org.uk',
    checkedOn,
  },
  {
    name: 'Domestic and Sexual Abuse Helpline',
    number: '0808 802 1414',
    use: 'Free, at any hour, for anyone in Northern Ireland.',
    nations: ['northern-ireland'],
    routes: ['safeguarding_da'],
    source: 'https://www.nidirect.gov.uk/contacts/domestic-and-sexual-abuse-helpline',
    checkedOn,
  },
  {
    name: 'Police, when it is not an emergency',
    number: '101',
    use: 'If it was a crime and nobody is in danger now.',
    nations: null,
    routes: ['safeguarding', 'asb'],
    source: 'https://www.police.uk/pu/contact-us/what-and-how-to-report/',
    checkedOn,
  },
];

/** The numbers to show for a hand-off, the most urgent first; empty where the landlord's own way is the only one. */
export function numbersFor(route: HandOffRoute, nation: Nation): readonly NationalNumber[] {
  return nationalNumbers.filter(
    ({ routes, nations }) => routes.includes(route) && (nations === null || nations.includes(nation)),
  );
}
