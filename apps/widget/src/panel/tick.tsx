import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onTick: (checked: boolean) => void;
}

/** One thing that holds or does not. */
export function Tick({ label, hint, checked, onTick }: Props) {
  const id = useId();
  return (
    <div>
      <label className="radio">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint && id}
          onChange={(event) => onTick(event.target.checked)}
        />
        {label}
      </label>
      {hint && (
        <p className="hint hint-tick" id={id}>
          {hint}
        </p>
      )}
    </div>
  );
}
