import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../language.js';

interface Props {
  readonly title: string;
  /** One or two sentences under the heading. */
  readonly lead?: ReactNode;
  /** Uses the whole width, for tables. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A screen: its heading, which takes the focus when somebody comes here from another screen, and its title. */
export function Page({ title, lead, isWide = false, children }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  useLayoutEffect(() => {
    document.title = text('console.pageTitle', { title });
  }, [text, title]);
  useEffect(() => {
    // The first screen of a visit is read from the top, as any page is.
    if (key !== 'default') heading.current?.focus();
  }, [key]);
  return (
    <div className={isWide ? 'page page-wide' : 'page'}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
