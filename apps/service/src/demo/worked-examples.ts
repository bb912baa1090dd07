import type { DecideAskRequest, DraftAskRequest, GiveReplyRequest } from '@doorstep/contracts/http';
import type { SupportedBy, VoiceKind, WhoseWords } from '@doorstep/contracts/voice';

type Way = 'in-person' | 'phone' | 'message' | 'letter';

/** What so many households of one story have in common, from how they were asked first to how that ended. */
export interface HouseholdsOfStory {
  readonly households: number;
  /** How they were asked, a round each. */
  readonly asked: readonly Way[];
  readonly end:
    | { readonly kind: 'heard'; readonly way: Way; readonly supportedBy?: SupportedBy; readonly whose?: WhoseWords }
    | { readonly kind: 'declined'; readonly reason: 'not-my-topic' | 'no-reason' }
    | { readonly kind: 'cannot-now' }
    | { readonly kind: 'no-answer' };
  /** Said about the first way, before they were asked in another. */
  readonly notThisWay?: true;
  /** The option that so many of them would choose, by its number; they sum to the households. */
  readonly choices?: Readonly<Record<number, number>>;
}

/** A story from the question to what everybody was told, to be lived through by the verbs that staff use. */
export interface WorkedExample {
  readonly code: 'dining' | 'pets';
  readonly ask: Omit<DraftAskRequest, 'scope' | 'decisionOn'>;
  readonly households: readonly HouseholdsOfStory[];
  /** Taken in turn by those who were heard. */
  readonly words: readonly { readonly kind: VoiceKind; readonly words: string }[];
  readonly barriers: readonly { readonly stage: string; readonly words: string }[];
  readonly decision: Omit<DecideAskRequest, 'decidedOn'>;
  readonly outcome: Omit<GiveReplyRequest, 'topicId' | 'voiceId'>;
}

/**
 * A dining contract in extra care. 24 flats: 9 write back, one would rather not say, 14 are visited because a letter does
 * not reach them or was not answered, 8 of these with support; 13 are heard there, one is in hospital. 22 heard of 24.
 */
export const diningContract: WorkedExample = {
  code: 'dining',
  ask: {
    question: 'What would go into your ideal mealtime here?',
    why: 'The dining contract ends, and you are the ones who eat here.',
    owner: 'Morag Tennant',
    claimed: 'residents',
    alreadyDecided: [
      { what: 'the kitchen meets food hygiene rules', because: 'law' },
      { what: 'the contract ends in June', because: 'contract' },
    ],
    stillOpen: ['who cooks', 'when meals are', 'how food gets to the table', 'what the dining room is like'],
    size: 'full',
    stakes: 'contract',
    target: 'a hot meal every day',
    journey: 'who cooks it, when, and how it is served',
    roomToChange: 'Up to £20,000 in the year, and everything but hygiene rules.',
    briefing:
      'The contract costs £41,000 a year. We pay half from the service charge. Nobody has to use the dining room.',
    formats: ['standard', 'large-print', 'easy-read', 'spoken'],
    easyRead: [
      'A firm runs our meals.',
      'Its contract ends in June.',
      'Then it can be different.',
      'You can say who cooks.',
      'You can say when we eat.',
      'You can say how the food gets to you.',
      'There must be a hot meal every day.',
      'The kitchen must be clean. That is the law.',
      'You decide together what we do.',
    ],
    recompense: 'Lunch on us on the day you talk to us.',
    options: [
      {
        title: 'Keep the cook, serve at the table',
        words: 'Our cook stays. Two helpers bring the food and clear away. Lower tables and one warm trolley.',
        cost: 1_840_000,
        whoPays: 'the landlord, in the planned works of the year',
        fixedParts: ['hygiene rules'],
      },
      {
        title: 'A caterer from outside',
        words: 'Meals come in cooked. You carry your own tray, as now.',
        cost: 4_100_000,
        whoPays: 'half from the service charge',
        fixedParts: ['hygiene rules'],
      },
    ],
  },
  households: [
    { households: 9, asked: ['letter'], end: { kind: 'heard', way: 'letter' }, choices: { 1: 6, 2: 3 } },
    { households: 1, asked: ['letter'], end: { kind: 'declined', reason: 'no-reason' } },
    {
      households: 3,
      asked: ['letter', 'in-person'],
      notThisWay: true,
      end: { kind: 'heard', way: 'in-person', supportedBy: 'staff' },
      choices: { 1: 3 },
    },
    {
      households: 5,
      asked: ['letter', 'in-person'],
      end: { kind: 'heard', way: 'in-person', supportedBy: 'carer', whose: 'relayed' },
      choices: { 1: 4, 2: 1 },
    },
    {
      households: 5,
      asked: ['letter', 'in-person'],
      end: { kind: 'heard', way: 'in-person' },
      choices: { 1: 4, 2: 1 },
    },
    { households: 1, asked: ['letter', 'in-person'], end: { kind: 'cannot-now' } },
  ],
  words: [
    { kind: 'keep', words: 'The soup. Whatever you do, keep the soup.' },
    { kind: 'idea', words: 'Somebody to bring it over. I love the food, I just cannot get it to the table.' },
    { kind: 'good', words: 'I like to hear who is in. The noise is half of it.' },
    { kind: 'never', words: 'Never clear my plate before my friend has finished.' },
    { kind: 'always', words: 'Always a pot of tea on the table, not a cup at a time.' },
    { kind: 'warning', words: 'A caterer from town will not know who needs it cut small.' },
    { kind: 'idea', words: 'Dinner at half past twelve. At noon I am still out with the choir.' },
  ],
  barriers: [
    { stage: 'carrying the food to the table', words: 'With the frame I have no hand left for a plate.' },
    { stage: 'carrying the food to the table', words: 'It slides off the tray when I turn.' },
    { stage: 'carrying the food to the table', words: 'My eyes. I cannot see the edge of the counter.' },
    { stage: 'reading the menu', words: 'The print is small and it hangs too high.' },
    { stage: 'sitting down', words: 'My chair does not fit under those tables.' },
  ],
  decision: {
    decidedBy: 'residents',
    presentedBy: 'Two residents, to the board',
    option: 1,
    words: 'Our cook stays, and food is served at the table.',
    because: 'Seventeen of the 22 homes that chose would keep the cook, and it costs less than a new contract.',
    worksConnection: 'housing',
    worksReference: 'PW-DINING-1',
    residentsOf: 'the extra care flats',
  },
  outcome: {
    result: 'doing',
    words:
      'Thank you for telling us about meals. You told us the food is good and the way to the table is hard. So our cook stays. Helpers serve at the table from the day the new tables come.',
    owner: 'Morag Tennant',
    saidBy: 'Morag Tennant',
    knowing: true,
  },
};

