import type { WebhookEndpointShown } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, timeOf } from '../../when.js';

/** Whether a system is told, and why not. */
export function EndpointState({ endpoint }: { readonly endpoint: WebhookEndpointShown }) {
  const { locale, text } = useLanguage();
  const { offBecause, failingSince } = endpoint;
  if (offBecause !== null)
    return (
      <StatusWord light={offBecause === 'by-hand' ? 'quiet' : 'bad'}>{text(`hooks.off.${offBecause}`)}</StatusWord>
    );
  if (failingSince === null) return <StatusWord light="good">{text('hooks.on')}</StatusWord>;
  const since = { day: dayOf(locale, failingSince), time: timeOf(locale, failingSince) };
  return <StatusWord light="look">{text('hooks.failing', since)}</StatusWord>;
}
