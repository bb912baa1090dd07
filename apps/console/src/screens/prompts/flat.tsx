import type { FlatPrompt } from '@doorstep/contracts/http';
import { Link } from 'react-router';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { useFlat } from './use-flat.js';

/** Prompts that residents do not take up, and what to do about each. */
export function Flat() {
  const text = useText();
  const { data, error, refetch } = useFlat();
  if (error && !data)
    return <ErrorNotice error={error} title={text('prompts.flat.errorTitle')} again={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <section className="notice notice-look" aria-labelledby="flat">
      <h2 id="flat">{text('prompts.flat.title')}</h2>
      <p>{text('prompts.flat.says')}</p>
      <ul className="flat-list">
        {data.items.map((one) => (
          <li key={one.code}>
            <Link to={`/prompts/${one.code}`} lang="en-GB">
              {one.say}
            </Link>
            <FlatFigures flat={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How often one was answered, turned down and left, and which line that crosses. */
export function FlatFigures({ flat: { shown, answered, turnedDown, expired, why } }: { readonly flat: FlatPrompt }) {
  const text = useText();
  return (
    <>
      <p>{text('prompts.flat.figures', { shown, answered, turnedDown, expired })}</p>
      <ul lang="en-GB">
        {why.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
