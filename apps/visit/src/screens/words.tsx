import { whoseWords } from '@doorstep/contracts/voice';
import { useApp } from '../app-context.js';
import type { Draft } from '../draft.js';

interface Props {
  readonly draft: Draft;
  /** In UTF-16 code units. */
  readonly longest: number;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** What they said, by the phone's own keyboard or microphone. */
export function Words({ draft, longest, onChange }: Props) {
  const { text, alsoInPanel } = useApp();
  return (
    <div className="field">
      <label htmlFor="words">{text('about.wordsTitle')}</label>
      <p id="words-hint" className="muted small">
        {text('about.wordsHint')} {draft.probe && text('about.more', { probe: draft.probe })}
      </p>
      <textarea
        id="words"
        rows={4}
        maxLength={longest}
        aria-describedby="words-hint"
        value={draft.words}
        onChange={(event) => onChange({ words: event.target.value })}
      />
      <fieldset>
        <legend>{alsoInPanel('words.whose')}</legend>
        {whoseWords.map((whose) => (
          <label key={whose} className="radio">
            <input type="radio" name="whose" checked={draft.whose === whose} onChange={() => onChange({ whose })} />
            {alsoInPanel(`words.${whose}`)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{alsoInPanel('words.keepName')}</legend>
        {([true, false] as const).map((keepName) => (
          <label key={String(keepName)} className="radio">
            <input
              type="radio"
              name="keep-name"
              checked={draft.keepName === keepName}
              onChange={() => onChange({ keepName })}
            />
            {alsoInPanel(keepName ? 'words.yes' : 'words.no')}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
