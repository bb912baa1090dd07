import type { HeardBefore } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { dayIn } from './day.js';
import { focusOnMount } from './focus-on-mount.js';
import { usePanel } from './panel-context.js';
import { TakeBack } from './take-back.js';

interface Props {
  readonly entry: HeardBefore;
  readonly onChanged: () => void;
}

/** One thing heard: what sort, when, in whose words, and the question it answered. */
export function HeardEntry({ entry, onChanged }: Props) {
  const { text, locale } = usePanel();
  const [asking, setAsking] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  return (
    <li className="heard-entry">
      <p className="heard-top">
        <strong>{text(`outcome.${entry.heard}`)}</strong>{' '}
        <time className="muted" dateTime={entry.saidAt}>
          {dayIn(locale, entry.saidAt)}
        </time>
      </p>
      {entry.words && <blockquote className="say">“{entry.words}”</blockquote>}
      {entry.words && entry.whose && <p className="muted">{text(`heard.${entry.whose}`)}</p>}
      <p className="muted">
        {text('heard.asked')} {entry.asked}
      </p>
      {entry.canWithdraw && !asking && (
        <button type="button" className="link" ref={cameBack ? focusOnMount : null} onClick={() => setAsking(true)}>
          {text('heard.takeBack')}
        </button>
      )}
      {asking && (
        <TakeBack
          outcomeId={entry.outcomeId}
          onKeep={() => {
            setAsking(false);
            setCameBack(true);
          }}
          onTakenBack={onChanged}
        />
      )}
    </li>
  );
}
