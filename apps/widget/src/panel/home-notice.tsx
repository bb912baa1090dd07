import type { PanelView } from '@doorstep/contracts/embed';
import { dayIn } from './day.js';
import { Notice } from './notice.js';
import { usePanel } from './panel-context.js';

/** Why there is no prompt, as far as it may be told. */
export function HomeNotice({ home }: { readonly home: PanelView['home'] }) {
  const { text, locale } = usePanel();
  if (home.state === 'do-not-ask') {
    return (
      <Notice title={text('doNotAsk.title')}>
        <p>{text('doNotAsk.body')}</p>
      </Notice>
    );
  }
  if (home.state === 'staff-done') {
    return (
      <Notice title={text('staffDone.title')}>
        <p>{text('staffDone.body')}</p>
      </Notice>
    );
  }
  if (home.state === 'unknown') {
    return (
      <Notice title={text('unknown.title')}>
        <p>{text('unknown.body')}</p>
      </Notice>
    );
  }
  const capped = home.state === 'capped';
  return (
    <Notice title={text('empty.title')}>
      {capped && (home.lastAskedOn || home.notBefore) && (
        <p>
          {home.lastAskedOn && text('empty.lastAsked', { date: dayIn(locale, home.lastAskedOn) })}{' '}
          {home.notBefore && text('empty.notBefore', { date: dayIn(locale, home.notBefore) })}
        </p>
      )}
    </Notice>
  );
}
