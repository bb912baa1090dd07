import { useApp } from '../app-context.js';

/** Nothing is kept here any more. A new link makes it a phone again. */
export function Removed({ count }: { readonly count: number }) {
  const { text } = useApp();
  return (
    <main className="screen">
      <h1>{text('removed.title')}</h1>
      <p>{text('removed.body', { count })}</p>
    </main>
  );
}
