import type { ReactNode } from 'react';
import { usePanel } from './panel-context.js';

/** What stays while records come and go: the heading, whose record it is, and the one live region. */
export function Frame({ status, children }: { readonly status: string; readonly children: ReactNode }) {
  const { text, label, headingLevel, locale } = usePanel();
  const Tag = `h${headingLevel}` as 'h2';
  return (
    <section className="panel" aria-labelledby="doorstep-heading" lang={locale}>
      <header className="panel-header">
        <Tag className="panel-heading" id="doorstep-heading" tabIndex={-1}>
          {text('panel.title')}
        </Tag>
        {label && <p className="panel-label">{label}</p>}
      </header>
      <p className="unseen" role="status" aria-live="polite">
        {status}
      </p>
      {children}
    </section>
  );
}
