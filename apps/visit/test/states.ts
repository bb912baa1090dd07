import { randomUUID } from 'node:crypto';
import { aJob } from './fake-service.js';
import type { Operative } from './operative.js';

/** One screen in one state: how to come to it. */
export interface State {
  readonly name: string;
  /** Before the page is first opened. */
  readonly before?: (operative: Operative) => Promise<void> | void;
  /** The link to open with; empty: none. */
  readonly link?: string;
  readonly reach: (operative: Operative) => Promise<void>;
}

const door = async ({ press, sees }: Operative) => {
  await press(/12 Elm Court/);
  await sees('Job 48213: Kitchen tap');
};
const about = async (operative: Operative) => {
  await door(operative);
  await operative.press('Yes, they raised something');
  await operative.sees('What was it about?');
};
const tellThem = {
  tellingId: randomUUID(),
  say: 'You told us the lift was noisy. It was fixed on 14 November.',
};
const withJobs = ({ service }: Operative) => {
  const now = Date.now();
  service.jobs.push(
    aJob({ tellThem, called: [{ name: 'Kit', saidAs: null }], startsAt: new Date(now).toISOString() }),
    aJob({ address: '4 Ash House', trade: 'Damp check', prompt: null, startsAt: new Date(now + 1).toISOString() }),
    aJob({ address: '9 Birch Way', state: 'completed' }),
  );
};
const saveRepairs = async (operative: Operative) => {
  await about(operative);
  await operative.press('Repairs');
  await operative.press('Save');
};
const breakWrites = async ({ page }: Operative) => {
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
  });
};

