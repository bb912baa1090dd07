import type { Message } from '../message.js';

/** Policies that staff say do not fit. */
export const enGB = {
  'nav.policies': 'Policies that don’t fit',

  'policies.title': 'Policies that don’t fit',
  'policies.lead':
    'What staff say where a policy and real life clash. Nobody’s home is named, and who said it is not kept.',
  'policies.getting': 'Getting the policies that do not fit.',
  'policies.errorTitle': 'We cannot show the policies that do not fit right now',
  'policies.none': 'No policy has to be looked at',
  'policies.noneSays': 'Staff say it at the panel or the phone. It comes here once it was said on enough days.',
  'policies.of': '{theme}: {place}',
  'policies.elsewhere': 'homes outside the larger areas',
  'policies.since': 'Said on {days} days or more. Here since {day}.',
  'policies.gone': 'What was said is older than such sentences are kept.',
  'policies.answer': 'What came of it',
  'policies.answerHint': 'The policy changes to this, or it stays because of that.',
  'policies.answerMissing': 'Write what came of it',
  'policies.answerDo': 'Keep what came of it',
  'policies.answered': 'Kept: what came of it.',
  'policies.answeredBy': 'Said by {name}, {day}.',
  'policies.notKept': 'That was not kept',
  'policies.rule': 'A policy comes here once it was said not to fit on {days} days.',
  'policies.ruleChange': 'Change how many days',
  'policies.days': 'Number of days',
  'policies.daysHint': 'From 2 to 30. One day alone could point at one home.',
  'policies.daysWrong': 'Enter a whole number from 2 to 30',
  'policies.daysSave': 'Keep this number',
  'policies.daysSaved': 'Kept. It holds for what is said from now on.',
  'policies.daysTheirs': 'Somebody set another number. It is shown now.',
} as const;

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
export const cy: Readonly<Record<keyof typeof enGB, Message>> = {
  'nav.policies': 'Polisïau nad ydynt yn ffitio',

  'policies.title': 'Polisïau nad ydynt yn ffitio',
  'policies.lead':
    'Beth mae staff yn ei ddweud lle mae polisi a bywyd go iawn yn gwrthdaro. Nid enwir cartref neb, ac ni chedwir pwy a’i dywedodd.',
  'policies.getting': 'Yn nôl y polisïau nad ydynt yn ffitio.',
  'policies.errorTitle': 'Ni allwn ddangos y polisïau nad ydynt yn ffitio ar hyn o bryd',
  'policies.none': 'Nid oes polisi i edrych arno',
  'policies.noneSays': 'Mae staff yn ei ddweud yn y panel neu ar y ffôn. Daw yma wedi’i ddweud ar ddigon o ddyddiau.',
  'policies.of': '{theme}: {place}',
  'policies.elsewhere': 'cartrefi y tu allan i’r ardaloedd mwy',
  'policies.since': 'Dywedwyd ar {days} diwrnod neu fwy. Yma ers {day}.',
  'policies.gone': 'Mae’r hyn a ddywedwyd yn hŷn nag y cedwir brawddegau o’r fath.',
  'policies.answer': 'Beth ddaeth ohono',
  'policies.answerHint': 'Mae’r polisi’n newid i hyn, neu’n aros oherwydd hynny.',
  'policies.answerMissing': 'Ysgrifennwch beth ddaeth ohono',
  'policies.answerDo': 'Cadw beth ddaeth ohono',
  'policies.answered': 'Cadwyd: beth ddaeth ohono.',
  'policies.answeredBy': 'Dywedwyd gan {name}, {day}.',
  'policies.notKept': 'Ni chadwyd hynny',
  'policies.rule': 'Daw polisi yma wedi iddo gael ei ddweud nad yw’n ffitio ar {days} diwrnod.',
  'policies.ruleChange': 'Newid nifer y dyddiau',
  'policies.days': 'Nifer y dyddiau',
  'policies.daysHint': 'O 2 i 30. Gallai un diwrnod yn unig bwyntio at un cartref.',
  'policies.daysWrong': 'Rhowch rif cyfan o 2 i 30',
  'policies.daysSave': 'Cadw’r nifer hwn',
  'policies.daysSaved': 'Cadwyd. Mae’n dal ar gyfer yr hyn a ddywedir o hyn ymlaen.',
  'policies.daysTheirs': 'Gosododd rhywun nifer arall. Fe’i dangosir nawr.',
};
