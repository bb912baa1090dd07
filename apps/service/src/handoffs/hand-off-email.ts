import { handOffRules } from '@doorstep/domain';
import type { HandOffMessage } from './read-message.js';

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The e-mail that hands it over. The subject says nobody's name and no word of theirs, and of a restricted one not what
 * it is: mail programs show subjects to whoever stands by.
 */
export function handOffEmail(message: HandOffMessage): { readonly subject: string; readonly text: string } {
  const { title, isRestricted } = handOffRules[message.route];
  const { reference, words } = message;
  const lines = [
    ...(message.isEmergency ? ['This was called an emergency.', ''] : []),
    isRestricted ? 'This is for you alone. Please do not pass it on by e-mail.' : `${title}.`,
    '',
    `Said: ${londonTime.format(new Date(message.toldAt))}`,
    ...whereLines(message, isRestricted),
    ...(message.isToldAgain ? ['It was told before, within 90 days.'] : []),
    '',
    ...(words === null ? ['No words were written down.'] : ['As it was said:', '', words]),
    '',
    `Please say that you have it by ${londonTime.format(new Date(message.targetAt))}: tell whoever looks after Doorstep with you the reference ${reference}, or have your own system acknowledge it.`,
  ];
  return {
    subject: isRestricted ? `Doorstep hand-off ${reference}` : `Doorstep hand-off ${reference}, ${title}`,
    text: `${lines.join('\n')}\n`,
  };
}

function whereLines({ home, tenancy, person, where }: HandOffMessage, isRestricted: boolean): string[] {
  const place = home?.address ?? where;
  return [
    ...(place === null || place === '' ? [] : [`Where: ${place}`]),
    ...(home === null ? [] : [`Home: ${home.id}`]),
    ...(tenancy === null ? [] : [`Tenancy: ${tenancy.id}`]),
    ...(person === null ? [] : [isRestricted ? `Person: ${person.id}` : `Person: ${person.name} (${person.id})`]),
  ];
}
