import type { ReactNode } from 'react';

/** Where nothing is yet: what would be here, and how it comes about. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
