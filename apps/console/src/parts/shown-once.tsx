import { useEffect, useRef } from 'react';
import { CopyText } from './copy-text.js';

interface Props {
  readonly title: string;
  readonly says: string;
  readonly words: string;
  readonly copy: string;
}

/** A link or a key that is shown this once. Takes the focus when it appears. */
export function ShownOnce({ title, says, words, copy }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [words]);
  return (
    <section className="notice notice-good">
      <h2 ref={heading} tabIndex={-1} className="notice-title">
        {title}
      </h2>
      <p>{says}</p>
      <CopyText words={words} label={copy} />
    </section>
  );
}
