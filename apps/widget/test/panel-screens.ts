import type { RouteOffer } from '@doorstep/contracts/embed';
import { aHeard, anOffer, aPrompt, aTelling, type FakeRecord } from './fake-service.js';
import type { PanelOnPage } from './panel-on-page.js';
import type { Host } from './officer.js';
import { panelStates } from './panel-states.js';

declare const host: Host;

/** One thing to look at: what it is called, what it is for, and how it comes on screen. */
export interface PanelScreen {
  readonly name: string;
  /** One sentence. */
  readonly caption: string;
  readonly bring: (panel: PanelOnPage) => Promise<unknown>;
  /** The clock of its page stands still from then on. */
  readonly stopsTheClock?: true;
}

const stairwell = aPrompt({
  howDecided: 'together',
  title: 'Ask about the stairwell colour',
  say: 'We are painting your stairwell. What would make it feel better to come home to?',
  probe: 'Which stairwell have you liked, and why?',
  whyAsking: 'The people who walk past a wall every day should choose what it looks like.',
  alreadyDecided: 'work starts in March.',
  stillOpen: 'the colour, and who chooses it.',
  why: [
    { text: 'Amira lives in Elm Court.', source: 'the housing system' },
    { text: 'A repair was finished on 18 November.', source: 'the housing system' },
    { text: 'We have not heard from this home this year.', source: 'Doorstep' },
  ],
});
const lift = aTelling({
  theirWords: 'The lift is noisy at night, and it wakes the baby.',
  words: 'You told us the lift was noisy at night. We changed the motor on 14 November. Thank you.',
  sendInstead: ['text', 'letter', 'easy-read'],
});
const heard = [
  aHeard({ words: 'It stops at the third floor, so I carry the pram.', isReplyOwed: true }),
  aHeard({
    heard: 'idea',
    saidAt: '2026-09-03T10:00:00Z',
    asked: 'What would make the garden somewhere you would sit?',
    words: 'A bench that gets the evening sun.',
    whose: 'relayed',
    takenThrough: 'phone',
    canWithdraw: false,
  }),
];
const offers = (): RouteOffer[] => [
  anOffer('hazard', { because: ['black mould', 'cannot breathe'], whatToDo: 'Raise an inspection today.' }),
  anOffer('complaint_choice', { mustChoose: false }),
];
/** A home with something to ask, something to tell and something heard. */
const amira: FakeRecord = {
  prompts: [stairwell, aPrompt({ kind: 'invite', title: 'Invite them to the garden group' })],
  heardBefore: heard,
  takingPart: {
    gets: [{ how: 'come-along', kind: 'workshop', leastPence: 2000, fromMinutes: 30 }],
    notice: {
      words: 'Money and some vouchers can count as income.',
      advice: [{ who: 'Free advice line', how: '01632 960010' }],
    },
  },
};

const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';

/** Opens the home and does what an officer would do to come here. */
function at(record: FakeRecord, ...steps: ((panel: PanelOnPage) => Promise<unknown>)[]) {
  return atHomeOf('Amira Khan, 12 Elm Court', record, ...steps);
}
function atHomeOf(label: string, record: FakeRecord, ...steps: ((panel: PanelOnPage) => Promise<unknown>)[]) {
  return async (panel: PanelOnPage) => {
    panel.service.records.set('person:A', record);
    await panel.open('A', label);
    await panel.seen(/Get help/);
    for (const step of steps) await step(panel);
  };
}
const press = (name: string) => (panel: PanelOnPage) => panel.press(name);
const unfold = (name: string) => (panel: PanelOnPage) => panel.page.getByText(name).click();
const seen = (words: string | RegExp) => (panel: PanelOnPage) => panel.seen(words);
const choose = (label: string) => (panel: PanelOnPage) => panel.page.getByLabel(label, { exact: true }).check();
const write = (label: string, words: string) => (panel: PanelOnPage) => panel.page.getByLabel(label).fill(words);

