import { useEffect, useState, type ReactNode } from 'react';
import { announce } from '../announce.js';
import { useText } from '../language.js';

interface Props {
  /** Who saved what is shown. */
  readonly name: string;
  readonly onBringBack: () => void;
}

interface SetAside<Draft> {
  /** That theirs is shown, and the way back to one's own; null where nothing stands aside. */
  readonly notice: ReactNode;
  /** Sets aside what one wrote, while what `name` saved is shown. */
  readonly put: (mine: Draft, name: string) => void;
  readonly forget: () => void;
}

/** What one wrote oneself, standing aside while what somebody else saved is shown. */
export function useSetAside<Draft>(bringBack: (mine: Draft) => void): SetAside<Draft> {
  const [aside, setAside] = useState<{ readonly mine: Draft; readonly name: string }>();
  const forget = () => setAside(undefined);
  return {
    notice: aside && (
      <TheirsShown
        name={aside.name}
        onBringBack={() => {
          bringBack(aside.mine);
          forget();
        }}
      />
    ),
    put: (mine, name) => setAside({ mine, name }),
    forget,
  };
}

function TheirsShown({ name, onBringBack }: Props) {
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
