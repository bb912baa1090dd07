import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly most: number;
  readonly onWrite: (value: string) => void;
}

/** One line of text. */
export function LineField({ label, hint, value, most, onWrite }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        type="text"
        value={value}
        maxLength={most}
        aria-describedby={hint && `${id}-hint`}
        autoComplete="off"
        onChange={(event) => onWrite(event.target.value)}
      />
    </div>
  );
}
