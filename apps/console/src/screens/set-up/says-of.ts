import type { SetUpStep } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import type { Locale } from '@doorstep/ui/text';
import { dayOf, timeOf } from '../../when.js';

/** The sentence under a step. */
export function saysOf(text: ConsoleText, locale: Locale, { step, says, count, phones, name, at }: SetUpStep): string {
  const n = count ?? 0;
  switch (step) {
    case 'connect':
      return says === 'done' ? text('setUp.connect.says.done', { name: name ?? '' }) : text('setUp.connect.says.none');
    case 'match':
      if (says === 'done') return text('setUp.match.says.done', { name: name ?? '' });
      return says === 'waiting' ? text('setUp.match.says.waiting') : text('setUp.match.says.none');
    case 'try':
      if (says === 'done') return text('setUp.try.says.done');
      return says === 'waiting' ? text('setUp.try.says.waiting') : text('setUp.try.says.none');
    case 'bring-in':
      if (says === 'done') return text('setUp.bring-in.says.done', { count: n });
      if (says === 'running') return text('setUp.bring-in.says.running', { count: n });
      if (says === 'problem') return text('setUp.bring-in.says.problem');
      return says === 'waiting' ? text('setUp.bring-in.says.waiting') : text('setUp.bring-in.says.none');
    case 'rules':
      if (says === 'shipped') return text('setUp.rules.says.shipped');
      return says === 'done' ? text('setUp.rules.says.done', { count: n }) : text('setUp.rules.says.none');
    case 'panel':
      if (says === 'done' && at !== null)
        return text('setUp.panel.says.done', { day: dayOf(locale, at), time: timeOf(locale, at) });
      return says === 'added' ? text('setUp.panel.says.added') : text('setUp.panel.says.none');
    case 'people':
      return says === 'done'
        ? text('setUp.people.says.done', { people: n, phones: phones ?? 0 })
        : text('setUp.people.says.none');
    case 'live-step':
      if (says === 'everyone') return text('setUp.live-step.says.everyone');
      if (says === 'done') return text('setUp.live-step.says.done', { count: n });
      return says === 'waiting' ? text('setUp.live-step.says.waiting') : text('setUp.live-step.says.none');
  }
}
