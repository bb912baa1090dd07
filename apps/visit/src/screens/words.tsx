import { useApp } from '../app-context.js';
import { longestWords, type Draft } from '../draft.js';

interface Props {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/**
 * What they said, by the phone's own keyboard or microphone, under the heading that asks for it. It is met first and
 * takes no focus: whoever only taps sees no keyboard.
 */
export function Words({ draft, onChange }: Props) {
  const { text } = useApp();
  return (
    <div className="field">
      <textarea
        id="words"
        rows={2}
        maxLength={longestWords}
        aria-label={text('about.title')}
        aria-describedby="words-hint"
        value={draft.words}
        onChange={(event) => onChange({ words: event.target.value })}
      />
      <p id="words-hint" className="muted small">
        {text('about.wordsHint')} {draft.probe && text('about.more', { probe: draft.probe })}
      </p>
    </div>
  );
}
