import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { usePanel } from './panel-context.js';

interface Props {
  readonly id?: string;
  /** When the officer came here by a button that is gone now, focus goes to the heading instead of to nowhere. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** The heading of a card, one level under that of the panel. */
export function Heading({ id, takesFocus = false, children }: Props) {
  const { headingLevel } = usePanel();
  const ref = useRef<HTMLHeadingElement>(null);
  const Tag = `h${Math.min(6, headingLevel + 1)}` as 'h3';
  // Once, as it comes: a heading that stands already must not call the officer back to it.
  useLayoutEffect(() => {
    if (takesFocus) ref.current?.focus();
  }, []);
  return (
    <Tag className="title" id={id} ref={ref} tabIndex={-1}>
      {children}
    </Tag>
  );
}
