import { useEffect, useRef } from 'react';
import { useText } from '../language.js';

type Props = {
  /** Changes each time the form is sent, so that the summary takes the focus again. */
  readonly attempt: number;
} & (
  | {
      /** What the ids of the form's controls begin with. */
      readonly form: string;
      /** By field, whose control is `form-field`: what stands beside it too. */
      readonly wrong: Readonly<Record<string, string>>;
    }
  | { readonly form?: never; readonly wrong: readonly Line[] }
);

interface Line {
  /** The control's. */
  readonly id: string;
  readonly says: string;
}

/** Above a form: what has to be put right, each line a link to where. Takes the focus when it appears. */
export function ErrorSummary({ form, wrong, attempt }: Props) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const lines: readonly Line[] =
    form === undefined ? wrong : Object.entries(wrong).map(([field, says]) => ({ id: `${form}-${field}`, says }));
  const isShown = lines.length > 0;
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [isShown, attempt]);
  if (!isShown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-bad summary">
      <h2>{text('part.summary')}</h2>
      <ul>
        {lines.map(({ id, says }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {says}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
