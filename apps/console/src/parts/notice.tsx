import type { ReactNode } from 'react';

interface Props {
  readonly kind: 'good' | 'look' | 'bad' | 'plain';
  readonly title?: string;
  readonly children?: ReactNode;
}

/** Something to know, in the page itself. Say it in the live region too (`announce`) when it comes later. */
export function Notice({ kind, title, children }: Props) {
  return (
    <div className={`notice notice-${kind}`}>
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}
