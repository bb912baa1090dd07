import type { PanelView } from '@doorstep/contracts/embed';
import { dayIn, timeIn } from '@doorstep/ui/day';
import { LogButton } from './log-button.js';
import { Notice } from './notice.js';
import { usePanel, useRecord } from './panel-context.js';
import { StartPromptsAgain } from './start-prompts-again.js';

/** Why there is no prompt, as far as it may be told. */
export function HomeNotice({ home }: { readonly home: PanelView['home'] }) {
  const { text, locale } = usePanel();
  const { api } = useRecord();
  switch (home.state) {
    case 'do-not-ask':
      return (
        <Notice title={text('doNotAsk.title')}>
          <p>{text('doNotAsk.body')}</p>
          {api.caps?.startPromptsAgain && <StartPromptsAgain />}
          <LogButton />
        </Notice>
      );
    case 'staff-done':
      return (
        <Notice title={text('staffDone.title')}>
          <p>{text('staffDone.body')}</p>
          <LogButton />
        </Notice>
      );
    case 'unknown':
      return (
        <Notice title={text('unknown.title')}>
          <p>
            {text('unknown.body')} {home.nextDataAt && text('unknown.next', { time: timeIn(locale, home.nextDataAt) })}
          </p>
          <LogButton />
        </Notice>
      );
    case 'forbidden':
      return <NotYourTeam teams={home.teams} />;
    default:
      return (
        <Notice title={text('empty.title')}>
          {home.state === 'capped' && (home.lastAskedOn || home.notBefore) && (
            <p>
              {home.lastAskedOn && text('empty.lastAsked', { date: dayIn(locale, home.lastAskedOn) })}{' '}
              {home.notBefore && text('empty.notBefore', { date: dayIn(locale, home.notBefore) })}
            </p>
          )}
          <LogButton />
        </Notice>
      );
  }
}

/** Which team to ask for, and never why. */
export function NotYourTeam({ teams }: { readonly teams: readonly string[] }) {
  const { text } = usePanel();
  const [team, ...others] = teams;
  const says =
    team === undefined
      ? text('forbidden.body')
      : others.length === 0
        ? text('forbidden.team', { team })
        : text('forbidden.teams', { teams: teams.join(', ') });
  return (
    <Notice title={text('forbidden.title')}>
      <p>{says}</p>
    </Notice>
  );
}
