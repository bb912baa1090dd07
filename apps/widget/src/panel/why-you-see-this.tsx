import type { PanelPrompt } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { CanDo } from './later.js';
import { NotSaved } from './not-saved.js';
import { usePanel } from './panel-context.js';
import { useNotThisTime, type NotThisTimeSaved } from './use-not-this-time.js';

interface Props {
  readonly prompt: PanelPrompt;
  readonly onReload: () => void;
  /** Staff said that the prompt is wrong: what about it is asked next. */
  readonly onWrong: NotThisTimeSaved;
}

/** What to say before a prompt is put, and the facts behind it, one a line with its source. */
export function WhyYouSeeThis({ prompt, onReload, onWrong }: Props) {
  const { text } = usePanel();
  const [isOpened, setOpened] = useState(false);
  const { writing, save } = useNotThisTime(prompt, onWrong);
  return (
    <details className="fold" onToggle={() => setOpened(true)}>
      <summary>{text('prompt.why')}</summary>
      <p>
        <strong>{text('prompt.sayFirst')}</strong> “{text('prompt.readOut', { why: prompt.whyAsking })}”
      </p>
      <ul className="reasons">
        {prompt.why.map((line) => (
          <li key={line.text}>
            {line.text} <cite>{text('prompt.source', { source: line.source })}</cite>
          </li>
        ))}
      </ul>
      {isOpened && <CanDo />}
      {prompt.rule !== undefined && <p className="muted">{text('prompt.rule', { name: prompt.rule })}</p>}
      <NotSaved writing={writing} onReload={onReload} />
      <button type="button" className="link" onClick={() => save('wrong')}>
        {text('prompt.isWrong')}
      </button>
    </details>
  );
}
