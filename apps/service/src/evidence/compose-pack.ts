import { principle, type Principle, type VoiceNeededShown } from '@doorstep/contracts/http';
import { provenanceBadge, rollCallStates, suppressSmall, type HowDecided, type LevelCap } from '@doorstep/domain';
import type { PackBlock, PackDocument, PackSection } from './pack-document.js';
import type { AskEvidence, VoiceEvidence } from './read-ask-evidence.js';
import type { PromiseEvidence } from './read-promise-evidence.js';
import type { YearEvidence } from './read-year-evidence.js';
import { topicName } from './topic-name.js';
import { withoutNames } from './without-names.js';

/** A story that somebody agreed to have told. */
export interface StoryTold {
  readonly happened: string;
  readonly felt: string | null;
  readonly changed: string | null;
  /** Null: told without a name. */
  readonly firstName: string | null;
  readonly names: readonly string[];
}

type PackYear = YearEvidence & { readonly year: number };

export interface PackContents {
  readonly landlord: string;
  readonly asks: readonly AskEvidence[];
  readonly stories: readonly StoryTold[];
  /** Of a pack of a year, what there was beside its asks; null for a pack of one ask. */
  readonly year: PackYear | null;
  readonly isPublication: boolean;
}

/**
 * A pack, from residents' words to the reply, in the order in which it happened: what residents said stands before what
 * staff made of it (seed row 181). For publication no person is named, only words that may be shared are in it, and
 * groups under ten are kept back.
 */
export function composePack({ landlord, asks, stories, year, isPublication }: PackContents): PackDocument {
  const whole = (heading: string, blocks: readonly PackBlock[]): PackSection[] =>
    blocks.length === 0 ? [] : [{ asked: null, heading, level: 2, blocks }];
  const shown = asks.map((ask) => (isPublication ? withoutStaff(ask) : ask));
  return {
    title: year === null ? (shown[0]?.question ?? '') : `What residents said and what came of it, ${year.year}`,
    landlord,
    upTo:
      [...asks.map(({ upTo }) => upTo), year?.upTo ?? null]
        .filter((at) => at !== null)
        .toSorted()
        .at(-1) ?? null,
    sections: [
      ...whole('What is left out', isPublication ? [text(leftOut)] : []),
      ...whole('The year in figures', year === null ? [] : yearBlocks(shown, year, isPublication)),
      ...shown.flatMap((ask) => askSections(ask, year === null ? 2 : 3, isPublication)),
      ...whole('Answered outside asks', year === null ? [] : topicBlocks(year, isPublication)),
      ...whole(promised, year === null ? [] : promiseBlocks(year.promises, isPublication)),
      ...whole(
        'Stories, told with consent',
        stories.map((story) => storyBlock(story, isPublication)),
      ),
    ],
  };
}

const aResident = 'A resident';
const promised = 'What is promised';
const raised = 'What residents raised';
const noWords = 'No words of residents may be shown here.';
const notThoughtOf = 'we would not have thought of it';
const shownToAll = 'Shown to staff and residents';
const atMost = (level: HowDecided) => `at most: ${levelWords[level]}`;
const keptBack = 'kept back';
const leftOut = `Nobody is named. Only words that may be shared are here. Groups under ten are ${keptBack}, and another with them where they could be worked out.`;

/** What an ask came to; among other asks under a heading of its own. */
function askSections(ask: AskEvidence, level: 2 | 3, isPublication: boolean): PackSection[] {
  const parts: [string, PackBlock[]][] = [
    ['The question', questionBlocks(ask, isPublication)],
    ['What residents said', saidBlocks(ask, isPublication)],
    ['What gets in the way', barrierBlocks(ask, isPublication)],
    ['Options, costs and choices', optionBlocks(ask, isPublication)],
    ['Who was asked and heard', coverageBlocks(ask, isPublication)],
    ['Which voices were needed', neededBlocks(ask, isPublication)],
    ['How much say residents had', levelBlocks(ask)],
    ['Equality, diversity, reciprocity, accessibility', edraBlocks(ask, isPublication)],
    ['The four principles', principleBlocks(ask, isPublication)],
    ['What was decided', decisionBlocks(ask, isPublication)],
    ['What residents were told', replyBlocks(ask, isPublication)],
    ['What was not done, and why', notDoneBlocks(ask, isPublication)],
    [promised, promiseBlocks(ask.promises, isPublication)],
  ];
  const sections = parts
    .filter(([, blocks]) => blocks.length > 0)
    .map(([heading, blocks]) => ({ asked: ask.question, heading, level, blocks }));
  return level === 2
    ? sections
    : [{ asked: ask.question, heading: ask.question, level: 2, blocks: [text(ask.why)] }, ...sections];
}

