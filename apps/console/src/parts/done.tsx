import { useEffect, useRef } from 'react';
import { announce } from '../announce.js';
import { useText } from '../language.js';

interface Props {
  /** What was done, such as “Saved.” */
  readonly says: string;
  /** What was pressed is not there any more. */
  readonly takesFocus?: boolean;
  /** Takes it back, where that can be done. It stays until one leaves the screen. */
  readonly onUndo?: () => void;
}

/** What was just done, said in the live region too, with a way to take it back. */
export function Done({ says, takesFocus = false, onUndo }: Props) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  useEffect(() => announce(says), [says]);
  return (
    <div ref={box} tabIndex={takesFocus ? -1 : undefined} className="notice notice-good done">
      <p>{says}</p>
      {onUndo && (
        <button type="button" className="link" onClick={onUndo}>
          {text('part.undo')}
        </button>
      )}
    </div>
  );
}
