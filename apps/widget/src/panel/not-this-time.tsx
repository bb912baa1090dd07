import type { NotThisTimeReason, PanelPrompt } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { dayIn } from '@doorstep/ui/day';
import { NotSaved } from './not-saved.js';
import { usePanel } from './panel-context.js';
import { StopAsking } from './stop-asking.js';
import { useNotThisTime, type NotThisTimeSaved } from './use-not-this-time.js';

const reasons: readonly NotThisTimeReason[] = ['moment', 'topic', 'another-way', 'never', 'wrong'];

interface Props {
  readonly prompt: PanelPrompt;
  readonly onBack: () => void;
  readonly onReload: () => void;
  readonly onStop: () => void;
  readonly onSaved: NotThisTimeSaved;
}

/** Why not this time. It may be the way, it may be the topic: the five reasons keep them apart. */
export function NotThisTime({ prompt, onBack, onReload, onStop, onSaved }: Props) {
  const { text, locale } = usePanel();
  const { writing, save } = useNotThisTime(prompt, onSaved);
  const [confirming, setConfirming] = useState(false);
  if (confirming) {
    return (
      <StopAsking
        writing={writing}
        onStop={() => save('never')}
        onBack={() => setConfirming(false)}
        onReload={onReload}
      />
    );
  }
  return (
    <Card labelledBy="doorstep-not-this-time" onEscape={onBack} busy={writing.busy}>
      <Heading id="doorstep-not-this-time" takesFocus>
        {text('notThisTime.title')}
      </Heading>
      <div className="answers">
        {reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className="button"
            onClick={() => (reason === 'never' ? setConfirming(true) : save(reason))}
          >
            {text(`notThisTime.${reason}`)}
          </button>
        ))}
      </div>
      {prompt.restsUntil && (
        <p className="muted">{text('notThisTime.until', { date: dayIn(locale, prompt.restsUntil) })}</p>
      )}
      <NotSaved writing={writing} onReload={onReload} />
      <div className="links">
        <button type="button" className="link" onClick={onBack}>
          {text('panel.back')}
        </button>
        <button type="button" className="link" onClick={onStop}>
          {text('stop.here')}
        </button>
      </div>
    </Card>
  );
}
