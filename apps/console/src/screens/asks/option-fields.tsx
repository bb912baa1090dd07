import type { ReactNode } from 'react';
import { useText } from '../../language.js';
import { TextAreaField, TextField, useOptional } from '../../parts/field.js';
import type { OptionValue } from './ask-values.js';
import { useGoTo } from './use-go-to.js';

const most = 5;
const blank: OptionValue = { title: '', words: '', pounds: '', costWords: '', whoPays: '', fixedParts: '' };

interface Props {
  readonly id: string;
  readonly options: readonly OptionValue[];
  readonly error: string | undefined;
  readonly hint: ReactNode;
  readonly onChange: (options: readonly OptionValue[]) => void;
}

/** Two to five things to choose between, each with what it costs. */
export function OptionFields({ id, options, error, hint, onChange }: Props) {
  const text = useText();
  const optional = useOptional();
  const goTo = useGoTo();
  const set = (at: number, part: Partial<OptionValue>) =>
    onChange(options.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <div className="field" id={id} tabIndex={-1} data-wrong={error !== undefined || undefined}>
      <p className="hint">{hint}</p>
      {error !== undefined && <p className="wrong">{error}</p>}
      {options.map((option, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own while they are written
        <fieldset key={index} className="ask-row">
          <legend className="label">{text('askForm.option', { number: index + 1 })}</legend>
          <TextField
            id={`${id}-${index}`}
            label={text('askForm.optionTitle')}
            maxLength={120}
            value={option.title}
            onChange={({ target }) => set(index, { title: target.value })}
          />
          <TextAreaField
            label={text('askForm.optionWords')}
            rows={2}
            maxLength={1000}
            value={option.words}
            onChange={({ target }) => set(index, { words: target.value })}
          />
          <TextField
            label={optional(text('askForm.pounds'))}
            inputMode="decimal"
            value={option.pounds}
            onChange={({ target }) => set(index, { pounds: target.value })}
          />
          <TextField
            label={optional(text('askForm.costWords'))}
            hint={text('askForm.costWordsHint')}
            maxLength={200}
            value={option.costWords}
            onChange={({ target }) => set(index, { costWords: target.value })}
          />
          <TextField
            label={optional(text('ask.whoPays'))}
            maxLength={120}
            value={option.whoPays}
            onChange={({ target }) => set(index, { whoPays: target.value })}
          />
          <TextAreaField
            label={optional(text('ask.fixedParts'))}
            hint={text('askForm.oneALine')}
            rows={2}
            value={option.fixedParts}
            onChange={({ target }) => set(index, { fixedParts: target.value })}
          />
          <button
            type="button"
            className="link"
            onClick={() => onChange(options.filter((_, other) => other !== index))}
          >
            {text('askForm.optionRemove', { number: index + 1 })}
          </button>
        </fieldset>
      ))}
      {options.length < most && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onChange([...options, blank]);
            goTo(`${id}-${options.length}`);
          }}
        >
          {text('askForm.optionAdd')}
        </button>
      )}
    </div>
  );
}
