import type { AskShown, ChangeAskRequest } from '@doorstep/contracts/http';
import { today } from '../../when.js';

type Content = AskShown['content'];

/** What stands in the fields while an ask is written. What is a list is one a line. */
export interface AskValues {
  readonly question: string;
  readonly why: string;
  readonly owner: string;
  readonly claimed: Content['claimed'] | '';
  readonly fixed: readonly FixedValue[];
  readonly stillOpen: string;
  readonly isForEveryone: boolean;
  readonly places: readonly { readonly reference: string; readonly name: string | null }[];
  readonly decisionOn: string;
  readonly closesOn: string;
  readonly mostAnswers: string;
  readonly isFull: boolean;
  readonly stakes: Content['stakes'];
  readonly target: string;
  readonly journey: string;
  readonly roomToChange: string;
  readonly briefing: string;
  /** Somebody said that nothing needs to be known first. */
  readonly needsNoBriefing: boolean;
  readonly formats: Content['formats'];
  readonly recompense: string;
  readonly theme: string;
  readonly isTenantLed: boolean;
  readonly wordingHeldBy: string;
  readonly easyRead: string;
  readonly options: readonly OptionValue[];
}
export interface FixedValue {
  readonly what: string;
  readonly because: Content['alreadyDecided'][number]['because'] | '';
}
export interface OptionValue {
  readonly title: string;
  readonly words: string;
  readonly pounds: string;
  readonly costWords: string;
  readonly whoPays: string;
  readonly fixedParts: string;
}

const daysAhead = 28;
const dayInMs = 86_400_000;
const pence = 100;

/** A new one: whoever writes it leads it, everybody is asked, and it is decided in four weeks. */
export function emptyAsk(owner: string): AskValues {
  return {
    ...{ question: '', why: '', owner, claimed: '', fixed: [], stillOpen: '', isForEveryone: true, places: [] },
    decisionOn: new Date(Date.parse(today()) + daysAhead * dayInMs).toISOString().slice(0, 10),
    ...{ closesOn: '', mostAnswers: '', isFull: false, stakes: 'light', target: '', journey: '', roomToChange: '' },
    ...{ briefing: '', needsNoBriefing: false, formats: ['standard'], recompense: '', theme: '', isTenantLed: false },
    ...{ wordingHeldBy: '', easyRead: '', options: [] },
  };
}

/** What an ask says, as its fields hold it. */
export function valuesOf({ content }: AskShown): AskValues {
  const { scope, options } = content;
  return {
    ...{ question: content.question, why: content.why, owner: content.owner, claimed: content.claimed },
    fixed: content.alreadyDecided,
    stillOpen: content.stillOpen.join('\n'),
    isForEveryone: scope.kind === 'everyone',
    places: scope.kind === 'everyone' ? [] : scope.places.map((reference) => ({ reference, name: null })),
    decisionOn: content.decisionOn,
    closesOn: content.closesOn === content.decisionOn ? '' : content.closesOn,
    mostAnswers: content.mostAnswers === null ? '' : String(content.mostAnswers),
    isFull: content.size === 'full',
    stakes: content.stakes,
    target: content.target ?? '',
    journey: content.journey ?? '',
    roomToChange: content.roomToChange ?? '',
    briefing: content.briefing ?? '',
    needsNoBriefing: content.briefing === '',
    formats: content.formats,
    recompense: content.recompense ?? '',
    theme: content.theme ?? '',
    isTenantLed: content.isTenantLed,
    wordingHeldBy: content.wordingHeldBy ?? '',
    easyRead: content.easyRead.join('\n'),
    options: options.map(({ title, words, cost, costWords, whoPays, fixedParts }) => ({
      ...{ title, words, costWords: costWords ?? '', whoPays: whoPays ?? '' },
      pounds: cost === null ? '' : String(cost / pence),
      fixedParts: fixedParts.join('\n'),
    })),
  };
}

