import { useEffect, useId, useState, type ComponentProps } from 'react';
import { useLanguage } from '../language.js';
import { dayOf } from '../when.js';
import { Field } from './field.js';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'defaultValue'> {
  readonly label: string;
  readonly error?: string | undefined;
  /** What is stored: when (ISO 8601), by whom, and its last four letters; `kept`: that is not known. Null when nothing is. */
  readonly saved: { readonly at: string; readonly by: string; readonly endsIn: string } | 'kept' | null;
}

/**
 * A password or key: written, never read. Once saved it is shown only as when, by whom and its ending, with a way to
 * replace it. Takes what `register` of react-hook-form gives.
 */
export function SecretField({ label, error, saved, id: given, ...input }: Props) {
  const { locale, text } = useLanguage();
  const made = useId();
  const id = given ?? made;
  const [isReplacing, setIsReplacing] = useState(false);
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    // Whoever asked to replace it means to type.
    if (isReplacing) document.getElementById(id)?.focus();
  }, [isReplacing, id]);
  if (saved && !isReplacing)
    return (
      <div className="field">
        <p className="label" id={`${id}-label`}>
          {label}
        </p>
        <p className="secret-saved">
          {saved === 'kept'
            ? text('part.secretKept')
            : text('part.secretSaved', { day: dayOf(locale, saved.at), name: saved.by, ending: saved.endsIn })}{' '}
          <button type="button" className="link" aria-describedby={`${id}-label`} onClick={() => setIsReplacing(true)}>
            {text('part.replace')}
          </button>
        </p>
      </div>
    );
  return (
    <Field id={id} label={label} hint={text('part.secretHint')} error={error}>
      <div className="beside">
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          id={id}
          className="input"
          type={isShown ? 'text' : 'password'}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        />
        <button type="button" className="button" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? text('part.hide') : text('part.show')}
        </button>
      </div>
      {saved && (
        <button type="button" className="link" onClick={() => setIsReplacing(false)}>
          {text('part.keepSaved')}
        </button>
      )}
    </Field>
  );
}
