/** Alert codes of hosts that each row answers to: HACT codes, and those of Hackney's systems. */
export const alertSignals = {
  safeguarding: ['20-70'],
  domesticAbuse: ['DV'],
  cautionary: ['CX', 'CV', 'PA', 'VA', '10', '10-10'],
  possession: ['IC3', 'IC4', 'SPO'],
  disrepair: ['DIS'],
  capacity: ['60'],
  interpreter: ['40', 'TRA'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Work at the way into a home: a changed lock or a broken pane can mean that someone was harmed. `harmless` phrases
 * are taken out before the words are looked for.
 */
export const entryRepairSignals = {
  tradeCodes: ['GL'],
  words: [
    'lock',
    'locks',
    'lock change',
    'locksmith',
    'door',
    'doors',
    'front door',
    'glazing',
    'reglaze',
    'glass',
    'broken window',
    'window broken',
    'smashed',
    'board up',
    'boarded up',
    'boarding up',
    'break in',
    'broken into',
    'burglary',
    'kicked in',
    'forced entry',
  ],
  harmless: [
    'fire door',
    'fire doors',
    'door entry',
    'cupboard door',
    'cupboard doors',
    'unit door',
    'unit doors',
    'wardrobe door',
    'oven door',
    'air lock',
  ],
} as const;
