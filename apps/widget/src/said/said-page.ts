/**
 * What runs in `GET /said`, the page of a partner's or a stall's link. The secret stands after `#`, so no server and no
 * log ever sees it in an address; it is taken out of there before anything else, and kept nowhere but in this page.
 */
import type { PhoneNumber, RouteOffer } from '@doorstep/contracts/embed';
import type { SaidKept, SaidOpened, SaidPart } from '@doorstep/contracts/http';
import { localeFor, saidTextIn, type SaidText, type SaidTextKey } from '@doorstep/ui/text';
import tokens from '@doorstep/ui/tokens.css?inline';
import { choices, el, field } from './elements.js';
import rules from './said.css?inline';
import { openLink, sendWords, type Came } from './send-said.js';

const link = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

const sheet = new CSSStyleSheet();
sheet.replaceSync(tokens + rules);
document.adoptedStyleSheets = [sheet];

/** One thing at a time, in this order; `act` only where the words suggest that somebody has to. */
type Step = 'words' | 'whose' | 'reach' | 'home' | 'act' | 'sent';
const steps = ['words', 'whose', 'reach', 'home'] as const;

/** What somebody has written so far. On a stall the next one begins with none of it. */
interface Draft {
  readonly key: string;
  readonly words: Partial<Record<SaidPart, string>>;
  whose: 'own' | 'relayed' | undefined;
  reach: string;
  home: string;
  /** The hand-off that they chose, or `none`; undefined: nobody has asked them. */
  act: string | undefined;
}

let locale = localeFor(navigator.language);
let opened: SaidOpened | undefined;
let draft = newDraft();
let step: Step = 'words';
let offers: readonly RouteOffer[] = [];
let phones: readonly PhoneNumber[] = [];
let kept: SaidKept | undefined;
let notice: { readonly title: SaidTextKey; readonly body: SaidTextKey; again?: () => void } | undefined;
/** What is wrong on the step that is shown: something is missing, or it could not be sent. */
let wrong: SaidTextKey | undefined;
let isSending = false;

show();
void open();

async function open(): Promise<void> {
  const came: Came<SaidOpened> = link.startsWith('sd_') ? await openLink(link) : { is: 'over' };
  if (came.is === 'done') {
    opened = came.body;
    notice = undefined;
  } else notice = noticeOf(came.is, () => void open());
  show();
}

function newDraft(): Draft {
  return { key: newKey(), words: {}, whose: undefined, reach: '', home: '', act: undefined };
}

/** A name for what is sent, so that sending it twice keeps it once. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function noticeOf(is: Came<unknown>['is'], again: () => void): NonNullable<typeof notice> {
  if (is === 'over') return { title: 'said.overTitle', body: 'said.overBody' };
  if (is === 'full') return { title: 'said.fullTitle', body: 'said.fullBody' };
  return { title: 'said.faultTitle', body: 'said.faultBody', again };
}

/** Puts up what there is to see, and the focus at its heading: a page that changes by itself has to say so. */
function show(): void {
  const text = saidTextIn(locale);
  const landlord = opened?.landlord ?? text('said.yourLandlord');
  document.documentElement.lang = locale;
  document.title = text('said.title', { landlord });
  const main = el('main', {}, ...(notice ? noticeShown(text, landlord) : stepShown(text, landlord)));
  document.body.replaceChildren(
    el(
      'header',
      {},
      el('p', {}, landlord),
      el(
        'button',
        { type: 'button', class: 'plain', lang: locale === 'cy' ? 'en-GB' : 'cy', click: otherLanguage },
        text('said.other'),
      ),
    ),
    main,
    el('footer', {}, el('p', {}, text('said.danger'))),
  );
  const first = main.querySelector<HTMLElement>('[aria-invalid="true"]') ?? main.querySelector('h1');
  first?.focus();
}

function otherLanguage(): void {
  locale = locale === 'cy' ? 'en-GB' : 'cy';
  show();
}

function heading(words: string): HTMLElement {
  return el('h1', { tabindex: '-1' }, words);
}

function noticeShown(text: SaidText, landlord: string): Node[] {
  const { title, body, again } = notice!;
  return [
    heading(title === 'said.faultTitle' ? text(title, { landlord }) : say(text, title)),
    el('p', {}, say(text, body)),
    ...(again ? [el('button', { type: 'button', class: 'main', click: again }, text('said.tryAgain'))] : []),
  ];
}

/** For keys without gaps that are chosen as the page runs. */
function say(text: SaidText, key: SaidTextKey): string {
  return (text as (key: SaidTextKey) => string)(key);
}

