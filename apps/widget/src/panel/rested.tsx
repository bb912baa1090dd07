import type { NotThisTimeReason } from '@doorstep/contracts/embed';
import { dayIn } from '@doorstep/ui/day';
import { FollowUp } from './follow-up.js';
import { usePanel } from './panel-context.js';
import { SavedBand } from './saved-band.js';

interface Props {
  readonly outcomeId: string;
  readonly reason: NotThisTimeReason;
  /** ISO date, or null when nothing keeps the home from being asked again. */
  readonly notBefore: string | null;
  readonly onDone: () => void;
}

/** After "not this time": what follows from it, in words. */
export function Rested({ outcomeId, reason, notBefore, onDone }: Props) {
  const { text, locale } = usePanel();
  const said = text(reason === 'never' ? 'notThisTime.stopped' : 'notThisTime.saved');
  return (
    <>
      <SavedBand outcomeId={outcomeId} said={said} takesFocus onDone={onDone} />
      <div className="words">
        {reason === 'topic' && <p>{text('notThisTime.topicOff')}</p>}
        {reason !== 'never' && notBefore && <p>{text('notThisTime.rests', { date: dayIn(locale, notBefore) })}</p>}
        {(reason === 'another-way' || reason === 'wrong') && (
          <FollowUp outcomeId={outcomeId} reason={reason} onReload={onDone} />
        )}
        <button type="button" className="button button-primary" onClick={onDone}>
          {text('panel.done')}
        </button>
      </div>
    </>
  );
}
