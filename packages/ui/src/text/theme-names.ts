const enGB = {
  home: 'Living in the home',
  repairs: 'Repairs',
  warmth: 'Warmth and heating',
  works: 'Planned works',
  safety: 'Building safety',
  communication: 'How we get in touch',
  access: 'Getting in and about',
  moving: 'Moving in and out',
  money: 'Rent and money',
  neighbourhood: 'The place around',
  support: 'Wellbeing and support',
  landlord: 'How we work',
} as const;

/** What a prompt, a voice or a rule can be about. */
export type ThemeCode = keyof typeof enGB;

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
const cy: Readonly<Record<ThemeCode, string>> = {
  home: 'Byw yn y cartref',
  repairs: 'Atgyweiriadau',
  warmth: 'Cynhesrwydd a gwresogi',
  works: 'Gwaith arfaethedig',
  safety: 'Diogelwch yr adeilad',
  communication: 'Sut rydym yn cysylltu',
  access: 'Mynd i mewn ac o gwmpas',
  moving: 'Symud i mewn ac allan',
  money: 'Rhent ac arian',
  neighbourhood: 'Y lle o gwmpas',
  support: 'Lles a chefnogaeth',
  landlord: 'Sut rydym yn gweithio',
};

export const themeCodes = Object.keys(enGB) as readonly ThemeCode[];

/** What each theme is called, for the panel, the phone and the console. */
export const themeNames = { 'en-GB': enGB, cy } as const;
