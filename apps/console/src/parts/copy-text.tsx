import { useState } from 'react';
import { announce } from '../announce.js';
import { useText } from '../language.js';

interface Props {
  readonly words: string;
  /** What the button says; “Copy” when nothing is said. */
  readonly label?: string;
  /** Leaves the words themselves out of the page's sight. */
  readonly isButtonAlone?: boolean;
}

/** Words to take somewhere else, with a button that copies them. */
export function CopyText({ words, label, isButtonAlone = false }: Props) {
  const text = useText();
  const [says, setSays] = useState('');
  async function copy(): Promise<void> {
    const said = await navigator.clipboard.writeText(words).then(
      () => text('part.copied'),
      () => text('part.copyNot'),
    );
    setSays(said);
    announce(said);
  }
  return (
    <div className="copy">
      {!isButtonAlone && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is cut off is read by scrolling, with keys too
        <pre className="copy-words" tabIndex={0}>
          {words}
        </pre>
      )}
      <button type="button" className="button" onClick={() => void copy()}>
        {label ?? text('part.copy')}
      </button>{' '}
      <span className="hint" aria-hidden="true">
        {says}
      </span>
    </div>
  );
}