/**
 * A rule about pets that nobody kept. 148 homes: 90 by message, of whom 61 write back; 58 by post, of whom 31 return the
 * form, over half; 47 who did not answer are called, and 39 of them talk. 8 say it is not their topic, one cannot now.
 */
export const petPolicy: WorkedExample = {
  code: 'pets',
  ask: {
    question: 'What should we agree with each other about pets here?',
    why: 'The rule says no pets, and many homes have one. The rule does not fit.',
    owner: 'Idris Vale',
    claimed: 'together',
    alreadyDecided: [{ what: 'dangerous dogs stay banned', because: 'law' }],
    stillOpen: ['which pets', 'what owners promise', 'what neighbours can expect', 'what happens when it goes wrong'],
    size: 'full',
    stakes: 'policy',
    roomToChange: 'The whole rule, save what the law says.',
    briefing: 'Today no pets are allowed. Nobody will be in trouble for what they tell us.',
    formats: ['standard', 'large-print'],
    recompense: 'Nothing this time, and we say so.',
    options: [
      {
        title: 'An agreement in place of the rule',
        words: 'Pets are welcome. Owners and neighbours promise each other a few things, in writing.',
        cost: 0,
        whoPays: null,
        fixedParts: ['dangerous dogs stay banned'],
      },
      {
        title: 'Ask for leave, home by home',
        words: 'Whoever wants a pet asks, and we answer in two weeks.',
        cost: 350_000,
        whoPays: 'the landlord, each year',
        fixedParts: ['dangerous dogs stay banned'],
      },
    ],
  },
  households: [
    { households: 61, asked: ['message'], end: { kind: 'heard', way: 'message' }, choices: { 1: 50, 2: 11 } },
    { households: 5, asked: ['message'], end: { kind: 'declined', reason: 'not-my-topic' } },
    { households: 1, asked: ['message'], end: { kind: 'cannot-now' } },
    { households: 31, asked: ['letter'], end: { kind: 'heard', way: 'letter' }, choices: { 1: 22, 2: 9 } },
    { households: 3, asked: ['letter'], end: { kind: 'declined', reason: 'not-my-topic' } },
    { households: 19, asked: ['message', 'phone'], end: { kind: 'heard', way: 'phone' }, choices: { 1: 16, 2: 3 } },
    { households: 4, asked: ['message', 'phone'], end: { kind: 'no-answer' } },
    { households: 20, asked: ['letter', 'phone'], end: { kind: 'heard', way: 'phone' }, choices: { 1: 14, 2: 6 } },
    { households: 4, asked: ['letter', 'phone'], end: { kind: 'no-answer' } },
  ],
  words: [
    { kind: 'good', words: 'The cat is the reason I get up.' },
    { kind: 'worry', words: 'I am frightened of big dogs in the lift. I would wait for the next one.' },
    { kind: 'idea', words: 'Let people introduce the dog to the landing first.' },
    { kind: 'never', words: 'Never send a letter about a pet before somebody has knocked and asked.' },
    { kind: 'always', words: 'Always on a lead indoors, and clean up in the yard.' },
    { kind: 'happy', words: 'I have no pet and no quarrel with those who do.' },
    { kind: 'idea', words: 'Keep one bench side of the garden without dogs, for whoever wants quiet.' },
    { kind: 'offer', words: 'I could walk a neighbour’s dog when they cannot.' },
    { kind: 'warning', words: 'If everybody has to ask for leave, they will just not ask.' },
  ],
  barriers: [],
  decision: {
    decidedBy: 'jointly',
    presentedBy: 'Idris Vale and three residents',
    option: 1,
    words: 'It is not our rule any more: it is what residents and we agreed with each other.',
    because: 'Of 131 homes that chose, 102 would have an agreement, and the worries about dogs are written into it.',
    residentsOf: 'Elm Court',
  },
  outcome: {
    result: 'done',
    words:
      'Thank you for what you told us about pets. You told us the rule did not fit, and what you worry about. So the rule is gone. What we agreed with each other hangs in every hall.',
    saidBy: 'Idris Vale',
    knowing: true,
  },
};
