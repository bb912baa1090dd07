import type { PersonCopy } from '@doorstep/contracts/http';

export type CopyLanguage = PersonCopy['language'];

/** What a copy says around what is held. */
interface CopyWords {
  readonly title: string;
  readonly about: string;
  readonly aboutSays: (name: string, reference: string, day: string) => string;
  readonly nothing: string;
  readonly somethingOfAll: string;
  readonly leftOut: string;
  readonly leftOutSays: string;
  readonly leftOutCaption: string;
  readonly leftOutHead: readonly [what: string, count: string, because: string];
  readonly yes: string;
  readonly no: string;
}

export const copyWords: Readonly<Record<CopyLanguage, CopyWords>> = {
  'en-GB': {
    title: 'What we hold about you',
    about: 'About',
    aboutSays: (name, reference, day) =>
      `This is a copy of what Doorstep holds about ${name}, reference ${reference}. It was made on ${day}.`,
    nothing: 'Where there is nothing',
    somethingOfAll: 'There is something of everything.',
    leftOut: 'What is left out, and why',
    leftOutSays: 'Ask us about any of these.',
    leftOutCaption: 'Left out',
    leftOutHead: ['What', 'How many', 'Why'],
    yes: 'Yes',
    no: 'No',
  },
  cy: {
    title: 'Yr hyn sydd gennym amdanoch chi',
    about: 'Ynglŷn â’r copi hwn',
    aboutSays: (name, reference, day) =>
      `Dyma gopi o’r hyn y mae Doorstep yn ei gadw am ${name}, cyfeirnod ${reference}. Fe’i gwnaed ar ${day}. ` +
      'Mae geiriau’r rhai a siaradodd, a’r codau byr a ddefnyddiwn, fel y maent yn ein cofnodion. Gofynnwch i ni beth yw ystyr unrhyw un ohonynt.',
    nothing: 'Lle nad oes dim',
    somethingOfAll: 'Mae rhywbeth o bob un.',
    leftOut: 'Beth sydd wedi’i adael allan, a pham',
    leftOutSays: 'Gofynnwch i ni am unrhyw un o’r rhain.',
    leftOutCaption: 'Wedi’i adael allan',
    leftOutHead: ['Beth', 'Sawl un', 'Pam'],
    yes: 'Ie',
    no: 'Na',
  },
};

