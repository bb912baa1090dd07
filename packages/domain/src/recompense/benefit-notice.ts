/** What people are told before they choose money or a voucher, for as long as it holds. Dates `YYYY-MM-DD`. */
export interface BenefitNotice {
  /** Kept with the choice, so that it stays known what they were told. */
  readonly code: string;
  readonly effectiveFrom: string;
  readonly words: string;
  readonly advice: readonly { readonly who: string; readonly how: string }[];
  readonly source: string;
  readonly checkedOn: string;
}

/** A change of the rules is a further notice, never an edit. General information, not advice about one person. */
export const benefitNotices: readonly BenefitNotice[] = [
  {
    code: 'benefits-2026-11',
    effectiveFrom: '2026-11-01',
    words:
      'Money and some vouchers can count as income for Universal Credit and other benefits. ' +
      'If you get a benefit, get free advice before you choose. ' +
      'Money back for what it cost you to take part does not count in most cases. ' +
      'You can say no, or ask for less. ' +
      'You may have to tell the office that pays your benefit.',
    advice: [
      { who: 'Citizens Advice (England)', how: '0800 144 8848' },
      { who: 'Advicelink Cymru (Wales)', how: '0800 702 2020' },
      { who: 'Turn2us', how: 'https://www.turn2us.org.uk' },
    ],
    source: 'https://www.scie.org.uk/co-production/supporting/paying-people-who-receive-benefits',
    checkedOn: '2026-11-25',
  },
];

/** The notice that holds on a `YYYY-MM-DD` date; the oldest where none did yet. */
export function benefitNotice(date: string, notices: readonly BenefitNotice[] = benefitNotices): BenefitNotice {
  const byAge = notices.toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1));
  const held = byAge.find(({ effectiveFrom }) => effectiveFrom <= date) ?? byAge.at(-1);
  if (held === undefined) throw new RangeError('There is no notice about benefits.');
  return held;
}
