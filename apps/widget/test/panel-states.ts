import { aHeard, aPrompt, type FakeRecord } from './fake-service.js';
import type { PanelOnPage } from './panel-on-page.js';

declare const host: { readonly panel: HTMLElement & { setContext(context: unknown): Promise<unknown> } };

/** One state of the panel: what it is called, how it comes about, and the words that show it has. */
export interface PanelState {
  readonly name: string;
  /** Brings it about on a page that shows nothing yet, and waits until it is on screen. */
  readonly bring: (panel: PanelOnPage) => Promise<unknown>;
  /** Exactly what is read there, each a text of its own. */
  readonly says: readonly string[];
  /** The clock of its page stands still from then on. */
  readonly stopsTheClock?: true;
}

const amira = 'Amira Khan, 12 Elm Court';
const ben = 'Ben Osei, 3 Ash House';

const opened = (says: string, record: FakeRecord) => async (panel: PanelOnPage) => {
  panel.service.records.set('person:A', record);
  await panel.open('A', amira);
  await panel.seen(says);
};

/** Something typed about the record and not saved. */
const begun = async (panel: PanelOnPage) => {
  panel.service.records.set('person:A', { prompts: [aPrompt()] });
  panel.service.records.set('person:B', { prompts: [aPrompt()] });
  await panel.open('A', amira);
  await panel.press('Log something');
  await panel.page.getByLabel('What did they say?').fill('The stairs are dark.');
};

