import { useEffect, useRef, type ReactNode } from 'react';
import { useApp } from '../app-context.js';
import { Pill } from './pill.js';

interface Props {
  /** What the screen is for, as its heading. */
  readonly title: string;
  /** Stands in the bar above; the title itself where there is none. */
  readonly bar?: string;
  readonly children: ReactNode;
  /** Stays in reach of the thumb. */
  readonly foot?: ReactNode;
  readonly isStart?: boolean;
  /** Shown small, because something else is the news. */
  readonly quiet?: boolean;
}

/** On opening the app there is nothing to come from, and the focus stays where the browser put it. */
let isOpen = false;

/** The bar, the heading that takes the focus when one arrives, and what stays at the foot. */
export function Frame({ title, bar, children, foot, isStart = false, quiet = false }: Props) {
  const { text, back } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isOpen) heading.current?.focus();
    isOpen = true;
  }, []);
  return (
    <>
      <header className="bar">
        {!isStart && (
          <button type="button" className="bar-back" onClick={back}>
            <span aria-hidden="true">‹ </span>
            {text('app.back')}
          </button>
        )}
        <p className="bar-line">{bar ?? text('app.title')}</p>
        <Pill />
      </header>
      <main className={foot ? 'screen screen-footed' : 'screen'}>
        <h1 ref={heading} tabIndex={-1} className={quiet ? 'quiet' : undefined}>
          {title}
        </h1>
        {children}
      </main>
      {foot && <div className="foot">{foot}</div>}
    </>
  );
}
