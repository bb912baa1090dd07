import { useEffect, useRef } from 'react';
import { useText } from '../language.js';

interface Props {
  /** `id` is the control's; `says` is what stands beside it too. */
  readonly wrong: readonly { readonly id: string; readonly says: string }[];
  /** Changes each time the form is sent, so that the summary takes the focus again. */
  readonly attempt: number;
}

/** Above a form: what has to be put right, each line a link to where. Takes the focus when it appears. */
export function ErrorSummary({ wrong, attempt }: Props) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const isShown = wrong.length > 0;
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [isShown, attempt]);
  if (!isShown) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-bad summary">
      <h2>{text('part.summary')}</h2>
      <ul>
        {wrong.map(({ id, says }) => (
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
