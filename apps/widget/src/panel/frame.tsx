import type { ReactNode } from 'react';
import { GetHelp } from './get-help.js';
import { usePanel, type OpenRecord } from './panel-context.js';
import { WaitingNotes } from './waiting-notes.js';

interface Props {
  readonly status: string;
  readonly open: OpenRecord | undefined;
  readonly children: ReactNode;
}

/**
 * What stays while records come and go: the heading, whose record it is, the one live region, what waits to be sent, and
 * the way to help.
 */
export function Frame({ status, open, children }: Props) {
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
      <WaitingNotes open={open} />
      {children}
      <GetHelp />
    </section>
  );
}
