import { useEffect, useRef } from 'react';
import { useLanguage } from '../language.js';
import { timeOf } from '../when.js';

interface Props {
  /** Who changed it meanwhile. */
  readonly name: string;
  /** When, ISO 8601. */
  readonly at: string;
  readonly onSeeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else saved first (409): theirs can be looked at, and mine kept. Takes the focus when it appears. */
export function ConflictNotice({ name, at, onSeeTheirs, onKeepMine }: Props) {
  const { locale, text } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-look">
      <p className="notice-title">{text('part.conflict', { name, time: timeOf(locale, at) })}</p>
      <div className="buttons">
        <button type="button" className="button" onClick={onSeeTheirs}>
          {text('part.seeTheirs')}
        </button>
        <button type="button" className="button" onClick={onKeepMine}>
          {text('part.keepMine')}
        </button>
      </div>
    </div>
  );
}
