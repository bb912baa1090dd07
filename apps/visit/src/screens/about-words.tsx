import { whoseWords } from '@doorstep/contracts/voice';
import { useApp } from '../app-context.js';
import type { Draft } from '../draft.js';

interface Props {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Whose words they are, and whether their name stays with them. */
export function AboutWords({ draft, onChange }: Props) {
  const { alsoInPanel } = useApp();
  return (
    <div className="field">
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
