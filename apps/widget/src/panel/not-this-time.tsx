import type { NotThisTimeReason, PanelPrompt } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { dayIn } from './day.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { StopAsking } from './stop-asking.js';
import { useWrite } from './use-write.js';

const reasons: readonly NotThisTimeReason[] = ['moment', 'topic', 'another-way', 'never', 'wrong'];

interface Props {
  readonly prompt: PanelPrompt;
  readonly onBack: () => void;
  readonly onReload: () => void;
  readonly onStop: () => void;
  readonly onSaved: (outcomeId: string, reason: NotThisTimeReason, notBefore: string | null) => void;
}

/** Why not this time. It may be the way, it may be the topic: the five reasons keep them apart. */
export function NotThisTime({ prompt, onBack, onReload, onStop, onSaved }: Props) {
  const { text, locale, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const [confirming, setConfirming] = useState(false);
  const save = (reason: NotThisTimeReason) => {
    const write = api.outcome({
      promptId: prompt.id,
      record,
      outcome: 'not-this-time',
      reason,
      saidAt: new Date().toISOString(),
    });
    writing.start(write, (reply) => {
      announce(text(reason === 'never' ? 'notThisTime.stopped' : 'notThisTime.saved'));
      onSaved(reply.outcomeId, reason, reply.notBefore);
    });
  };
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