function yearBlocks(asks: readonly AskEvidence[], year: PackYear, isPublication: boolean): PackBlock[] {
  const { told, waiting, neither } = year.people;
  const people = cellsOf([told, waiting, neither], isPublication);
  const all = told + waiting + neither;
  const rows = asks.map((ask) => {
    const scope = inScope(ask);
    const [heard] = cellsOf([ask.counts.heard, scope - ask.counts.heard], isPublication);
    return [
      ask.question,
      ask.openedOn === null ? '' : dayInWords(ask.openedOn),
      heard === keptBack ? keptBack : `${ask.counts.heard} of ${scope}`,
      levelWords[ask.level.level],
      ask.decisions.at(-1)?.words ?? 'nothing yet',
    ];
  });
  return [
    table(
      'People we heard from in the year, and what became of it',
      ['People', 'How many'],
      [
        ['Told what came of it', people[0] ?? ''],
        ['Wait for an answer', people[1] ?? ''],
        ['Wanted no answer, or were not reached', people[2] ?? ''],
        ['Heard from in all', isPublication && all < 10 ? keptBack : String(all)],
      ],
    ),
    asks.length === 0
      ? text('Nobody was asked anything.')
      : table('Asks of the year', ['Asked', 'Opened', 'Households heard', 'How much say', 'Decided'], rows),
    ...decidersBlocks(asks, year.year),
  ];
}

/** How many decisions of a year were made by whom. */
function decidersBlocks(asks: readonly AskEvidence[], year: number): PackBlock[] {
  const made = asks.flatMap(({ decisions }) => decisions).filter(({ decidedOn }) => decidedOn.startsWith(`${year}-`));
  if (made.length === 0) return [];
  const deciders = ['residents', 'jointly', 'landlord', 'regulator'] as const;
  const rows = deciders.map((by) => [
    decidedByWords[by],
    String(made.filter(({ decidedBy }) => decidedBy === by).length),
  ]);
  return [table('Decisions of the year, by who decided', ['Decided by', 'Decisions'], rows)];
}

function topicBlocks({ topics, topicsInAll }: YearEvidence, isPublication: boolean): PackBlock[] {
  const shown = isPublication ? topics.filter(({ told }) => told >= 10) : topics;
  const rows = shown.map((topic) => [
    (isPublication ? topicName(topic) : withoutNames(topic.title, topic.names)) ?? raised,
    resultWords[topic.result],
    withoutNames(topic.words, isPublication ? [...topic.names, topic.saidBy] : topic.names),
    topic.because ?? '',
    String(topic.told),
  ]);
  const left = topicsInAll - shown.length;
  return [
    ...(rows.length === 0
      ? []
      : [table('Replies of the year', ['About', 'Result', 'What they were told', 'Because', 'People told'], rows)]),
    ...(left === 0
      ? []
      : [
          text(
            isPublication
              ? 'Replies that fewer than ten were told are not here.'
              : `Replies that are not here: ${left}.`,
          ),
        ]),
  ];
}