/** Every screen, and the fourteen states they can be in. */
export const states: readonly State[] = [
  {
    name: 'first run',
    link: '',
    reach: async ({ sees, press }) => {
      await sees('Connect once to get today’s jobs');
      await press('Get jobs');
      await sees(/Open the link you were sent/);
    },
  },
  { name: 'link used before', link: 'used-used-used-used-used', reach: ({ sees }) => sees(/was used before/) },
  { name: 'empty day', reach: ({ sees }) => sees('No jobs today') },
  { name: 'today', before: withJobs, reach: ({ sees }) => sees('12 Elm Court') },
  {
    name: 'loading',
    before: (operative) => {
      withJobs(operative);
      operative.service.faults.push({ on: 'jobs', times: 1, does: 200, after: 60_000 });
    },
    reach: ({ sees }) => sees('Checking for changes.'),
  },
  {
    name: 'offline',
    before: withJobs,
    reach: async (operative) => {
      await operative.sees('12 Elm Court');
      await operative.offline(true);
      await operative.sees('No signal');
    },
  },
  {
    name: 'slow',
    before: (operative) => {
      withJobs(operative);
      operative.service.faults.push({ on: 'entries', times: 1, does: 200, after: 60_000 });
    },
    reach: async (operative) => {
      await saveRepairs(operative);
      await operative.sees('Sending 1 of 1');
    },
  },
  { name: 'door', before: withJobs, reach: door },
  {
    name: 'job moved',
    before: ({ service }) => void service.jobs.push(aJob({ state: 'moved' })),
    reach: async (operative) => {
      await operative.page.getByText('Done (1)').click();
      await door(operative);
      await operative.sees('What you saved still counts.');
    },
  },
  {
    name: 'do not ask',
    before: withJobs,
    reach: async ({ press, sees }) => {
      await press(/4 Ash House/);
      await sees('No need to ask anything here.');
    },
  },
  { name: 'about', before: withJobs, reach: about },
  {
    name: 'danger',
    before: withJobs,
    reach: async (operative) => {
      await about(operative);
      await operative.press('Danger now');
      await operative.sees('Is anyone in danger right now?');
    },
  },
  {
    name: 'damp',
    before: withJobs,
    reach: async (operative) => {
      await about(operative);
      await operative.press('Damp or mould');
      await operative.sees(/breathing problems/);
    },
  },
  {
    name: 'about, with everything',
    before: withJobs,
    reach: async (operative) => {
      await about(operative);
      await operative.press('Damp or mould');
      await operative.press('Yes');
      await operative.press('Repairs');
      await operative.press('Wants a reply');
      await operative.press('Change');
      await operative.page.locator('input[type=file]').setInputFiles(aPhoto());
      await operative.sees(/Photo 1, /);
      await operative.page.getByLabel('What did they say?').fill('It comes back behind the bed every winter.');
    },
  },
  {
    name: 'log a visit',
    before: withJobs,
    reach: async ({ press, sees }) => {
      await press('Log a visit');
      await sees('Where was it?');
      await press('Save');
      await sees('Write what they said, or pick what it was about.');
    },
  },
  {
    name: 'offers',
    before: (operative) => {
      withJobs(operative);
      operative.service.offers = [
        {
          route: 'hazard',
          title: 'Something in the home may be unsafe',
          sayThis: 'I’m passing this to the repairs team now, with the time you told me.',
          mustChoose: true,
          phoneFirst: false,
          phones: [{ name: 'Northmoor emergency line', number: '0800 555 0142', use: null }],
          because: ['black mould'],
          whatToDo: null,
        },
      ];
    },
    reach: async (operative) => {
      await about(operative);
      await operative.page.getByLabel('What did they say?').fill('There is black mould.');
      await operative.press('Save');
      await operative.sees('This may need passing on');
      await operative.press('None of these');
    },
  },
  {
    name: 'saved',
    before: withJobs,
    reach: async (operative) => {
      await saveRepairs(operative);
      await operative.sees(/Sent\. Ref/);
    },
  },
  {
    name: 'tenancy ended',
    before: (operative) => {
      withJobs(operative);
      operative.service.detached.add(operative.service.jobs[0]?.id ?? '');
    },
    reach: async (operative) => {
      await saveRepairs(operative);
      await operative.sees(/Someone new may live here/);
    },
  },
  {
    name: 'not saved',
    before: withJobs,
    reach: async (operative) => {
      await about(operative);
      await operative.press('Repairs');
      await breakWrites(operative);
      await operative.press('Save');
      await operative.sees('Not saved. Try again.');
    },
  },
  {
    name: 'saved on this phone',
    before: async (operative) => {
      withJobs(operative);
      await operative.page.clock.install();
    },
    reach: async (operative) => {
      await operative.sees('12 Elm Court');
      operative.service.faults.push({ on: 'photos', times: 9, does: 413 });
      await about(operative);
      await operative.page.locator('input[type=file]').setInputFiles(aPhoto());
      await operative.sees(/Photo 1, /);
      await operative.press('Save');
      await operative.sees('1 needs you');
      await operative.offline(true);
      await operative.press('Add something else');
      await operative.press('Damp or mould');
      await operative.press('No');
      await operative.press('Save');
      await operative.press('Add something else');
      await operative.press('Shared areas');
      await operative.press('Save');
      await operative.press(/1 needs you/);
      await operative.sees('Goes first');
      await operative.page.clock.fastForward('20:00');
      await operative.sees('Call it in instead');
      await operative.sees('Call Northmoor Homes: 0800 555 0199');
    },
  },
  {
    name: 'signed out with items waiting',
    before: withJobs,
    reach: async (operative) => {
      await operative.sees('12 Elm Court');
      operative.service.sessions.clear();
      await saveRepairs(operative);
      await operative.sees('Sign in to send');
      await operative.open('');
      await operative.sees('Sign in to send 1 saved visit');
    },
  },
  {
    name: 'this phone removed',
    before: withJobs,
    reach: async (operative) => {
      await about(operative);
      operative.service.removed = true;
      await operative.press('Repairs');
      await operative.press('Save');
      await operative.sees('This phone has been removed');
    },
  },
  {
    name: 'storage nearly full',
    before: async (operative) => {
      withJobs(operative);
      await operative.page.addInitScript(() => {
        navigator.storage.estimate = () => Promise.resolve({ usage: 99_000_000, quota: 100_000_000 });
      });
    },
    reach: async (operative) => {
      await about(operative);
      await operative.sees('This phone is nearly full');
    },
  },
  {
    name: 'storage unavailable',
    link: '',
    before: async ({ page }) => {
      await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    },
    reach: async ({ press, sees }) => {
      await sees('This browser cannot save visits');
      await press('Log a visit without a job');
      await sees('What was it about?');
    },
  },
  {
    name: 'this phone',
    before: withJobs,
    reach: async ({ press, sees }) => {
      await press('This phone');
      await sees(/Signed in as Robin Vale/);
      await press('Save a copy');
      await sees(/Write down this code/);
    },
  },
];

/** A picture big enough to be made smaller: 1,800 by 300 pixels of noise, as a bitmap. */
export function aPhoto(): { name: string; mimeType: string; buffer: Buffer } {
  const [width, height] = [1_800, 300];
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + width * height * 3, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 2_654_435_761) >>> 24;
  return { name: 'photo.bmp', mimeType: 'image/bmp', buffer: Buffer.concat([header, pixels]) };
}
