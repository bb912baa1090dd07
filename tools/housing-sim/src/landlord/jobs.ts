/** What a landlord is asked to mend, inspect and service, as data: kinds of job, how often, and how they are written. */

export interface Priority {
  /** Null in the label-only form that older orders carry. */
  readonly code: number | null;
  /** The digit in the label is not the code. */
  readonly label: string;
  /** Days from raising to the target, and the usual span in which the work is done. */
  readonly targetDays: number;
  readonly doneDays: readonly [number, number];
}

export const PRIORITIES = {
  immediate: { code: 1, label: '1 [I] IMMEDIATE', targetDays: 0.1, doneDays: [0, 0.2] },
  emergency: { code: 2, label: '2 [E] EMERGENCY', targetDays: 1, doneDays: [0, 1] },
  emergencyUncoded: { code: null, label: '[E] EMERGENCY', targetDays: 1, doneDays: [0, 1] },
  urgent: { code: 3, label: '4 [U] URGENT', targetDays: 7, doneDays: [1, 9] },
  normal: { code: 4, label: '5 [N] NORMAL', targetDays: 28, doneDays: [3, 35] },
  planned: { code: 9, label: '9 [P] PLANNED', targetDays: 60, doneDays: [10, 60] },
  awaabs: { code: 10, label: '10 [A] AWAABS', targetDays: 10, doneDays: [2, 14] },
  voids: { code: 15, label: '15 [V] VOIDS MINOR', targetDays: 20, doneDays: [3, 20] },
  pilot: { code: 777, label: '7 [X] PILOT', targetDays: 14, doneDays: [2, 20] },
} as const satisfies Readonly<Record<string, Priority>>;

export interface Job {
  readonly weight: number;
  readonly trade: readonly [code: string, name: string];
  readonly owner: string;
  readonly priorities: readonly [{ weight: number; priority: Priority }, ...{ weight: number; priority: Priority }[]];
  readonly descriptions: readonly [string, ...string[]];
}

const REACTIVE: Job['priorities'] = [
  { weight: 68, priority: PRIORITIES.normal },
  { weight: 20, priority: PRIORITIES.urgent },
  { weight: 8, priority: PRIORITIES.emergency },
  { weight: 2, priority: PRIORITIES.immediate },
  { weight: 2, priority: PRIORITIES.emergencyUncoded },
];
const URGENT: Job['priorities'] = [
  { weight: 6, priority: PRIORITIES.emergency },
  { weight: 4, priority: PRIORITIES.urgent },
];
const PLANNED: Job['priorities'] = [{ weight: 1, priority: PRIORITIES.planned }];
const DLO = 'Repairs Direct';
const GAS = 'Gas Servicing Partners';