function questionBlocks(ask: AskEvidence, isPublication: boolean): PackBlock[] {
  const fixed = ask.alreadyDecided.map(({ what, because }) => [what, because]);
  const facts: string[][] = [
    ['Asked', ask.question],
    ['Why', ask.why],
    ['Still open', ask.stillOpen.join('; ')],
    ['Room to change', ask.roomToChange ?? 'nobody said'],
    ['What people were told first', ask.briefing === null || ask.briefing === '' ? 'nothing was needed' : ask.briefing],
    ['Forms', ask.formats.map(nameOfForm).join(', ')],
    ['Offered for their time', ask.recompense ?? 'nobody said'],
    ['Opened', ask.openedOn === null ? 'not yet' : dayInWords(ask.openedOn)],
    ...ask.reopenings.map(({ day, why }) => [
      'Opened again after it had closed',
      isPublication ? dayInWords(day) : `${dayInWords(day)}: ${why}`,
    ]),
    ['To be decided by', dayInWords(ask.decisionOn)],
    ...(isPublication ? [] : [['Answers for it', ask.owner]]),
  ];
  return [
    table('What was asked', ['Part', 'What it says'], facts),
    ...(fixed.length === 0 ? [] : [table('What was fixed', ['Fixed', 'Because of'], fixed)]),
  ];
}

/** For publication only what whoever said it lets us pass on. */
function voicesShown({ voices }: AskEvidence, isPublication: boolean): readonly VoiceEvidence[] {
  return isPublication ? voices.filter((one) => one.mayShare && !one.isAboutAnother) : voices;
}

function saidBlocks(ask: AskEvidence, isPublication: boolean): PackBlock[] {
  const shown = voicesShown(ask, isPublication);
  if (shown.length === 0) return [text(noWords)];
  return shown.map((voice) => ({
    kind: 'quote',
    words: withoutNames(voice.words, voice.names),
    by: bylineOf(voice, isPublication),
  }));
}

function bylineOf(voice: VoiceEvidence, isPublication: boolean): string {
  const { kind, whose, takenThrough, supportedBy, saidOn, hasLightbulb } = voice;
  const said = [kind ?? 'unsorted', whoseWords[whose] ?? whose, ...(hasLightbulb ? [notThoughtOf] : [])];
  if (isPublication) return said.join(', ');
  const helped = supportedBy === null ? [] : [`helped by: ${spaced(supportedBy)}`];
  return [...said, spaced(takenThrough), ...helped, dayInWords(saidOn)].join(', ');
}

function barrierBlocks({ barriers }: AskEvidence, isPublication: boolean): PackBlock[] {
  if (barriers.length === 0) return [];
  const rows = barriers.map(({ stage, households, words }) =>
    isPublication
      ? [stage, households < 10 ? keptBack : String(households)]
      : [stage, String(households), words.map((one) => `“${one}”`).join(' ')],
  );
  const head = ['Stage', 'Households', ...(isPublication ? [] : ['In their words'])];
  return [table('What gets in the way, by stage', head, rows)];
}

function optionBlocks(ask: AskEvidence, isPublication: boolean): PackBlock[] {
  const { options, choices, optionsSharedOn } = ask;
  if (options.length === 0) return [];
  const chosen = cellsOf(
    options.map(({ number }) => choices[number] ?? 0),
    isPublication,
  );
  const rows = options.map(({ title, words, cost, costWords, whoPays }, at) => [
    title,
    words,
    cost === null ? (costWords ?? 'nobody said') : pounds(cost),
    whoPays ?? 'nobody',
    chosen[at] ?? '',
  ]);
  const shared =
    optionsSharedOn === null
      ? 'The options were not shared.'
      : `Shared with everybody on ${dayInWords(optionsSharedOn)}.`;
  return [
    text(shared),
    table('Options', ['Option', 'What it is', 'Cost', 'Who pays', 'Households that would choose it'], rows),
    ...warningBlocks(ask, isPublication),
  ];
}

function warningBlocks(ask: AskEvidence, isPublication: boolean): PackBlock[] {
  const about = (option: number | null) => ask.options.find(({ number }) => number === option)?.title;
  const rows = voicesShown(ask, isPublication)
    .filter(({ isWarning }) => isWarning)
    .toSorted((one, other) => (one.option ?? Infinity) - (other.option ?? Infinity))
    .map(({ words, names, option }) => [about(option) ?? 'None of them, or all', withoutNames(words, names)]);
  return rows.length === 0 ? [] : [table('Warnings, by option', ['Option', 'What residents warn of'], rows)];
}

