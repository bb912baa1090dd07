import { useEffect, useState } from 'react';
import { useApp } from '../app-context.js';
import { sheetReference, type Draft } from '../draft.js';
import { clockTime } from '@doorstep/ui/london';
import { Frame } from './frame.js';

interface Props {
  readonly draft: Draft;
  readonly bar: string;
  /** What was answered, as it is said on the screen. */
  readonly lines: readonly string[];
  /** Resolves whether it is saved now. */
  readonly onAgain: () => Promise<boolean>;
}

/** The phone could not write. Said plainly, with a way to keep it on paper. */
export function NotSaved({ draft, bar, lines, onAgain }: Props) {
  const { text, announce } = useApp();
  const [copied, setCopied] = useState<boolean>();
  const written = [clockTime(Date.parse(draft.toldAt)), draft.address, ...lines, draft.words]
    .filter((line) => line !== '')
    .join('\n');
  useEffect(() => announce(text('notSaved.title')), []);
  const again = async () => {
    announce('');
    if (!(await onAgain())) announce(text('notSaved.title'));
  };
  const copy = () =>
    navigator.clipboard.writeText(written).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Frame title={text('notSaved.title')} bar={bar}>
      <button type="button" className="button button-primary button-tall" onClick={() => void again()}>
        {text('notSaved.again')}
      </button>
      <p className="lead">{text('notSaved.reference', { reference: sheetReference(draft.id) })}</p>
      <label htmlFor="written">{text('notSaved.text')}</label>
      <textarea id="written" readOnly rows={5} value={written} />
      <button type="button" className="button" onClick={() => void copy()}>
        {text('notSaved.copy')}
      </button>
      {copied !== undefined && <p>{text(copied ? 'notSaved.copied' : 'notSaved.notCopied')}</p>}
    </Frame>
  );
}
