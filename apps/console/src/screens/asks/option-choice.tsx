import type { AskShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { SelectField, useOptional } from '../../parts/field.js';

interface Props {
  readonly options: AskShown['content']['options'];
  readonly label: string;
  /** What the choice of none says. */
  readonly none: string;
  /** The number of an option, from 1; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Which of the options of an ask it is, if any. Nothing where it has none. */
export function OptionChoice({ options, label, none, value, onChange }: Props) {
  const text = useText();
  const optional = useOptional();
  if (options.length === 0) return null;
  return (
    <SelectField label={optional(label)} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{none}</option>
      {options.map(({ title }, index) => (
        <option key={title} value={index + 1}>
          {text('ask.optionTitle', { number: index + 1, title })}
        </option>
      ))}
    </SelectField>
  );
}