/** Every state in which there is no prompt to show, or not yet, in the words of each. */
export const panelStates: readonly PanelState[] = [
  {
    name: 'loading',
    bring: opened(`Getting prompts for ${amira}.`, { delay: 60_000 }),
    says: [`Getting prompts for ${amira}.`],
  },
  {
    name: 'loading, slow',
    bring: async (panel) => {
      await panel.page.clock.install();
      panel.service.records.set('person:A', { delay: 60_000 });
      await panel.open('A', amira);
      await panel.page.clock.runFor(8_100);
      await panel.seen('This is taking longer than usual.');
    },
    says: ['This is taking longer than usual. You can still log something.', 'Log something'],
    stopsTheClock: true,
  },
  {
    name: 'empty, capped',
    bring: opened('Nothing to ask today', {
      home: { state: 'capped', lastAskedOn: '2026-11-03', notBefore: '2026-12-03' },
    }),
    says: [
      'Nothing to ask today',
      'This home was last asked on 3 November. We will not prompt again before 3 December.',
      'Log something',
    ],
  },
  {
    name: 'empty, none',
    bring: opened('Nothing to ask today', { home: { state: 'none' } }),
    says: ['Nothing to ask today', 'Log something'],
  },
  {
    name: 'enough for today',
    bring: opened('That’s enough for today', { home: { state: 'staff-done' } }),
    says: ['That’s enough for today', 'You have asked as many people as you should in a day.', 'Log something'],
  },
  {
    name: 'do not prompt, open',
    bring: opened('Do not ask for views', { home: { state: 'do-not-ask' } }),
    says: [
      'Do not ask for views',
      'They asked us not to. You can still log something they raise.',
      'Changed their mind? Start prompts again',
      'Log something',
    ],
  },
  {
    name: 'error',
    bring: opened('We cannot get prompts right now', { problem: { status: 500, code: 'failed', reference: '4F2A9K' } }),
    says: [
      'We cannot get prompts right now',
      'Your CRM is not affected. Nothing you saved is lost.',
      'Try again',
      'Ref 4F2A9K',
      'Log something',
    ],
  },
  {
    name: 'offline',
    bring: async (panel) => {
      panel.service.records.set('person:B', { prompts: [aPrompt()] });
      await opened('Nothing to ask today', { home: { state: 'none' } })(panel);
      await panel.page.context().setOffline(true);
      await panel.moveTo('B', ben);
      await panel.seen('No connection.');
    },
    says: [
      'No connection. You can still log something. We will send it when you are back online. Keep this page open.',
      'Log something',
    ],
  },
  {
    name: 'no permission',
    bring: opened('You cannot see prompts for this home', { home: { state: 'forbidden', teams: ['Elm Court'] } }),
    says: ['You cannot see prompts for this home', 'Ask your manager to add you to the Elm Court team.'],
  },
  {
    name: 'record not linked',
    bring: opened('We do not know this record yet', {
      home: { state: 'unknown', nextDataAt: `${new Date().toISOString().slice(0, 10)}T14:15:00Z` },
    }),
    says: [
      'We do not know this record yet',
      `It may be new. We next bring in data at ${quarterPastTwo()}.`,
      'Log something',
    ],
  },
  {
    name: 'record not linked, and nobody knows until when',
    bring: opened('We do not know this record yet', { home: { state: 'unknown', nextDataAt: null } }),
    says: ['We do not know this record yet', 'It may be new.', 'Log something'],
  },
  {
    name: 'many records',
    bring: async (panel) => {
      await panel.open();
      await panel.page.evaluate(() => void host.panel.setContext({ kind: 'many', count: 3 }));
      await panel.seen('Choose one record to see prompts');
    },
    says: ['Choose one record to see prompts'],
  },
  {
    name: 'no record',
    bring: async (panel) => {
      await panel.open();
      await panel.page.evaluate(() => void host.panel.setContext(null));
      await panel.seen('Open a record to see prompts');
    },
    says: ['Open a record to see prompts'],
  },
  {
    name: 'session ended',
    bring: async (panel) => {
      await begun(panel);
      panel.service.signedOut = true;
      panel.service.sessions.clear();
      await panel.moveTo('B', ben);
      await panel.seen('You have been signed out of Doorstep');
    },
    says: [
      'You have been signed out of Doorstep',
      'Refresh the page to carry on. Your note is still here.',
      'Try again',
    ],
  },
  {
    name: 'context switching',
    bring: async (panel) => {
      panel.service.records.set('person:B', { delay: 60_000 });
      await opened('Ask about the repair', { prompts: [aPrompt()] })(panel);
      await panel.moveTo('B', 'Ben Osei');
      await panel.seen('Getting prompts for Ben Osei.');
    },
    says: ['Ben Osei', 'Getting prompts for Ben Osei.'],
  },
  {
    name: 'unsaved note elsewhere',
    bring: async (panel) => {
      await begun(panel);
      await panel.moveTo('B', ben);
      await panel.seen('You have an unsaved note for another record.');
    },
    says: ['You have an unsaved note for another record.', 'Go back to it', 'Discard it', ben],
  },
  {
    name: 'a note waits to be sent',
    bring: async (panel) => {
      await begun(panel);
      await panel.page.context().setOffline(true);
      await panel.press('Save');
      await panel.seen('Kept on this page.');
    },
    says: [
      'Kept on this page. We will send it as soon as we can. Keep this page open.',
      'One note waits to be sent. Keep this page open.',
      'Done',
    ],
  },
  {
    name: 'stopped by a fault of its own',
    bring: async (panel) => {
      // No service says such a day; whatever stops the panel, this is what is left of it.
      await opened('Doorstep has stopped', { home: { state: 'capped', notBefore: 'no date at all' } })(panel);
    },
    says: ['Doorstep has stopped', 'Your CRM is not affected.', 'Start again'],
  },
  {
    name: 'two prompts',
    bring: opened('Ask about the stairwell colour', {
      prompts: [
        aPrompt({
          title: 'Ask about the stairwell colour',
          say: 'We are painting your stairwell. What would make it feel better to come home to?',
          howDecided: 'together',
          rule: 'Elm Court stairwell',
          alreadyDecided: 'work starts in March.',
          stillOpen: 'the colour, and who chooses it.',
        }),
        aPrompt({ kind: 'invite', title: 'Invite them to the garden day' }),
      ],
    }),
    says: [
      'Deciding together',
      'Ask about the stairwell colour',
      'Already decided: work starts in March.',
      'Still open: the colour, and who chooses it.',
      'Invite Invite them to the garden day',
      'They told me something',
      'Not this time',
      'Why you see this',
    ],
  },
  {
    name: 'something heard before',
    bring: opened('Heard before (1)', { heardBefore: [aHeard({ isReplyOwed: true })] }),
    says: ['Heard before (1)', 'A reply is owed', 'Get help'],
  },
];

/** 14:15 UTC today, as clocks in London show it. */
function quarterPastTwo(): string {
  const at = new Date(`${new Date().toISOString().slice(0, 10)}T14:15:00Z`);
  return at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
}