/** Who agreed them and who answers for them is in no publication: they may be few, or one. */
function promiseBlocks(promises: readonly PromiseEvidence[], isPublication: boolean): PackBlock[] {
  if (promises.length === 0) return [];
  const rows = promises.map(({ words, agreedWith, owner, madeOn, actions, endedOn, endedBecause }) => [
    words,
    ...(isPublication ? [] : [agreedWith, owner]),
    dayInWords(madeOn),
    `Done: ${actions.done}. To do: ${actions.toDo}. Not done: ${actions.notDone}.`,
    endedOn === null ? 'It stands' : `Ended on ${dayInWords(endedOn)}: ${endedBecause ?? ''}`,
  ]);
  const head = ['Promise', ...(isPublication ? [] : ['Agreed with', 'Answers for it']), 'Made', 'Done for it', 'Now'];
  return [table('Promises', head, rows)];
}

function coverageBlocks({ counts, ways, reasons }: AskEvidence, isPublication: boolean): PackBlock[] {
  const scope = inScope({ counts });
  const cells = cellsOf(
    rollCallStates.map((state) => counts[state]),
    isPublication,
  );
  const roll = table(
    'Roll call of every household in scope',
    ['Where they stand', 'Households'],
    [
      ...rollCallStates.map((state, at) => [stateWords[state], cells[at] ?? '']),
      ['In scope', isPublication && scope < 10 ? keptBack : String(scope)],
    ],
  );
  if (isPublication) {
    const heard = cellsOf(
      ways.map((one) => one.heard),
      true,
    );
    const rows = ways.map(({ way }, at) => [spaced(way), heard[at] ?? '']);
    return [roll, ...(ways.length === 0 ? [] : [table('Heard, by how they were asked last', ['Way', 'Heard'], rows)])];
  }
  return [
    roll,
    table(
      'By how they were asked last',
      ['Way', 'Asked', 'Heard'],
      ways.map(({ way, asked, heard }) => [spaced(way), String(asked), String(heard)]),
    ),
    table(
      'Reasons not to answer',
      ['Reason', 'Households'],
      [
        ['Not my topic', String(reasons['not-my-topic'])],
        ['Not this way', String(reasons['not-this-way'])],
        ['Would rather not say why', String(reasons['no-reason'])],
      ],
    ),
  ];
}

/** For publication none whose size nobody counted: it may be few, or one. */
function neededBlocks({ voicesNeeded: { groups, gaps } }: AskEvidence, isPublication: boolean): PackBlock[] {
  if (groups.length === 0) return [];
  const shown = groups.filter(({ by, stands }) => !isPublication || (by !== 'words' && stands !== 'not-said'));
  const rows = shown.map((group) => [
    neededName(group),
    neededStands(group, isPublication),
    ...(isPublication ? [] : [`${group.keptBy}, ${dayInWords(group.keptAt)}`]),
  ]);
  const head = ['Group', 'Heard', ...(isPublication ? [] : ['Said by'])];
  const left = groups.length - shown.length;
  return [
    ...(isPublication ? [] : [text(`Groups that nobody was heard of: ${gaps} of ${groups.length}.`)]),
    ...(rows.length === 0 ? [] : [table('Voices that need to be present', head, rows)]),
    ...(left === 0 ? [] : [text('Groups of fewer than ten, and those whose size nobody counted, are not here.')]),
  ];
}

function neededName({ by, of, name }: VoiceNeededShown): string {
  if (by === 'words') return of;
  if (by === 'place') return `The homes of ${name ?? of}`;
  return by === 'way' ? `Heard ${wayWords[of] ?? spaced(of)}` : `Who speaks: ${spaced(of)}`;
}

