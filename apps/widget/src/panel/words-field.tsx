import { useId, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly words: string;
  readonly takesFocus?: boolean;
  readonly mistake: string | undefined;
  /** What is on its way cannot be changed. */
  readonly isSaving: boolean;
  readonly onWrite: (words: string) => void;
}

/** Where words are written, with what to put right before they can be sent. */
export function WordsField({ label, hint, words, takesFocus = false, mistake, isSaving, onWrite }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!takesFocus) return;
    field.current?.focus();
    field.current?.setSelectionRange(words.length, words.length);
  }, []);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {mistake && (
        <p className="mistake" id={`${id}-mistake`}>
          {mistake}
        </p>
      )}
      <textarea
        id={id}
        ref={field}
        rows={4}
        value={words}
        aria-describedby={mistake ? `${id}-mistake ${id}-hint` : `${id}-hint`}
        aria-invalid={mistake !== undefined}
        readOnly={isSaving}
        autoComplete="off"
        onChange={(event) => onWrite(event.target.value)}
      />
    </div>
  );
}