/** The screens of a conversation, in its order. */
export const panelFlows: readonly PanelScreen[] = [
  {
    name: 'prompts',
    caption: 'One open question, what is settled and what is not, and three honest answers.',
    bring: at(amira, seen('They told me something')),
  },
  {
    name: 'why you see this',
    caption: 'The facts behind the prompt, each with its source, and what to answer when they ask why.',
    bring: at(amira, unfold('Why you see this'), seen('Amira lives in Elm Court.')),
  },
  {
    name: 'what did they say',
    caption: 'Words come first and are enough; for whoever cannot write now, the second tap saves at once.',
    bring: at(amira, press('They told me something'), seen('No time to write?')),
  },
  {
    name: 'in their words',
    caption: 'It is saved; their words can be added, and it can be undone.',
    bring: at(amira, press('They told me something'), press('A worry'), seen('Save words')),
  },
  {
    name: 'nothing was written',
    caption: 'What to put right is said beside the field.',
    bring: at(amira, press('They told me something'), press('A worry'), press('Save words'), seen(/Write what they/)),
  },
  {
    name: 'how they would take part',
    caption: 'How, what they get for it, and what would help them join in.',
    bring: at(amira, press('They want to take part'), choose('Come to something'), seen('What they get')),
  },
  {
    name: 'they take part',
    caption: 'Somebody comes back to them.',
    bring: at(amira, press('They want to take part'), choose('By phone'), press('Save'), seen(/in touch/)),
  },
  {
    name: 'not this time',
    caption: 'It may be the way, it may be the topic: five reasons keep them apart.',
    bring: at(amira, press('Not this time'), seen('Not this time: why?')),
  },
  {
    name: 'asked another way',
    caption: 'Saved already; one more tap says which way they would like.',
    bring: at(amira, press('Not this time'), press('Would rather be asked another way'), seen('By letter')),
  },
  {
    name: 'stop all prompts',
    caption: 'Asked once more before all prompts for a home stop.',
    bring: at(
      amira,
      press('Not this time'),
      press('Asked us not to ask again'),
      seen('Stop all prompts for this home?'),
    ),
  },
  {
    name: 'tell them',
    caption: 'What they said, what came of it, and who says so.',
    bring: at({ tellThem: [lift], prompts: [stairwell] }, seen('I told them')),
  },
  {
    name: 'log something',
    caption: 'What they said unasked; only the words are needed.',
    bring: at(amira, press('Log something'), seen('Only what they are happy for us to keep.')),
  },
  {
    name: 'this may need passing on',
    caption: 'What is not ours to keep is offered to whoever can act on it, and a person decides.',
    bring: at(
      { ...amira, offers },
      press('Log something'),
      write('What did they say?', 'There is black mould over the cot and she cannot breathe.'),
      press('Save'),
      seen('This may need passing on'),
    ),
  },
  {
    name: 'something is not right',
    caption: 'Where to pass things on, and whom to ring first.',
    bring: at(amira, press('Something’s not right'), seen('Safety of the building')),
  },
  {
    name: 'passing on a hazard',
    caption: 'The clock starts when they said it.',
    bring: at(
      amira,
      press('Something’s not right'),
      press('Something in the home may be unsafe'),
      choose('Earlier'),
      write('Day and time', '2026-11-25T09:40'),
    ),
  },
  {
    name: 'offering a complaint',
    caption: 'Whether they want one is asked there and then.',
    bring: at(amira, press('Something’s not right'), press('Unhappy with us: offer a complaint'), seen('No thanks')),
  },
  {
    name: 'passed on',
    caption: 'A reference to give them, and when the team should answer.',
    bring: at(
      amira,
      press('Something’s not right'),
      press('A new repair or job'),
      press('Save'),
      seen('Saved. Reference 7QK2.'),
    ),
  },
  {
    name: 'heard before',
    caption: 'What this home told us, in whose words, and whether a reply is owed.',
    bring: at({ heardBefore: heard }, seen('Read it back')),
  },
  {
    name: 'read it back',
    caption: 'A note as it is read to whoever said it.',
    bring: at({ heardBefore: heard.slice(0, 1) }, press('Read it back'), seen('Is it right?')),
  },
  {
    name: 'correcting a note',
    caption: 'The first note stays beside the new one.',
    bring: at({ heardBefore: heard.slice(0, 1) }, press('Read it back'), press('Change it'), seen('Save the new note')),
  },
  {
    name: 'taking a note back',
    caption: 'Asked once more before it is no longer kept.',
    bring: at({ heardBefore: heard.slice(0, 1) }, press('Take back'), seen('Take this back?')),
  },
  {
    name: 'none of these',
    caption: 'Why it is not passed on is said before the words are kept.',
    bring: at(
      { ...amira, offers },
      press('Log something'),
      write('What did they say?', 'There is black mould over the cot and she cannot breathe.'),
      press('Save'),
      press('None of these'),
      seen('They meant something else'),
    ),
  },
  {
    name: 'treated as a complaint',
    caption: 'Unhappy with us: they are asked whether they want it treated as a complaint.',
    bring: at(
      { ...amira, offers: () => [anOffer('complaint_choice', { mustChoose: false })] },
      press('Log something'),
      write('What did they say?', 'Nobody ever rings me back.'),
      press('Save'),
      seen('Would they like this treated as a complaint?'),
    ),
  },
  {
    name: 'what one of us did',
    caption: 'It goes to somebody outside the team that it is about, and nothing of it shows on this record.',
    bring: at(amira, press('Something’s not right'), press('How one of us behaved'), seen(/Staff number/)),
  },
  {
    name: 'nobody to send it to',
    caption: 'Where the landlord has named nobody, nothing is stored and there is a number to ring.',
    bring: at(
      { ...amira, noRoute: [{ name: 'Our own number', number: '01632 960002', use: 'At any hour.' }] },
      press('Something’s not right'),
      press('May harm themselves'),
      press('Save'),
      seen('Nothing was stored'),
    ),
  },
  {
    name: 'a time that is still to come',
    caption: 'What to put right is said beside the field.',
    bring: at(
      amira,
      press('Something’s not right'),
      press('Something in the home may be unsafe'),
      choose('Earlier'),
      write('Day and time', '2999-01-01T10:00'),
      press('Save'),
      seen('Write a time that is not later than now.'),
    ),
  },
  {
    name: 'not right, with no record open',
    caption: 'Whom to ring needs no record.',
    bring: async (panel) => {
      await panel.open();
      await panel.page.evaluate(() => void host.panel.setContext(null));
      await panel.press('Something’s not right');
      await panel.seen(/Open the record/);
    },
  },
  {
    name: 'long names and words',
    caption: 'Names and places as long as they come stay inside.',
    bring: atHomeOf(
      `Ms Aleksandra Nowakowska-Featherstonehaugh, 12 ${long}`,
      {
        tellThem: [{ ...lift, title: `The lift at ${long}`, because: `of ${long}`, mayHaveArrived: true }],
        prompts: [{ ...stairwell, title: `Ask about ${long}` }],
        heardBefore: [aHeard({ words: long, whose: 'relayed' })],
      },
      seen('I told them'),
    ),
  },
  {
    name: 'in Welsh',
    caption: 'Yn Gymraeg: the same screen in Welsh.',
    bring: async (panel) => {
      await at(amira)(panel);
      await panel.page.evaluate(() => host.panel.setAttribute('lang', 'cy'));
      await panel.seen('Nid y tro hwn');
    },
  },
  {
    name: 'stopped',
    caption: 'The conversation is over and nothing of it is kept.',
    bring: at(amira, press('Stop here'), seen('Stopped. Nothing was saved.')),
  },
];

/** Every screen, in the order of a conversation, and after them every state without a prompt. */
export const panelScreens: readonly PanelScreen[] = [
  ...panelFlows,
  ...panelStates.map(({ says, ...state }) => ({ ...state, caption: says[0] ?? '' })),
];
