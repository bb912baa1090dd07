import type { Locale } from './index.js';
import { fill, type GapsOf, type Message } from './message.js';

export { themeCodes, themeNames, type ThemeCode } from './theme-names.js';

/** What the panel says after its first view, fetched with those screens. */
const enGB = {
  'bring.title': 'What could they bring?',
  'bring.kind': 'What is it?',
  'bring.skill': 'Something they can do',
  'bring.time': 'Time',
  'bring.things': 'Something to lend',
  'bring.place': 'Somewhere to meet',
  'bring.kindMissing': 'Choose what it is.',
  'bring.words': 'In a few words',
  'bring.empty': 'Write what they could bring.',
  'bring.consent': 'They agree that whoever organises something here may find it',
  'bring.consentHint': 'It goes by itself after a while, and at any time they say so.',
  'bring.consentMissing': 'Ask them first: it is kept only when they agree.',
  'bring.months': {
    one: 'It goes by itself after {count} month, and at any time they say so.',
    other: 'It goes by itself after {count} months, and at any time they say so.',
  },
  'bring.until': 'Until {day}.',
  'bring.save': 'Save',
  'bring.saved': 'Saved. They can take it back at any time.',
  'bring.withdraw': 'Take it back',
  'bring.withdrawn': 'Taken back. It is gone.',

  'canDo.title': 'What you can do',
  'canDo.myself': 'You can do:',
  'canDo.passOn': 'You pass on:',
  'canDo.leave': 'You leave alone:',

  'clash.ask': 'A policy and real life do not match?',
  'clash.title': 'The policy doesn’t fit',
  'clash.hint': 'It is kept for the area, not for this home, and without your name. It cannot be taken back.',
  'clash.theme': 'What is the policy about?',
  'clash.themeMissing': 'Choose what the policy is about.',
  'clash.words': 'What does the policy say, and how is it really?',
  'clash.wordsHint': 'One short sentence. No names and no addresses.',
  'clash.empty': 'Write one short sentence.',
  'clash.tooLong': 'Use {most} characters or fewer.',
  'clash.names': 'Leave out names, addresses, numbers and postcodes. Write about the policy alone.',
  'clash.onlyNow': 'It goes at once, so it needs signal. This phone keeps nothing of it.',
  'clash.notKept': 'That was not kept. Try again where there is signal, or tell your manager.',
  'clash.save': 'Save',
  'clash.saved': 'Saved for the area. When it is said on enough days, someone looks at the policy.',
  'lightbulb.hint': 'Would we ever have thought of this?',
  'lightbulb.us': 'No, we would not',
  'lightbulb.they': 'They say we would not',
  'lightbulb.by': 'Marked by {name}, {day}',
  'lightbulb.asked': 'Marked by {name} because they asked, {day}',
  'lightbulb.takeBack': 'Take the mark back',
  'lightbulb.back': 'Mark taken back',
  'felt.label': 'How did it feel? (optional)',
  'felt.hint': 'In their words. It is kept with what they said.',
  'remind.says': 'You kept this earlier today without their words. Do you still remember them?',
  'remind.add': 'Add their words',
  'remind.leave': 'Leave it as it is',
  'remind.left': 'It stays as it is.',
  'readBack.hint': 'Read this to them, and ask whether it is right.',
  'readBack.loading': 'Getting the note.',
  'readBack.right': 'Yes, that’s right',
  'readBack.change': 'Change it',
  'readBack.answers': 'It answers: {question}',
  'readBack.leave': 'They take no more part in this',
  'readBack.left': 'They take no more part. Nobody asks or tells them about it.',
  'readBack.agreed': 'They agree with the note.',
  'spoken.before': 'Spoken with before: {who}',
} as const;

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
const cy: Readonly<Record<keyof typeof enGB, Message>> = {
  'bring.title': 'Beth gallent ei gynnig?',
  'bring.kind': 'Beth ydyw?',
  'bring.skill': 'Rhywbeth y gallant ei wneud',
  'bring.time': 'Amser',
  'bring.things': 'Rhywbeth i’w fenthyg',
  'bring.place': 'Rhywle i gwrdd',
  'bring.kindMissing': 'Dewiswch beth ydyw.',
  'bring.words': 'Mewn ychydig eiriau',
  'bring.empty': 'Ysgrifennwch beth gallent ei gynnig.',
  'bring.consent': 'Maent yn cytuno y caiff pwy bynnag sy’n trefnu rhywbeth yma ddod o hyd iddo',
  'bring.consentHint': 'Mae’n mynd ohono’i hun ymhen amser, ac unrhyw bryd y dywedant.',
  'bring.consentMissing': 'Gofynnwch iddynt yn gyntaf: dim ond pan gytunant y caiff ei gadw.',
  'bring.months': {
    two: 'Mae’n mynd ohono’i hun ar ôl {count} fis, ac unrhyw bryd y dywedant.',
    other: 'Mae’n mynd ohono’i hun ar ôl {count} mis, ac unrhyw bryd y dywedant.',
  },
  'bring.until': 'Hyd {day}.',
  'bring.save': 'Cadw',
  'bring.saved': 'Cadwyd. Gallant ei dynnu’n ôl unrhyw bryd.',
  'bring.withdraw': 'Ei dynnu’n ôl',
  'bring.withdrawn': 'Tynnwyd yn ôl. Mae wedi mynd.',

  'canDo.title': 'Beth allwch chi ei wneud',
  'canDo.myself': 'Gallwch wneud:',
  'canDo.passOn': 'Pasiwch ymlaen:',
  'canDo.leave': 'Gadewch lonydd i:',

  'clash.ask': 'Polisi a bywyd go iawn ddim yn cyd-fynd?',
  'clash.title': 'Nid yw’r polisi yn ffitio',
  'clash.hint': 'Fe’i cedwir ar gyfer yr ardal, nid y cartref hwn, a heb eich enw. Ni ellir ei dynnu’n ôl.',
  'clash.theme': 'Am beth mae’r polisi?',
  'clash.themeMissing': 'Dewiswch am beth mae’r polisi.',
  'clash.words': 'Beth mae’r polisi yn ei ddweud, a sut mae pethau mewn gwirionedd?',
  'clash.wordsHint': 'Un frawddeg fer. Dim enwau na chyfeiriadau.',
  'clash.empty': 'Ysgrifennwch un frawddeg fer.',
  'clash.tooLong': 'Defnyddiwch {most} nod neu lai.',
  'clash.names': 'Gadewch enwau, cyfeiriadau, rhifau a chodau post allan. Ysgrifennwch am y polisi yn unig.',
  'clash.save': 'Cadw',
  'clash.saved': 'Cadwyd ar gyfer yr ardal. Pan ddywedir hyn ar ddigon o ddyddiau, bydd rhywun yn edrych ar y polisi.',
  'lightbulb.hint': 'A fyddem ni wedi meddwl am hyn?',
  'lightbulb.us': 'Na fyddem',
  'lightbulb.they': 'Maen nhw’n dweud na fyddem',
  'lightbulb.by': 'Marciwyd gan {name}, {day}',
  'lightbulb.asked': 'Marciwyd gan {name} am iddyn nhw ofyn, {day}',
  'lightbulb.takeBack': 'Tynnu’r marc yn ôl',
  'lightbulb.back': 'Tynnwyd y marc yn ôl',
  'felt.label': 'Sut deimlad oedd hynny? (dewisol)',
  'felt.hint': 'Yn eu geiriau nhw. Fe’i cedwir gyda’r hyn a ddywedon nhw.',
  'remind.says': 'Fe gadwoch hyn yn gynharach heddiw heb eu geiriau. Ydych chi’n dal i’w cofio?',
  'remind.add': 'Ychwanegu eu geiriau',
  'remind.leave': 'Ei adael fel y mae',
  'remind.left': 'Mae’n aros fel y mae.',
  'readBack.hint': 'Darllenwch hyn iddyn nhw, a gofynnwch a yw’n iawn.',
  'readBack.loading': 'Yn nôl y nodyn.',
  'readBack.right': 'Ydy, mae’n iawn',
  'readBack.change': 'Ei newid',
  'readBack.answers': 'Mae’n ateb: {question}',
  'readBack.leave': 'Nid ydynt yn cymryd rhan bellach',
  'readBack.left': 'Nid ydynt yn cymryd rhan bellach. Ni fydd neb yn gofyn nac yn dweud dim am hyn wrthynt.',
  'readBack.agreed': 'Maen nhw’n cytuno â’r nodyn.',
  'spoken.before': 'Wedi siarad o’r blaen: {who}',
};

export const laterCatalogues: Readonly<Record<Locale, Readonly<Record<LaterTextKey, Message>>>> = { 'en-GB': enGB, cy };
export type LaterTextKey = keyof typeof enGB;

type Values<K extends LaterTextKey> = [GapsOf<(typeof enGB)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<GapsOf<(typeof enGB)[K]>, string | number>>];

  'clash.onlyNow': 'Mae’n mynd ar unwaith, felly mae angen signal. Nid yw’r ffôn hwn yn cadw dim ohono.',
  'clash.notKept': 'Ni chadwyd hynny. Rhowch gynnig arall lle mae signal, neu dywedwch wrth eich rheolwr.',
/** Looks up what a later screen says by its key and fills its gaps. */
export type LaterText = <K extends LaterTextKey>(key: K, ...values: Values<K>) => string;

/** The words of the later screens in one locale. */
export function laterTextIn(locale: Locale): LaterText {
  return (key, ...values) => fill(locale, laterCatalogues[locale][key], values[0] ?? {});
}