function stepShown(text: SaidText, landlord: string): Node[] {
  if (!opened) return [el('p', { role: 'status' }, text('said.opening'))];
  if (step === 'sent') return sentShown(text, landlord);
  const shown: Readonly<Record<Exclude<Step, 'sent'>, () => Node[]>> = {
    words: () => wordsShown(text, landlord, opened!),
    whose: () => whoseShown(text),
    reach: () => reachShown(text),
    home: () => homeShown(text),
    act: () => actShown(text),
  };
  const at = steps.findIndex((one) => one === step);
  const isLast = step === 'home' || step === 'act';
  const form = el(
    'form',
    { novalidate: true, submit: goOn },
    ...(at < 0 ? [] : [el('p', { class: 'step' }, text('said.step', { at: at + 1, of: steps.length }))]),
    ...shown[step](),
    ...(wrong !== undefined && !hasField(wrong) ? [el('p', { class: 'wrong', role: 'alert' }, failed(text))] : []),
    el(
      'div',
      { class: 'doing' },
      el('button', { type: 'submit', class: 'main' }, text(isLast ? 'said.send' : 'said.next')),
      step === 'words' ? null : el('button', { type: 'button', class: 'plain', click: back }, text('said.back')),
    ),
  );
  return [form];
}

const ofFields: readonly SaidTextKey[] = ['said.wordsMissing', 'said.whoseMissing', 'said.actMissing'];
const hasField = (key: SaidTextKey) => ofFields.includes(key);

function failed(text: SaidText): string {
  if (wrong !== 'said.faultTitle') return say(text, wrong!);
  return `${text('said.faultTitle', { landlord: opened!.landlord })}. ${text('said.faultBody')}`;
}

function wordsShown(text: SaidText, landlord: string, opened: SaidOpened): Node[] {
  const { question, why, howDecided, parts } = opened;
  const asked = question ?? text('said.anything', { landlord });
  return [
    ...(question === null ? [] : [el('p', { class: 'muted' }, text('said.asks', { landlord }))]),
    heading(asked),
    ...(why === null ? [] : [el('p', {}, why)]),
    ...(howDecided === null
      ? []
      : [el('p', {}, el('span', { class: 'level' }, text(`said.howDecided.${howDecided}`)))]),
    ...roomShown(text, opened),
    ...parts.map((part, index) =>
      field(
        {
          id: `part-${part}`,
          label: text(`said.${part}`),
          hint: text(part === 'words' ? 'said.wordsHint' : isList(part) ? 'said.listHint' : 'said.partHint'),
          value: draft.words[part] ?? '',
          wrong: wrong === 'said.wordsMissing' && index === 0 ? text('said.wordsMissing') : undefined,
          isLong: true,
          most: 5_000,
        },
        (value) => {
          draft.words[part] = value;
          // Other words may be about something else.
          draft.act = undefined;
        },
      ),
    ),
    el(
      'p',
      { class: 'muted' },
      `${text('said.consent', { landlord })} ${text('said.consentOut')} ${text('said.noObligation')}`,
    ),
  ];
}

/** What cannot change any more, what can, and who answers for it: before anybody gives their time to it. */
function roomShown(text: SaidText, { alreadyDecided, stillOpen, owner }: SaidOpened): Node[] {
  const lines = [
    ['said.decided', alreadyDecided],
    ['said.open', stillOpen],
    ['said.owner', owner],
  ] as const;
  return lines.flatMap(([key, words]) =>
    words === null ? [] : [el('p', {}, el('strong', {}, text(key)), ` ${words}`)],
  );
}

function isList(part: SaidPart): boolean {
  return part === 'always' || part === 'never';
}

function whoseShown(text: SaidText): Node[] {
  const options = (['own', 'relayed'] as const).map((value) => ({ value, label: text(`said.${value}`) }));
  return [
    choices(
      {
        name: 'whose',
        legend: [heading(text('said.whoseTitle'))],
        options,
        chosen: draft.whose,
        wrong: wrong === 'said.whoseMissing' ? text('said.whoseMissing') : undefined,
      },
      (value) => {
        draft.whose = value === 'own' ? 'own' : 'relayed';
      },
    ),
  ];
}

function reachShown(text: SaidText): Node[] {
  return [
    heading(text('said.reachTitle')),
    field(
      {
        id: 'reach',
        label: text(draft.whose === 'relayed' ? 'said.relayedReach' : 'said.reach'),
        hint: `${text('said.reachHint')} ${text('said.skip')}`,
        value: draft.reach,
        most: 200,
      },
      (value) => {
        draft.reach = value;
      },
    ),
  ];
}

function homeShown(text: SaidText): Node[] {
  return [
    heading(text('said.homeTitle')),
    field(
      {
        id: 'home',
        label: text('said.home'),
        hint: `${text('said.homeHint')} ${text('said.skip')}`,
        value: draft.home,
        most: 200,
      },
      (value) => {
        draft.home = value;
      },
    ),
  ];
}

const askedAbout = [
  'emergency',
  'crisis',
  'safeguarding_da',
  'safeguarding',
  'hazard',
  'building_safety',
  'complaint_choice',
] as const;