export const JOBS: readonly [Job, ...Job[]] = [
  {
    weight: 22,
    trade: ['PL', 'Plumbing - PL'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: [
      'Kitchen: mixer tap dripping, renew washer and reseat',
      'Bathroom: WC not filling, renew ball valve',
      'Bathroom: basin waste leaking, reseal trap',
      'Kitchen: stop tap seized, ease and repack',
      'Bathroom: bath hot tap will not turn off',
    ],
  },
  {
    weight: 13,
    trade: ['EL', 'Electrical - EL'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: [
      'Kitchen: double socket loose, make safe and renew',
      'Hall: light fitting not working, renew',
      'Bathroom: extractor fan not running',
      'Consumer unit trips, trace fault',
    ],
  },
  {
    weight: 11,
    trade: ['CP', 'Carpentry - CP'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: [
      'Bedroom: door sticking, ease and adjust',
      'Kitchen: wall unit door off, renew hinges',
      'Living room: window handle loose, renew',
      'Stairs: handrail loose, refix',
    ],
  },
  {
    weight: 8,
    trade: ['GS', 'Gas Servicing - GS'],
    owner: GAS,
    priorities: URGENT,
    descriptions: ['No heating or hot water, attend and report', 'Boiler losing pressure, attend and report'],
  },
  {
    weight: 13,
    trade: ['GS', 'Gas Servicing - GS'],
    owner: GAS,
    priorities: PLANNED,
    descriptions: ['LGSR: annual gas safety check and boiler service'],
  },
  {
    weight: 3,
    trade: ['EL', 'Electrical - EL'],
    owner: DLO,
    priorities: PLANNED,
    descriptions: ['EICR: five-yearly electrical installation condition report'],
  },
  {
    weight: 2,
    trade: ['CP', 'Carpentry - CP'],
    owner: DLO,
    priorities: PLANNED,
    descriptions: ['Flat entrance fire door: quarterly check of closer, seals and gaps'],
  },
  {
    weight: 5,
    trade: ['MU', 'Multi Trade - MU'],
    owner: DLO,
    priorities: [
      { weight: 6, priority: PRIORITIES.awaabs },
      { weight: 4, priority: PRIORITIES.normal },
    ],
    descriptions: [
      'Damp and mould: bedroom wall, inspect and report',
      'Damp and mould: bathroom ceiling, treat and redecorate',
    ],
  },
  {
    weight: 3,
    trade: ['CP', 'Carpentry - CP'],
    owner: DLO,
    priorities: URGENT,
    descriptions: ['Lock change: front door, keys lost', 'Lock change: front door, renew cylinder'],
  },
  {
    weight: 2,
    trade: ['GL', 'Glazing - GL'],
    owner: DLO,
    priorities: URGENT,
    descriptions: ['Glazing damage: front window broken, board up and reglaze'],
  },
  {
    weight: 5,
    trade: ['DR', 'Drainage - DR'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: ['Kitchen: sink blocked, clear waste', 'Gully overflowing, clear and flush'],
  },
  {
    weight: 4,
    trade: ['PT', 'Plastering - PT'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: ['Hall: ceiling plaster cracked, hack off and make good'],
  },
  {
    weight: 3,
    trade: ['RF', 'Roofing - RF'],
    owner: 'Highline Roofing',
    priorities: REACTIVE,
    descriptions: ['Gutter leaking at joint, clear and reseal', 'Slipped tiles, refix'],
  },
  {
    weight: 3,
    trade: ['DE', 'Door Entry Engineer - DE'],
    owner: 'Door Entry Partners',
    priorities: REACTIVE,
    descriptions: ['Door entry handset not ringing, renew'],
  },
  {
    weight: 2,
    trade: ['PC', 'Pest Control - PC'],
    owner: 'Borough Pest Control',
    priorities: REACTIVE,
    descriptions: ['Mice in kitchen, lay bait and proof gaps'],
  },
  // Codes that are in no list: sources send such codes.
  {
    weight: 0.6,
    trade: ['ZX', 'Drone Survey - ZX'],
    owner: 'Skyline Surveys',
    priorities: [{ weight: 1, priority: PRIORITIES.pilot }],
    descriptions: ['Roof survey by drone, pilot'],
  },
];

/** Work on the shared parts of a block; no household stands behind it. */
export const COMMUNAL_JOBS: readonly [Job, ...Job[]] = [
  {
    weight: 2,
    trade: ['LI', 'Lift Engineer - LI'],
    owner: 'Lift Partners',
    priorities: URGENT,
    descriptions: ['Passenger lift out of service, attend and report'],
  },
  {
    weight: 2,
    trade: ['EL', 'Electrical - EL'],
    owner: DLO,
    priorities: REACTIVE,
    descriptions: ['Communal lighting out on stairs, renew lamps'],
  },
];

export const VOID_JOB: Job = {
  weight: 1,
  trade: ['MU', 'Multi Trade - MU'],
  owner: DLO,
  priorities: [{ weight: 1, priority: PRIORITIES.voids }],
  descriptions: ['Void: clear, clean and make ready to let'],
};
