import { focusOnMount } from './focus-on-mount.js';
import { usePanel } from './panel-context.js';

export type Way = 'log' | 'not-right';

interface Props {
  /** Those on offer now: a screen that is open offers no way to itself. */
  readonly ways: readonly Way[];
  /** The one just come back from, which gets the focus again. */
  readonly cameBackFrom: Way | undefined;
  readonly onGo: (way: Way) => void;
}

/** The ways that need no prompt, one step from every screen. */
export function Ways({ ways, cameBackFrom, onGo }: Props) {
  const { text } = usePanel();
  if (ways.length === 0) return null;
  return (
    <nav className="ways">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          className={`link way-${way}`}
          ref={way === cameBackFrom ? focusOnMount : null}
          onClick={() => onGo(way)}
        >
          {text(way === 'log' ? 'ways.log' : 'ways.notRight')}
        </button>
      ))}
    </nav>
  );
}