function neededStands({ by, homes, heard, stands }: VoiceNeededShown, isPublication: boolean): string {
  if (stands === 'not-said') return 'fewer than ten homes: not said here';
  if (stands === 'nobody') return isPublication ? keptBack : 'nobody yet';
  if (by === 'words') return 'yes, as somebody said';
  if (heard === null) return isPublication ? keptBack : 'yes; the count would tell of fewer than ten';
  return homes === null ? String(heard) : `${heard} of ${homes} homes`;
}

function levelBlocks({ level: { level, claimed, caps } }: AskEvidence): PackBlock[] {
  return [
    table(
      'By the evidence',
      ['What', 'Level'],
      [
        [shownToAll, levelWords[level]],
        ['Claimed', levelWords[claimed]],
        ...caps.map(({ code, atMost: most }) => [capWords[code], atMost(most)]),
      ],
    ),
  ];
}

/** Figures with where they come from, and no score. */
function edraBlocks({ edra }: AskEvidence, isPublication: boolean): PackBlock[] {
  const { equality, diversity, reciprocity, accessibility } = edra;
  const { scope, reached, heard } = equality;
  const [asked] = cellsOf([reached, scope - reached], isPublication);
  const [spoke] = cellsOf([heard, scope - heard], isPublication);
  const areas =
    diversity.areas === 0
      ? 'No area of the roll has ten homes or more.'
      : `Somebody was heard in ${diversity.areasHeard} of ${diversity.areas} areas of ten homes or more.`;
  const groups =
    diversity.groups === 0
      ? 'Nobody said which voices were needed.'
      : `Of ${diversity.groups} groups that were needed, ${diversity.gaps} are missing.`;
  const toThePublic = spoke === keptBack ? keptBack : areas;
  const diverse = isPublication ? toThePublic : `${areas} ${groups}`;
  const ledger =
    reciprocity.people === null
      ? 'Fewer than ten people have time in the ledger since it opened, so no sums are shown.'
      : `${reciprocity.people} people gave ${reciprocity.minutes} minutes since it opened, and were given ` +
        `${pounds(reciprocity.thanksPence ?? 0)} in thanks and ${pounds(reciprocity.expensesPence ?? 0)} in expenses.`;
  const missing = accessibility.missing.map(({ form, homes }) => `${nameOfForm(form)} (${homes ?? 'fewer than ten'})`);
  const rows = [
    [
      'Equality',
      `In scope: ${scopeWords(scope, isPublication)}. Asked, or spoke unasked: ${asked}. Heard: ${spoke}.`,
      'the roll call',
    ],
    ['Diversity', diverse, 'the roll call and the voices needed'],
    [
      'Reciprocity',
      `Offered: ${reciprocity.offered?.replace(/\.$/, '') ?? 'nobody said'}. ${ledger}`,
      'the recompense ledger, which does not say what time was for',
    ],
    [
      'Accessibility',
      `Comes in: ${accessibility.formats.map(nameOfForm).join(', ')}. Homes that told us they need what it does not come in: ${missing.join(', ')}.`,
      'its forms, and what people told us they need',
    ],
  ];
  return [table('What the figures say', ['Of', 'So far', 'From'], rows)];
}

function scopeWords(scope: number, isPublication: boolean): string {
  return isPublication && scope < 10 ? keptBack : String(scope);
}

/** How many were answered, never whether that is enough: any may be left out. */
function principleBlocks({ principles }: AskEvidence, isPublication: boolean): PackBlock[] {
  if (principles.length === 0) return [text('None of the four was answered. Any of them may be left out.')];
  const rows = principle.options.map((one) => {
    const answer = principles.find((given) => given.principle === one);
    const by = answer === undefined ? '' : `${answer.answeredBy}, ${dayInWords(answer.answeredOn)}`;
    return [principleWords[one], answer?.words ?? 'left out', ...(isPublication ? [] : [by])];
  });
  const head = ['Principle', 'How this lives up to it', ...(isPublication ? [] : ['Answered by'])];
  return [
    text(`Answered: ${principles.length} of ${principle.options.length}. Any of them may be left out.`),
    table('The four principles of doing things with people', head, rows),
  ];
}

