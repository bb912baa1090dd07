import type { PhoneNumber } from '@doorstep/contracts/embed';
import { focusOnMount } from './focus-on-mount.js';
import { usePanel } from './panel-context.js';
import { Phones } from './phones.js';

interface Props {
  readonly said: string;
  /** What follows from it, a sentence each. */
  readonly then?: readonly string[];
  /** As they were kept; null where they were handed over instead. */
  readonly words: string | null;
  readonly phones: readonly PhoneNumber[];
  readonly onDone: () => void;
}

/** What became of the words. */
export function SavedWordsNotice({ said, then = [], words, phones, onDone }: Props) {
  const { text } = usePanel();
  return (
    <div className="words">
      <p className="said">{said}</p>
      {then.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {words === null ? <p>{text('handOff.notKept')}</p> : <blockquote className="say">“{words.trim()}”</blockquote>}
      {phones.length > 0 && <p className="label">{text('handOff.ring')}</p>}
      <Phones phones={phones} />
      <button type="button" className="button button-primary" onClick={onDone} ref={focusOnMount}>
        {text('panel.done')}
      </button>
    </div>
  );
}
