import type { AskShown } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';

/** Whether people are asked it now, and until when or why not any more. */
export function AskState({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const { state, closesOn, closedAt, closedBecause, decidedOn } = ask;
  if (state === 'draft') return <StatusWord light="quiet">{text('ask.isDraft')}</StatusWord>;
  if (state === 'open')
    return <StatusWord light="good">{text('ask.isOpen', { day: dayOf(locale, closesOn) })}</StatusWord>;
  if (state === 'decided' && decidedOn !== null)
    return <StatusWord light="good">{text('ask.isDecided', { day: dayOf(locale, decidedOn) })}</StatusWord>;
  return (
    <StatusWord light="look">
      {text(`ask.isClosed.${closedBecause ?? 'stopped'}`, { day: dayOf(locale, closedAt ?? closesOn) })}
    </StatusWord>
  );
}
