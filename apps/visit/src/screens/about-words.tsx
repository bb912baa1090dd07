import { whoseWords } from '@doorstep/contracts/voice';
import { longestFelt } from '@doorstep/ui/felt';
import { useApp } from '../app-context.js';
import type { Draft } from '../draft.js';

interface Props {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** How it felt, whose words they are, and whether their name stays with them. */
export function AboutWords({ draft, onChange }: Props) {
  const { text, alsoInPanel } = useApp();
  return (
    <div className="field">
      <label htmlFor="felt">{text('about.felt')}</label>
      <textarea
        id="felt"
        rows={1}
        maxLength={longestFelt}
        aria-describedby="felt-hint"
        value={draft.felt ?? ''}
        onChange={(event) => onChange({ felt: event.target.value })}
      />
      <p id="felt-hint" className="muted small">
        {text('about.feltHint')}
      </p>
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
