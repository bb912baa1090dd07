import type { ReactNode } from 'react';
import { FieldGroup } from '../../parts/field.js';
import { idOf } from './part-forms.js';
import type { RuleField } from './draft.js';

interface Props {
  readonly field: RuleField;
  readonly label: string;
  readonly hint: ReactNode;
  readonly error: string | undefined;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: string[]) => void;
}

/** Any of many, in two columns where there is room. */
export function CheckList({ field, label, hint, error, options, chosen, onChoose }: Props) {
  const id = idOf(field);
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error}>
      <div className="check-list">
        {options.map(({ code, name }, index) => (
          <label key={code}>
            <input
              type="checkbox"
              id={index === 0 ? id : undefined}
              name={id}
              checked={chosen.includes(code)}
              onChange={({ target }) =>
                onChoose(
                  options
                    .map((one) => one.code)
                    .filter((one) => (one === code ? target.checked : chosen.includes(one))),
                )
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
