import type { ReactNode } from 'react';

export type Light = 'good' | 'look' | 'bad' | 'quiet' | 'busy';

/** A light and a word: never the colour alone, so each light has a shape of its own. */
export function StatusWord({ light, children }: { readonly light: Light; readonly children: ReactNode }) {
  return (
    <span className="status-word" data-light={light}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {shapes[light]}
      </svg>
      <strong>{children}</strong>
    </span>
  );
}

const shapes: Readonly<Record<Light, ReactNode>> = {
  good: <circle cx="8" cy="8" r="7" />,
  look: <path d="M8 1 15.5 15H.5Z" />,
  bad: <path d="M8 0 16 8 8 16 0 8Z" />,
  quiet: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  busy: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 2a6 6 0 0 1 0 12Z" />
    </>
  ),
};
