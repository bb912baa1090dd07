import { useId } from 'react';
import { useLanguage } from '../language.js';

interface Props {
  /** What is counted, such as “Tenancies”. */
  readonly label: string;
  readonly done: number;
  /** Null while nobody knows. */
  readonly total: number | null;
  /** Whole minutes; null while nobody knows. */
  readonly minutesLeft?: number | null;
}

/** How far something is, in numbers and as a bar. */
export function Progress({ label, done, total, minutesLeft = null }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  return (
    <div className="progress">
      <p id={id}>
        <strong>{label}</strong>{' '}
        {total === null ? number(done) : text('part.progress', { done: number(done), total: number(total) })}
        {minutesLeft !== null && ` · ${text('part.timeLeft', { count: minutesLeft })}`}
      </p>
      <progress aria-labelledby={id} {...(total === null ? {} : { value: Math.min(done, total), max: total || 1 })} />
    </div>
  );
}
