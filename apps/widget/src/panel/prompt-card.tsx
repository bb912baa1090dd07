import type { PanelPrompt } from '@doorstep/contracts/embed';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { HowDecided } from './how-decided.js';
import { KindTag } from './kind-tag.js';
import { usePanel, useRecord } from './panel-context.js';
import type { NotThisTimeSaved } from './use-not-this-time.js';
import { WhyYouSeeThis } from './why-you-see-this.js';

interface Props {
  readonly prompt: PanelPrompt;
  /** From 1. */
  readonly place: number;
  readonly total: number;
  readonly takesFocus: boolean;
  readonly onToldMe: () => void;
  readonly onTakePart: () => void;
  readonly onNotThisTime: () => void;
  readonly onStop: () => void;
  readonly onReload: () => void;
  readonly onWrong: NotThisTimeSaved;
}

/** One prompt, open: what to say, what is settled and what is not, and the answers. */
export function PromptCard({
  prompt,
  place,
  total,
  takesFocus,
  onToldMe,
  onTakePart,
  onNotThisTime,
  onStop,
  onReload,
  onWrong,
}: Props) {
  const { text } = usePanel();
  const { api } = useRecord();
  const mayTakePart = (prompt.kind === 'ask' || prompt.kind === 'invite') && api.caps?.setPreferences !== false;
  return (
    <Card labelledBy="doorstep-prompt">
      <div className="card-top">
        {prompt.howDecided ? <HowDecided howDecided={prompt.howDecided} /> : <KindTag kind={prompt.kind} />}
        {total > 1 && <span className="muted">{text('prompt.place', { place, total })}</span>}
      </div>
      <Heading id="doorstep-prompt" takesFocus={takesFocus}>
        {prompt.title}
      </Heading>
      <p className="unseen">{text('prompt.say')}</p>
      <blockquote className="say">“{prompt.say}”</blockquote>
      {(prompt.alreadyDecided || prompt.stillOpen) && (
        <div className="settled">
          {prompt.alreadyDecided && (
            <p>
              <strong>{text('prompt.decided')}</strong> {prompt.alreadyDecided}
            </p>
          )}
          {prompt.stillOpen && (
            <p>
              <strong>{text('prompt.open')}</strong> {prompt.stillOpen}
            </p>
          )}
        </div>
      )}
      <div className="answers">
        <button type="button" className="button button-primary" onClick={onToldMe}>
          {text('prompt.toldMe')}
        </button>
        {mayTakePart && (
          <button type="button" className="button" onClick={onTakePart}>
            {text('prompt.takePart')}
          </button>
        )}
        <button type="button" className="button" onClick={onNotThisTime}>
          {text('prompt.notThisTime')}
        </button>
      </div>
      <div className="card-foot">
        <WhyYouSeeThis prompt={prompt} onReload={onReload} onWrong={onWrong} />
        <button type="button" className="link" onClick={onStop}>
          {text('stop.here')}
        </button>
      </div>
    </Card>
  );
}
