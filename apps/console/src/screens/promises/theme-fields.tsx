import { newKey } from '../../api/client.js';
import { useText } from '../../language.js';
import { TextAreaField, TextField, useOptional } from '../../parts/field.js';

/** A theme while it is written: its findings one a line. */
export interface WrittenTheme {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly findings: string;
}

interface Props {
  /** What the ids of the fields begin with. */
  readonly id: string;
  readonly themes: readonly WrittenTheme[];
  readonly isTried: boolean;
  readonly onChange: (themes: readonly WrittenTheme[]) => void;
}

/** Themes as evaluators name and word them, with what they found under each. */
export function ThemeFields({ id, themes, isTried, onChange }: Props) {
  const text = useText();
  const optional = useOptional();
  const change = (key: string, said: Partial<WrittenTheme>) =>
    onChange(themes.map((theme) => (theme.key === key ? { ...theme, ...said } : theme)));
  return (
    <>
      {themes.map(({ key, name, words, findings }, at) => (
        <fieldset key={key} className="promise">
          <legend className="label">{text('eval.theme', { number: at + 1 })}</legend>
          <TextField
            id={`${id}-${key}-name`}
            label={text('eval.themeName')}
            error={isTried && name.trim() === '' ? text('eval.themeMissing', { number: at + 1 }) : undefined}
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={({ target }) => change(key, { name: target.value })}
          />
          <TextAreaField
            label={optional(text('eval.themeWords'))}
            rows={2}
            value={words}
            maxLength={1000}
            onChange={({ target }) => change(key, { words: target.value })}
          />
          <TextAreaField
            label={text('eval.findings')}
            hint={text('eval.findingsHint')}
            rows={4}
            value={findings}
            onChange={({ target }) => change(key, { findings: target.value })}
          />
          <button type="button" className="button" onClick={() => onChange(themes.filter((one) => one.key !== key))}>
            {text('eval.dropTheme', { number: at + 1 })}
          </button>
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          className="button"
          onClick={() => onChange([...themes, { key: newKey(), name: '', words: '', findings: '' }])}
        >
          {text('eval.addTheme')}
        </button>
      </p>
    </>
  );
}
