import type { Locale } from './text/index.js';

/** What each kind of everyday contact is called, and what happened. UNREVIEWED: not yet read by a Welsh speaker. */
const welsh: Readonly<Record<string, readonly [name: string, happened: string]>> = {
  'RPR-REP': ['Rhoi gwybod am atgyweiriad', 'Rhoddwyd gwybod am atgyweiriad'],
  'RPR-VIS': ['Ymweliad atgyweirio arferol wedi’i wneud', 'Gorffennwyd atgyweiriad'],
  'RPR-EMG': ['Ymweliad brys neu y tu allan i oriau', 'Gwnaed atgyweiriad brys'],
  'RPR-FOL': ['Ymweliad dilynol', 'Gwnaed ymweliad dilynol'],
  'RPR-FUP': ['Galwad ar ôl atgyweiriad', 'Gwnaed galwad am atgyweiriad'],
  'RPR-NAC': ['Dim mynediad', 'Nid oedd neb i mewn ar ymweliad'],
  'GAS-LGSR': ['Gwiriad diogelwch nwy', 'Gwnaed gwiriad nwy'],
  'ELE-EICR': ['Gwiriad trydanol', 'Gwnaed gwiriad trydanol'],
  'FIR-DOR': ['Gwiriad drws fflat neu ddrws tân', 'Gwiriwyd drws tân'],
  'FIR-FRA': ['Asesiad risg tân neu brawf larwm', 'Gwnaed ymweliad diogelwch tân'],
  'WTR-HYG': ['Prawf hylendid dŵr, awyrell fwg neu lifft', 'Gwnaed prawf diogelwch byr'],
  'DMP-INS': ['Archwiliad lleithder a llwydni', 'Gwnaed ymweliad lleithder a llwydni'],
  'STK-SUR': ['Arolwg cyflwr stoc', 'Arolygwyd y cartref'],
  'PLN-PRE': ['Gwaith wedi’i gynllunio, cyn dechrau', 'Trafodwyd gwaith wedi’i gynllunio'],
  'PLN-PST': ['Gwaith wedi’i gynllunio, wedyn', 'Gorffennwyd gwaith wedi’i gynllunio'],
  'RET-FIT': ['Ôl-osod neu newid gwresogi', 'Trafodwyd newid gwresogi'],
  'ADP-OTV': ['Asesiad addasiad', 'Gwnaed ymweliad addasu'],
  'PST-CTL': ['Triniaeth plâu', 'Gwnaed triniaeth plâu'],
  'LFT-OUT': ['Cyswllt am lifft sydd wedi torri', 'Trwsiwyd lifft'],
  'VOI-VEW': ['Gweld cartref', 'Gwelwyd cartref'],
  'TEN-SGN': ['Llofnodi tenantiaeth', 'Dechreuodd tenantiaeth'],
  'TEN-SET': ['Ymweliad ymgartrefu', 'Gwnaed ymweliad ymgartrefu'],
  'TEN-STR': ['Adolygiad tenantiaeth gychwynnol', 'Adolygwyd tenantiaeth gychwynnol'],
  'TEN-AUD': ['Archwiliad tenantiaeth neu wiriad aelwyd', 'Gwnaed ymweliad tenantiaeth'],
  'TEN-MUX': ['Cyfnewid cartrefi', 'Dechreuodd tenantiaeth drwy gyfnewid'],
  'TEN-CHG': ['O gyd-denantiaeth i un enw, neu newid enw', 'Gofynnwyd am newid i’r denantiaeth'],
  'TEN-SUC': ['Olyniaeth neu farwolaeth', 'Agorwyd olyniaeth'],
  'TEN-END': ['Rhybudd ymadael neu ymweliad cyn gadael', 'Cofnodwyd diwedd i’r denantiaeth'],
  'INC-RTN': ['Galwad arferol am rent neu gyfrif', 'Gwnaed galwad am y cyfrif rhent'],
  'INC-ENF': ['Rhybudd, llys neu droi allan', 'Agorwyd achos meddiant'],
  'MON-ADV': ['Cyngor ar arian neu fudd-daliadau', 'Rhoddwyd cyngor ar arian'],
  'EST-WLK': ['Taith gerdded o’r ystad', 'Cynhaliwyd taith gerdded o’r ystad'],
  'CLN-CTK': ['Sgwrs â gofalwr, glanhawr neu arddwr', 'Cafodd staff yr ystad sgwrs'],
  'TEL-GEN': ['Galwad neu ymholiad cyffredinol', 'Daeth galwad i mewn'],
  'DIG-MSG': ['Neges porth neu e-bost', 'Daeth neges i mewn'],
  'OFF-WLK': ['Galw heibio, digwyddiad neu stondin', 'Daeth rhywun i mewn'],
  'SHE-DAY': ['Galwad ddyddiol neu sesiwn gymorth tai lloches', 'Cynhaliwyd sesiwn gymorth'],
  'SEN-CAS': ['Cyswllt cwyn, ymddygiad gwrthgymdeithasol, lles neu ddiogelu', 'Agorwyd achos'],
};

/** What a kind of contact is called in the language of the screen; the service calls it by its English name. */
export function contactName(locale: Locale, { code, name }: { readonly code: string; readonly name: string }): string {
  return (locale === 'cy' && welsh[code]?.[0]) || name;
}

/** What happened at such a contact, as the start of a sentence. */
export function contactHappened(
  locale: Locale,
  { code, happened }: { readonly code: string; readonly happened: string },
): string {
  return (locale === 'cy' && welsh[code]?.[1]) || happened;
}