function decisionBlocks({ decisions, options }: AskEvidence, isPublication: boolean): PackBlock[] {
  if (decisions.length === 0) return [text('Nothing was decided yet.')];
  return decisions.flatMap((one): PackBlock[] => {
    const isSmall = cellsOf([one.heard, one.scope - one.heard], isPublication)[0] === keptBack;
    const badge = provenanceBadge(one);
    const option = options.find(({ number }) => number === one.option);
    const rows: string[][] = [
      ['Decided', one.words],
      ['Because', one.because],
      ['By', decidedByWords[one.decidedBy]],
      ['On', dayInWords(one.decidedOn)],
      ...(option === undefined ? [] : [['Option', option.title]]),
      ['Heard', isSmall ? keptBack : `${one.heard} of ${one.scope}`],
      ...one.actions.map(({ what, owner, dueOn }) => [
        `By ${dayInWords(dueOn)}`,
        isPublication ? what : `${owner}: ${what}`,
      ]),
      ...(one.presentedBy === null || isPublication ? [] : [['Presented by', one.presentedBy]]),
      ...(one.facilitator === null || isPublication ? [] : [['Facilitated by', one.facilitator]]),
      ...(one.worksReference === null ? [] : [['In the works programme as', one.worksReference]]),
    ];
    return [...(badge === null || isSmall ? [] : [text(badge)]), table('Decision', ['Part', 'What it says'], rows)];
  });
}

function replyBlocks({ replies, owed }: AskEvidence, isPublication: boolean): PackBlock[] {
  if (replies.length === 0) return [text('Nobody was told anything yet.')];
  const rows = replies.map(({ words, givenOn, saidBy, told }) => [
    dayInWords(givenOn),
    words,
    isPublication && told < 10 ? keptBack : String(told),
    ...(isPublication ? [] : [saidBy]),
  ]);
  const head = ['On', 'What they were told', 'Voices told', ...(isPublication ? [] : ['Said by'])];
  return [table('Replies', head, rows), text(waitingWords(owed, isPublication))];
}

function waitingWords(owed: number, isPublication: boolean): string {
  if (owed === 0) return 'Nobody waits for an answer.';
  return isPublication && owed < 10 ? 'Some wait for an answer.' : `Voices that wait for an answer: ${owed}.`;
}

function notDoneBlocks(ask: AskEvidence, isPublication: boolean): PackBlock[] {
  const { options, decisions, replies, counts } = ask;
  const chosen = decisions.at(-1)?.option ?? null;
  const missing = counts['not-asked'] + counts.asked + counts['cannot-now'];
  const rows: string[][] = [
    ...(chosen === null ? [] : options.filter(({ number }) => number !== chosen)).map(({ title }) => [
      `Not chosen: ${title}`,
      decisions.at(-1)?.because ?? '',
    ]),
    ...replies
      .filter(({ result }) => result === 'not-doing-because' || result === 'paused-because')
      .map(({ result, because }) => [result === 'paused-because' ? 'Paused' : 'Not doing', because ?? '']),
    ...decisions.flatMap(({ fewHeardBecause }) =>
      fewHeardBecause === null ? [] : [['Decided with few heard', fewHeardBecause]],
    ),
    ...(missing === 0
      ? []
      : [
          [
            'Not heard',
            isPublication && missing < 10 ? keptBack : `Households that gave no answer that we know of: ${missing}`,
          ],
        ]),
  ];
  return rows.length === 0
    ? [text('Everything that was asked for was done.')]
    : [table('Not done', ['What', 'Why'], rows)];
}

function storyBlock({ happened, felt, changed, firstName, names }: StoryTold, isPublication: boolean): PackBlock {
  const words = [happened, felt, changed].filter((one) => one !== null).join('\n');
  return {
    kind: 'quote',
    words: withoutNames(words, names),
    by: isPublication || firstName === null ? aResident : firstName,
  };
}

