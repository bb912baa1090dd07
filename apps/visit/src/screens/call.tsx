import type { ReactNode } from 'react';

interface Props {
  /** As it is printed. */
  readonly number: string;
  readonly isLoud?: boolean;
  readonly onCall?: () => void;
  readonly children: ReactNode;
}

/** Rings when it is tapped. */
export function Call({ number, isLoud = false, onCall, children }: Props) {
  return (
    <a
      className={isLoud ? 'button button-tall button-danger' : 'button button-tall'}
      href={`tel:${number.replace(/[^+\d]/g, '')}`}
      onClick={onCall}
    >
      {children}
    </a>
  );
}
