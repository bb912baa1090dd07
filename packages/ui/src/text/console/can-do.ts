import type { Message } from '../message.js';

/** What whoever asks can do about what they hear. */
export const enGB = {
  'canDo.title': 'What staff can do',
  'canDo.lead':
    'Three short lines for whoever asks, by their role. They stand at each question, under “Why you see this”.',
  'canDo.getting': 'Getting what staff can do.',
  'canDo.errorTitle': 'We cannot show what staff can do right now',
  'canDo.shipped': 'These lines came with Doorstep.',
  'canDo.setBy': 'Written by {name}, {day}.',
  'canDo.change': 'Change these lines: {role}',
  'canDo.en': 'In English',
  'canDo.cy': 'In Welsh',
  'canDo.cyHint': 'Leave all three empty to show the English.',
  'canDo.myself': 'You can do',
  'canDo.passOn': 'You pass on',
  'canDo.leave': 'You leave alone',
  'canDo.missing': 'Write this line, in 120 characters or fewer',
  'canDo.save': 'Keep these lines',
  'canDo.saved': 'Kept. Staff see them from now on.',
} as const;

/** UNREVIEWED: written without a Welsh speaker and not yet read by one. */
export const cy: Readonly<Record<keyof typeof enGB, Message>> = {
  'canDo.title': 'Beth all staff ei wneud',
  'canDo.lead':
    'Tair llinell fer i bwy bynnag sy’n gofyn, yn ôl eu rôl. Maent wrth bob cwestiwn, o dan “Pam rydych chi’n gweld hyn”.',
  'canDo.getting': 'Yn nôl beth all staff ei wneud.',
  'canDo.errorTitle': 'Ni allwn ddangos beth all staff ei wneud ar hyn o bryd',
  'canDo.shipped': 'Daeth y llinellau hyn gyda Doorstep.',
  'canDo.setBy': 'Ysgrifennwyd gan {name}, {day}.',
  'canDo.change': 'Newid y llinellau hyn: {role}',
  'canDo.en': 'Yn Saesneg',
  'canDo.cy': 'Yn Gymraeg',
  'canDo.cyHint': 'Gadewch y tair yn wag i ddangos y Saesneg.',
  'canDo.myself': 'Gallwch wneud',
  'canDo.passOn': 'Pasiwch ymlaen',
  'canDo.leave': 'Gadewch lonydd i',
  'canDo.missing': 'Ysgrifennwch y llinell hon, mewn 120 nod neu lai',
  'canDo.save': 'Cadw’r llinellau hyn',
  'canDo.saved': 'Cadwyd. Mae staff yn eu gweld o hyn ymlaen.',
};
