import { Problem } from '../api/problem.js';
import { useText } from '../language.js';

interface Props {
  readonly error: unknown;
  /** What cannot be shown or done, such as “We cannot show runs right now”. */
  readonly title?: string;
  /** What goes on all the same, such as “Runs are still going ahead.” */
  readonly says?: string;
  readonly again?: () => void;
  /** The heading is the page's first. */
  readonly isFirst?: boolean;
}

/** What could not be shown or done, what to do about it, and a way to try again. */
export function ErrorNotice({ error, title, says, again, isFirst = false }: Props) {
  const text = useText();
  const problem = error instanceof Problem ? error : null;
  const detail = problem?.status === 0 ? text('part.noConnection') : (problem?.detail ?? null);
  const reference = problem?.reference ?? null;
  const Heading = isFirst ? 'h1' : 'h2';
  return (
    <div className="notice notice-look" role="alert">
      <Heading className="notice-title">{title ?? text('part.errorTitle')}</Heading>
      {says !== undefined && <p>{says}</p>}
      {detail !== null && <p>{detail}</p>}
      {reference !== null && <p className="hint">{text('part.errorReference', { reference })}</p>}
      {again && (
        <button type="button" className="button" onClick={again}>
          {text('part.tryAgain')}
        </button>
      )}
    </div>
  );
}
