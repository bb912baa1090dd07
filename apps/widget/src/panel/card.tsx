import type { KeyboardEvent, ReactNode } from 'react';

interface Props {
  readonly labelledBy: string;
  /** What Escape does here; without it Escape is left to the host. */
  readonly onEscape?: () => void;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** The card of one prompt, through all its screens. */
export function Card({ labelledBy, onEscape, busy = false, children }: Props) {
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !onEscape) return;
    event.stopPropagation();
    onEscape();
  };
  return (
    <div className="card" role="group" aria-labelledby={labelledBy} aria-busy={busy} onKeyDown={keyDown}>
      {children}
    </div>
  );
}
