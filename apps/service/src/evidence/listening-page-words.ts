import type { ListeningPage } from '@doorstep/contracts/http';

type Loop = ListeningPage['done'][number];
type Ask = ListeningPage['asks'][number];

/** What the listening page says around the landlord's own words. */
export interface ListeningPageWords {
  readonly language: 'en-GB' | 'cy';
  /** What this language calls itself. */
  readonly name: string;
  readonly title: (year: number) => string;
  readonly published: (day: string) => string;
  readonly howMany: string;
  readonly homesAndPeople: string;
  readonly what: string;
  readonly number: string;
  readonly homes: string;
  readonly outOf: (heard: number, of: number) => string;
  readonly told: string;
  readonly waiting: string;
  readonly neither: string;
  readonly keptBack: string;
  readonly asks: string;
  readonly askHeard: (heard: string) => string;
  readonly decided: string;
  readonly why: string;
  readonly done: string;
  readonly notDone: string;
  readonly nothing: string;
  readonly results: Readonly<Record<Loop['result'], string>>;
  readonly levels: Readonly<Record<Ask['level'], string>>;
  readonly toldPeople: (told: number) => string;
  readonly notHere: string;
  readonly notHereSays: string;
  readonly none: string;
  readonly noneSays: string;
}

/** Welsh is not yet reviewed by somebody who speaks it from home. */
export const listeningPageWords: Readonly<Record<'en' | 'cy', ListeningPageWords>> = {
  en: {
    language: 'en-GB',
    name: 'English',
    title: (year) => `What we heard, and what came of it, ${year}`,
    published: (day) => `Published on ${day}. It does not change until it is published again.`,
    howMany: 'How many we heard from',
    homesAndPeople: 'Homes and people',
    what: 'What',
    number: 'How many',
    homes: 'Homes we heard from',
    outOf: (heard, of) => `${heard} of ${of}`,
    told: 'People who were told what came of it',
    waiting: 'People who wait for an answer',
    neither: 'People who wanted no answer, or were not reached',
    keptBack: 'kept back',
    asks: 'What we asked, and what was decided',
    askHeard: (heard) => `Homes heard: ${heard}`,
    decided: 'Decided',
    why: 'Why',
    done: 'What we did',
    notDone: 'What we did not do, and why',
    nothing: 'Nothing yet that everybody concerned was told about.',
    results: {
      done: 'Done',
      doing: 'Being done',
      'paused-because': 'Paused',
      'not-doing-because': 'Not done',
      'passed-to': 'Passed on',
    },
    levels: {
      landlord: 'Telling you',
      'landlord-after-asking': 'Asking you',
      together: 'Deciding together',
      residents: 'Residents decide',
    },
    toldPeople: (told) => `${told} people were told`,
    notHere: 'What is not here',
    notHereSays:
      'Nobody is named, and no resident’s own words are here. Only what everybody concerned was told about is. Groups under ten are kept back, and another with them where they could be worked out.',
    none: 'Nothing is published here',
    noneSays: 'There is no page at this address now. Your landlord can tell you what came of what you said.',
  },
  cy: {
    language: 'cy',
    name: 'Cymraeg',
    title: (year) => `Beth glywsom, a beth ddaeth ohono, ${year}`,
    published: (day) => `Cyhoeddwyd ar ${day}. Nid yw’n newid nes ei gyhoeddi eto.`,
    howMany: 'Gan faint y clywsom',
    homesAndPeople: 'Cartrefi a phobl',
    what: 'Beth',
    number: 'Faint',
    homes: 'Cartrefi y clywsom ganddynt',
    outOf: (heard, of) => `${heard} o ${of}`,
    told: 'Pobl y dywedwyd wrthynt beth ddaeth ohono',
    waiting: 'Pobl sy’n aros am ateb',
    neither: 'Pobl nad oeddent am gael ateb, neu na chyrhaeddwyd',
    keptBack: 'heb ei ddangos',
    asks: 'Beth ofynnwyd gennym, a beth a benderfynwyd',
    askHeard: (heard) => `Cartrefi a glywyd: ${heard}`,
    decided: 'Penderfynwyd',
    why: 'Pam',
    done: 'Beth wnaethom',
    notDone: 'Beth na wnaethom, a pham',
    nothing: 'Dim eto y dywedwyd wrth bawb dan sylw amdano.',
    results: {
      done: 'Gwnaed',
      doing: 'Yn cael ei wneud',
      'paused-because': 'Wedi’i ohirio',
      'not-doing-because': 'Heb ei wneud',
      'passed-to': 'Wedi’i drosglwyddo',
    },
    levels: {
      landlord: 'Dweud wrthych',
      'landlord-after-asking': 'Gofyn i chi',
      together: 'Penderfynu gyda’n gilydd',
      residents: 'Preswylwyr sy’n penderfynu',
    },
    toldPeople: (told) => `Dywedwyd wrth ${told} o bobl`,
    notHere: 'Beth sydd ddim yma',
    notHereSays:
      'Ni enwir neb, ac nid oes geiriau unrhyw breswylydd yma. Dim ond yr hyn y dywedwyd wrth bawb dan sylw amdano sydd. Ni ddangosir grwpiau o dan ddeg, nac un arall gyda hwy lle gellid eu cyfrifo.',
    none: 'Nid oes dim wedi’i gyhoeddi yma',
    noneSays: 'Nid oes tudalen yn y cyfeiriad hwn nawr. Gall eich landlord ddweud beth ddaeth o’r hyn a ddywedsoch.',
  },
};
