import { useText } from '../language.js';

/** While the first screen is fetched. */
export function Loading() {
  const text = useText();
  return (
    <p className="page page-alone" role="status">
      {text('console.loading')}
    </p>
  );
}
