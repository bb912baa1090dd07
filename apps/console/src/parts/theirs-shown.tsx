import { useEffect } from 'react';
import { announce } from '../announce.js';
import { useText } from '../language.js';

interface Props {
  /** Who saved what is shown. */
  readonly name: string;
  readonly onBringBack: () => void;
}

/** What somebody else saved is shown; what one wrote oneself stands aside and can be brought back. */
export function TheirsShown({ name, onBringBack }: Props) {
  const text = useText();
  const says = text('part.theirsShown', { name });
  useEffect(() => announce(says), [says]);
  return (
    <div className="notice notice-plain">
      <p>{says}</p>
      <button type="button" className="button" onClick={onBringBack}>
        {text('part.bringBack')}
      </button>
    </div>
  );
}