/** What is sent. Call it where nothing is missing: see `missingOf`. */
export function contentOf(values: AskValues): Omit<ChangeAskRequest, 'version' | 'agreedBy'> {
  const { claimed, closesOn, mostAnswers } = values;
  return {
    question: values.question.trim(),
    why: values.why.trim(),
    owner: values.owner.trim(),
    claimed: claimed === '' ? 'landlord' : claimed,
    alreadyDecided: values.fixed.flatMap(({ what, because }) =>
      what.trim() === '' || because === '' ? [] : [{ what: what.trim(), because }],
    ),
    stillOpen: linesOf(values.stillOpen),
    scope: values.isForEveryone
      ? { kind: 'everyone' }
      : { kind: 'places', places: values.places.map(({ reference }) => reference) },
    decisionOn: values.decisionOn,
    ...(closesOn === '' ? {} : { closesOn }),
    mostAnswers: mostAnswers.trim() === '' ? null : Number(mostAnswers),
    size: values.isFull ? 'full' : 'small',
    stakes: values.stakes,
    target: orNull(values.target),
    journey: orNull(values.journey),
    roomToChange: orNull(values.roomToChange),
    briefing: values.briefing.trim() === '' && values.needsNoBriefing ? '' : orNull(values.briefing),
    formats: values.formats,
    recompense: orNull(values.recompense),
    theme: orNull(values.theme),
    isTenantLed: values.isTenantLed,
    wordingHeldBy: orNull(values.wordingHeldBy),
    easyRead: linesOf(values.easyRead),
    options: values.options.map((option) => ({
      title: option.title.trim(),
      words: option.words.trim(),
      cost: option.pounds.trim() === '' ? null : Math.round(poundsOf(option.pounds) * pence),
      costWords: orNull(option.costWords),
      whoPays: orNull(option.whoPays),
      fixedParts: linesOf(option.fixedParts),
    })),
  };
}

/** The same with the version it was written on, and who agreed to other words where somebody holds them. */
export function changeOf(values: AskValues, version: number, agreedBy: string | null): ChangeAskRequest {
  return { ...contentOf(values), version, ...(agreedBy === null ? {} : { agreedBy }) };
}

/** The parts of which something is to be filled in first, before anything can be kept. */
export type MissingPart =
  | 'question'
  | 'why'
  | 'claimed'
  | 'owner'
  | 'fixed'
  | 'stillOpen'
  | 'places'
  | 'decisionOn'
  | 'mostAnswers'
  | 'options';

export function missingOf(values: AskValues): readonly MissingPart[] {
  const { fixed, options, mostAnswers } = values;
  const isWhole = mostAnswers.trim() === '' || (Number.isInteger(Number(mostAnswers)) && Number(mostAnswers) > 0);
  const faults: readonly (readonly [MissingPart, boolean])[] = [
    ['question', values.question.trim() === ''],
    ['why', values.why.trim() === ''],
    ['claimed', values.claimed === ''],
    ['fixed', fixed.some(({ what, because }) => (what.trim() === '') !== (because === ''))],
    ['stillOpen', values.claimed !== 'landlord' && linesOf(values.stillOpen).length === 0],
    ['owner', values.owner.trim() === ''],
    ['places', !values.isForEveryone && values.places.length === 0],
    ['decisionOn', values.decisionOn === ''],
    ['mostAnswers', !isWhole],
    ['options', options.some((option) => !isWholeOption(option))],
  ];
  return faults.filter(([, isMissing]) => isMissing).map(([part]) => part);
}

function isWholeOption({ title, words, pounds }: OptionValue): boolean {
  const isCost = pounds.trim() === '' || (Number.isFinite(poundsOf(pounds)) && poundsOf(pounds) >= 0);
  return title.trim() !== '' && words.trim() !== '' && isCost;
}

function poundsOf(written: string): number {
  return Number(written.replace(/[£,\s]/g, ''));
}

function linesOf(written: string): string[] {
  return written
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function orNull(written: string): string | null {
  return written.trim() === '' ? null : written.trim();
}