/** What an ask says, without the full names of those who answer for it, who presented it and who told people. */
export function withoutStaff(ask: AskEvidence): AskEvidence {
  const named = [
    ask.owner,
    ...ask.replies.map(({ saidBy }) => saidBy),
    ...ask.promises.map(({ owner }) => owner),
    ...ask.principles.map(({ answeredBy }) => answeredBy),
    ...ask.voicesNeeded.groups.map(({ keptBy }) => keptBy),
    ...ask.decisions.flatMap(({ presentedBy, facilitator }) => [presentedBy ?? '', facilitator ?? '']),
  ];
  const names = named.flatMap((words) => words.match(/\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)+/gu) ?? []);
  return eachText(ask, (words) => withoutNames(words, names));
}

/** The same thing, with every text in it changed, however deep it stands. */
function eachText<Value>(value: Value, change: (words: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => eachText(one, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, eachText(one, change)])) as Value;
}

function inScope({ counts }: Pick<AskEvidence, 'counts'>): number {
  return rollCallStates.reduce((sum, state) => sum + counts[state], 0);
}

function cellsOf(counts: readonly number[], isPublication: boolean): string[] {
  const cells = isPublication ? suppressSmall(counts).cells : counts;
  return cells.map((cell) => (cell === null ? keptBack : String(cell)));
}

/** A code as it is read: `in-person` is in person. */
function spaced(code: string): string {
  return code.replaceAll('-', ' ');
}

function nameOfForm(form: string): string {
  return form === 'welsh' ? 'Welsh' : spaced(form);
}

/** `2026-03-14`, or an instant of that day in London, is 14 March 2026. */
function dayInWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(new Date(day));
}

function pounds(pence: number): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pence / 100);
}

function text(words: string): PackBlock {
  return { kind: 'text', words };
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): PackBlock {
  return { kind: 'table', caption, head, rows };
}

const whoseWords: Readonly<Record<string, string>> = {
  own: 'their own words',
  relayed: 'through somebody',
  reading: 'as staff understood it',
};
const stateWords = {
  'not-asked': 'Not asked',
  asked: 'Asked, no answer yet',
  heard: 'Heard',
  declined: 'Would rather not say',
  'cannot-now': 'Cannot now',
} as const;
const resultWords = {
  done: 'Done',
  doing: 'Doing',
  'paused-because': 'Paused',
  'not-doing-because': 'Not doing',
  'passed-to': 'Passed on',
} as const;
const levelWords: Readonly<Record<HowDecided, string>> = {
  landlord: 'Telling you',
  'landlord-after-asking': 'Asking you',
  together: 'Deciding together',
  residents: 'Residents decide',
};
const wayWords: Readonly<Record<string, string>> = {
  'in-person': 'in person',
  phone: 'by phone',
  message: 'by message',
  letter: 'by letter',
  online: 'online',
  event: 'at an event',
};
const principleWords: Readonly<Record<Principle, string>> = {
  'sharing-power': 'Sharing power',
  reciprocity: 'Giving something back',
  'lived-experience': 'Lived experience',
  'common-purpose': 'A common purpose',
};
const decidedByWords = {
  residents: 'residents',
  jointly: 'residents and the landlord together',
  landlord: 'the landlord',
  regulator: 'a regulator',
} as const;
const capWords: Readonly<Record<LevelCap['code'], string>> = {
  'nothing-open': 'Nothing was open to change',
  'decided-before-asked': 'It was decided before anybody was asked',
  'decision-day-passed': 'The day of the decision has passed without one',
  'nobody-heard': 'Nobody was heard',
  'options-not-shared': 'The options were not shared with everybody before the decision',
  'options-without-costs': 'An option was shared without its cost',
  'landlord-decided': 'Residents did not decide it alone',
  'answers-owed': 'Some still wait for an answer, more than 28 days after the decision',
};

/** Every sentence of ours that names residents and stands among what people wrote. */
export const oursOfResidents: ReadonlySet<string> = new Set([
  aResident,
  raised,
  noWords,
  shownToAll,
  levelWords.residents,
  atMost('residents'),
  decidedByWords.residents,
  decidedByWords.jointly,
  capWords['landlord-decided'],
]);