/** Titles, headings and reasons of a copy in Welsh, by what they are in English. A test finds what is missing. */
export const copyInWelsh: Readonly<Record<string, string>> = {
  // Titles.
  'What the housing system told us': 'Yr hyn a ddywedodd y system dai wrthym',
  'Other references': 'Cyfeirnodau eraill',
  'References that were joined to theirs': 'Cyfeirnodau a unwyd â’u rhai nhw',
  Homes: 'Cartrefi',
  'What they said': 'Beth ddywedon nhw',
  'What they agreed to for their words': 'Beth y cytunon nhw iddo ar gyfer eu geiriau',
  'How their words were sorted': 'Sut y didolwyd eu geiriau',
  'Words that we would not have thought of': 'Geiriau na fyddem wedi meddwl amdanynt',
  Stories: 'Straeon',
  'What stood in the way': 'Beth oedd yn y ffordd',
  'What came of being asked': 'Beth ddaeth o gael eu holi',
  'What they said about taking part': 'Beth ddywedon nhw am gymryd rhan',
  'Whether they wanted to complain': 'A oeddent am gwyno',
  'Whether their words were passed on': 'A basiwyd eu geiriau ymlaen',
  'What was passed on': 'Beth a basiwyd ymlaen',
  Visits: 'Ymweliadau',
  Photos: 'Lluniau',
  'Questions their home is asked': 'Cwestiynau a ofynnir i’w cartref',
  'How their home was asked': 'Sut y gofynnwyd i’w cartref',
  'Trying to hear from their home': 'Ceisio clywed gan eu cartref',
  'Each try': 'Pob cynnig',
  'Everyday contacts': 'Cysylltiadau bob dydd',
  'Whether to ask something': 'A ddylid gofyn rhywbeth',
  'What staff were to ask': 'Beth yr oedd staff i’w ofyn',
  'Not asked, because of the moment': 'Heb ofyn, oherwydd yr adeg',
  'Answers that were owed': 'Atebion a oedd yn ddyledus',
  'Answers they were given': 'Atebion a roddwyd iddynt',
  'Notes put on their record in the housing system': 'Nodiadau a roddwyd ar eu cofnod yn y system dai',
  'Time they gave': 'Amser a roesant',
  'Thanks and costs': 'Diolch a chostau',
  'How they like to be thanked': 'Sut maent yn hoffi cael diolch',
  'What they could bring': 'Beth gallent ei gynnig',
  'Wishes about being asked': 'Dymuniadau ynghylch cael eu holi',
  'How to reach them': 'Sut i gysylltu â nhw',
  'What staff were to do': 'Beth yr oedd staff i’w wneud',
  'Packs made since they first spoke, which may quote them':
    'Pecynnau a wnaed ers iddynt siarad gyntaf, a all eu dyfynnu',
  'What they asked for of what we hold': 'Beth y gofynnon nhw amdano o’r hyn sydd gennym',
  'Who looked at what is held, and who changed it': 'Pwy edrychodd ar yr hyn a gedwir, a phwy a’i newidiodd',
  // Headings of columns.
  'Here since': 'Yma ers',
  Reference: 'Cyfeirnod',
  Name: 'Enw',
  Title: 'Teitl',
  'First name': 'Enw cyntaf',
  'Family name': 'Cyfenw',
  Born: 'Ganwyd',
  Died: 'Bu farw',
  'Known as': 'Yn hysbys fel',
  'Given by': 'Rhoddwyd gan',
  When: 'Pryd',
  From: 'O',
  Until: 'Tan',
  Tenancy: 'Tenantiaeth',
  Home: 'Cartref',
  'Holds the tenancy': 'Yn dal y denantiaeth',
  Words: 'Geiriau',
  'Whose words': 'Geiriau pwy',
  'Sorted as': 'Didolwyd fel',
  Speaker: 'Siaradwr',
  How: 'Sut',
  'Name kept': 'Enw wedi’i gadw',
  'May be shared': 'Caniateir ei rannu',
  'Taken back': 'Tynnwyd yn ôl',
  As: 'Fel',
  About: 'Ynglŷn â',
  'About what is fixed for now': 'Am rywbeth sydd wedi’i bennu am y tro',
  'They asked for it': 'Nhw ofynnodd amdano',
  'What happened': 'Beth ddigwyddodd',
  'How it felt': 'Sut deimlad oedd',
  'What changed': 'Beth newidiodd',
  Told: 'Dywedwyd',
  Agreed: 'Cytunwyd',
  Where: 'Ble',
  What: 'Beth',
  'Heard as': 'Clywyd fel',
  'Why not': 'Pam ddim',
  'Felt listened to': 'Teimlo bod rhywun yn gwrando',
  'Takes part': 'Yn cymryd rhan',
  Needs: 'Anghenion',
  'Rather asked by': 'Gwell ganddynt gael eu holi drwy',
  'What was wrong': 'Beth oedd o’i le',
  Choice: 'Dewis',
  'Passed on as': 'Pasiwyd ymlaen fel',
  Emergency: 'Argyfwng',
  'Taken on': 'Derbyniwyd',
  Closed: 'Caewyd',
  'Kind of file': 'Math o ffeil',
  'Size in bytes': 'Maint mewn beitiau',
  State: 'Cyflwr',
  Question: 'Cwestiwn',
  'How far': 'Pa mor bell',
  'Would meet neighbours since': 'Yn fodlon cwrdd â chymdogion ers',
  Introduced: 'Wedi’u cyflwyno',
  'Rather by': 'Gwell ganddynt drwy',
  'Ended because': 'Daeth i ben oherwydd',
  'What came of it': 'Beth ddaeth ohono',
  'What became of it': 'Beth fu ei hanes',
  Since: 'Ers',
  Settled: 'Setlwyd',
  Sent: 'Anfonwyd',
  Minutes: 'Munudau',
  For: 'Am',
  Step: 'Cam',
  Pence: 'Ceiniogau',
  Wants: 'Yn dymuno',
  Wish: 'Dymuniad',
  Way: 'Ffordd',
  Email: 'E-bost',
  Mobile: 'Ffôn symudol',
  Times: 'Amseroedd',
  Place: 'Lle',
  Language: 'Iaith',
  'Name they go by': 'Enw a ddefnyddiant',
  'Said as': 'Dywedir fel',
  By: 'Erbyn',
  Done: 'Gwnaed',
  Year: 'Blwyddyn',
  Role: 'Rôl',
  // What is left out, and why.
  'Words said in a home that others live in too, by them or by nobody we know':
    'Geiriau a ddywedwyd mewn cartref y mae eraill yn byw ynddo hefyd, ganddynt hwy neu gan neb a adwaenwn',
  'They are, or could be, what somebody else said.': 'Dyna, neu dyna o bosibl, eiriau rhywun arall.',
  'Their words about somebody else': 'Eu geiriau am rywun arall',
  'They tell of another person. That they were said is listed.':
    'Maent yn sôn am berson arall. Rhestrir eu bod wedi’u dweud.',
  'The words of what was passed on': 'Geiriau’r hyn a basiwyd ymlaen',
  'They may name somebody else. Whoever took it on can read it first and give it.':
    'Gallant enwi rhywun arall. Gall pwy bynnag a’i derbyniodd ei ddarllen yn gyntaf a’i roi.',
  'The photos themselves': 'Y lluniau eu hunain',
  'Others may be in them. Somebody looks at each before it is given.':
    'Gall eraill fod ynddynt. Mae rhywun yn edrych ar bob un cyn ei roi.',
  'Warnings and cases of the housing system': 'Rhybuddion ac achosion y system dai',
  'Whoever keeps them gives them, once somebody trained has seen that it harms nobody.':
    'Pwy bynnag sy’n eu cadw sy’n eu rhoi, ar ôl i rywun hyfforddedig weld nad yw’n niweidio neb.',
  'Names of staff, and of people who speak for them': 'Enwau staff, a’r bobl sy’n siarad drostynt',
  'They are theirs. Roles are given instead.': 'Eu rhai nhw ydynt. Rhoddir rolau yn eu lle.',
  '[left out: about somebody else]': '[wedi’i adael allan: am rywun arall]',
};

/** A copy with everything that we wrote ourselves in its language. What was said stays as it was said. */
export function inLanguage(copy: PersonCopy): PersonCopy {
  if (copy.language !== 'cy') return copy;
  const welsh = (english: string): string => copyInWelsh[english] ?? english;
  return {
    ...copy,
    parts: copy.parts.map(({ kind, title, rows }) => ({
      kind,
      title: welsh(title),
      rows: rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([heading, cell]) => [
            welsh(heading),
            cell === '[left out: about somebody else]' ? welsh(cell) : cell,
          ]),
        ),
      ),
    })),
    leftOut: copy.leftOut.map(({ what, because, count }) => ({ what: welsh(what), because: welsh(because), count })),
  };
}
