import { useId, type ComponentProps, type ReactNode } from 'react';
import { useText } from '../language.js';

interface Shared {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; the same words as in the summary. */
  readonly error?: string | undefined;
}

/** What the parts of a field are called, for `aria-describedby` and for the links of an error summary. */
function useParts(given: string | undefined, hint: ReactNode, error: string | undefined) {
  const made = useId();
  const id = given ?? made;
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean);
  return {
    id,
    aria: {
      'aria-invalid': error === undefined ? undefined : true,
      'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    },
  };
}

/** What helps to fill it in, under the name that `useParts` points at. */
function Hint({ of, says }: { readonly of: string; readonly says: ReactNode }) {
  return says === undefined ? null : (
    <p id={`${of}-hint`} className="hint">
      {says}
    </p>
  );
}

/** What is wrong with it, likewise. */
function Wrong({ of, says }: { readonly of: string; readonly says: string | undefined }) {
  return says === undefined ? null : (
    <p id={`${of}-error`} className="wrong">
      {says}
    </p>
  );
}

interface FieldProps extends Shared {
  readonly id: string;
  readonly children: ReactNode;
}

/** A label, a hint, what is wrong, and a control of one's own, which has `id` and points at `id-hint` and `id-error`. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="field" data-wrong={error !== undefined || undefined}>
      <label htmlFor={id} className="label">
        {label}
      </label>
      <Hint of={id} says={hint} />
      <Wrong of={id} says={error} />
      {children}
    </div>
  );
}

/** Several controls under one label, such as the boxes of a choice; `id` is that of the first. */
export function FieldGroup({ id, label, hint, error, children }: FieldProps) {
  const { aria } = useParts(id, hint, error);
  return (
    <fieldset
      className="field"
      data-wrong={error !== undefined || undefined}
      aria-describedby={aria['aria-describedby']}
    >
      <legend className="label">{label}</legend>
      <Hint of={id} says={hint} />
      <Wrong of={id} says={error} />
      {children}
    </fieldset>
  );
}

/** One line. Takes what `register` of react-hook-form gives. */
export function TextField({ label, hint, error, id: given, ...input }: Shared & ComponentProps<'input'>) {
  const { id, aria } = useParts(given, hint, error);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input type="text" {...input} {...aria} id={id} className="input" />
    </Field>
  );
}

/** Several lines. Takes what `register` of react-hook-form gives. */
export function TextAreaField({ label, hint, error, id: given, ...input }: Shared & ComponentProps<'textarea'>) {
  const { id, aria } = useParts(given, hint, error);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea rows={3} {...input} {...aria} id={id} className="input" />
    </Field>
  );
}

/** One of a few, as `<option>`s. Takes what `register` of react-hook-form gives. */
export function SelectField({ label, hint, error, id: given, ...input }: Shared & ComponentProps<'select'>) {
  const { id, aria } = useParts(given, hint, error);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select {...input} {...aria} id={id} className="input input-select" />
    </Field>
  );
}

/** Yes or no. Takes what `register` of react-hook-form gives. */
export function CheckboxField({ label, hint, error, id: given, ...input }: Shared & ComponentProps<'input'>) {
  const { id, aria } = useParts(given, hint, error);
  return (
    <div className="field choice" data-wrong={error !== undefined || undefined}>
      <Wrong of={id} says={error} />
      <input {...input} {...aria} type="checkbox" id={id} />
      <label htmlFor={id}>{label}</label>
      <Hint of={id} says={hint} />
    </div>
  );
}

interface RadioProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue'> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: ReactNode }[];
  /** Which is chosen, where no form keeps it. */
  readonly value?: string;
}

/** One of a few, each with a line about it. Takes what `register` of react-hook-form gives. */
export function RadioCards({ label, hint, error, options, value, id: given, ...input }: RadioProps) {
  const made = useId();
  const id = given ?? made;
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error}>
      <div className="cards">
        {options.map((option, index) => (
          <label key={option.value} className="card">
            <input
              {...input}
              {...(value === undefined ? {} : { checked: option.value === value })}
              type="radio"
              id={index === 0 ? id : undefined}
              value={option.value}
            />
            <span className="card-words">
              <span className="card-title">{option.label}</span>
              {option.hint !== undefined && <span className="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** What is not asked of everybody, in the label of its field. */
export function useOptional(): (label: string) => string {
  const text = useText();
  return (label) => text('part.optional', { label });
}