function actShown(text: SaidText): Node[] {
  const fitting = askedAbout.filter((one) => offers.some(({ route }) => route === one));
  return [
    choices(
      {
        name: 'act',
        legend: [heading(text('said.actTitle')), el('p', {}, text('said.actBody'))],
        options: [
          ...fitting.map((value) => ({ value, label: text(`said.${value}`) })),
          { value: 'none', label: text('said.none') },
        ],
        chosen: draft.act,
        wrong: wrong === 'said.actMissing' ? text('said.actMissing') : undefined,
      },
      (value) => {
        draft.act = value;
      },
    ),
    ...(phones.length === 0 ? [] : [ringShown(text)]),
  ];
}

function ringShown(text: SaidText): Node {
  return el(
    'section',
    { class: 'ring' },
    el('h2', {}, text('said.ringTitle')),
    el(
      'ul',
      { lang: 'en-GB' },
      ...phones.map(({ name, number }) =>
        el('li', {}, el('a', { href: `tel:${number.replace(/\s/g, '')}` }, number), ` ${name}`),
      ),
    ),
  );
}

function sentShown(text: SaidText, landlord: string): Node[] {
  const isPassed = kept?.state === 'passed-on';
  return [
    heading(isPassed ? text('said.passedTitle') : text('said.sentTitle', { landlord })),
    el(
      'p',
      {},
      isPassed
        ? text('said.passedBody', { reference: kept?.references.join(', ') ?? '' })
        : `${text('said.sentBody')}${draft.reach.trim() === '' ? '' : ` ${text('said.sentAnswer')}`}`,
    ),
    el('button', { type: 'button', class: 'main', click: another }, text('said.another')),
  ];
}

function another(): void {
  draft = newDraft();
  [step, offers, phones, kept, wrong] = ['words', [], [], undefined, undefined];
  show();
}

function back(): void {
  wrong = undefined;
  step = step === 'act' ? 'home' : (steps[steps.findIndex((one) => one === step) - 1] ?? 'words');
  show();
}

function goOn(event: Event): void {
  event.preventDefault();
  if (isSending) return;
  wrong = missing();
  if (wrong === undefined && (step === 'home' || step === 'act')) return void send();
  if (wrong === undefined) step = steps[steps.findIndex((one) => one === step) + 1] ?? 'home';
  show();
}

function missing(): SaidTextKey | undefined {
  if (step === 'words' && partsOf().length === 0) return 'said.wordsMissing';
  if (step === 'whose' && draft.whose === undefined) return 'said.whoseMissing';
  return step === 'act' && draft.act === undefined ? 'said.actMissing' : undefined;
}

/** What was written, as it was written; each line of a list is a thing of its own. */
function partsOf(): { part: SaidPart; words: string }[] {
  return opened!.parts.flatMap((part) => {
    const written = draft.words[part] ?? '';
    const said = isList(part) ? written.split('\n').map((line) => line.trim()) : [written];
    return said.filter((words) => words.trim() !== '').map((words) => ({ part, words }));
  });
}

async function send(): Promise<void> {
  isSending = true;
  for (const button of document.querySelectorAll<HTMLButtonElement>('main button')) button.disabled = true;
  document.querySelector('.doing')?.append(el('span', { role: 'status' }, saidTextIn(locale)('said.sending')));
  const came = await sendWords(
    {
      link,
      parts: partsOf(),
      whose: draft.whose ?? 'own',
      ...(draft.reach.trim() === '' ? {} : { reach: draft.reach.trim() }),
      ...(draft.home.trim() === '' ? {} : { home: draft.home.trim() }),
      ...(draft.act === undefined ? {} : { routing: routingOf(draft.act) }),
    },
    draft.key,
  );
  isSending = false;
  wrong = undefined;
  if (came.is === 'done') [step, kept] = ['sent', came.body];
  else if (came.is === 'choose') {
    [step, offers] = ['act', came.offers];
    phones = numbersOf(came.offers.filter(({ phoneFirst }) => phoneFirst).flatMap((one) => one.phones));
  } else if (came.is === 'cannot-pass' && step === 'act') {
    wrong = 'said.cannotPass';
    phones = numbersOf([...phones, ...came.phones]);
  } else if (came.is === 'too-many') wrong = 'said.tooMany';
  else if (came.is === 'over' || came.is === 'full') notice = noticeOf(came.is, () => undefined);
  else wrong = 'said.faultTitle';
  show();
}

function routingOf(act: string): { chosen: string[]; whyNot?: 'resident-said-no' } {
  return act === 'none' ? { chosen: [], whyNot: 'resident-said-no' } : { chosen: [act] };
}

function numbersOf(all: readonly PhoneNumber[]): PhoneNumber[] {
  return [...new Map(all.map((phone) => [phone.number, phone])).values()];
}
