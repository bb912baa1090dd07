import { ownPage } from '../own-page.js';
import { usePanel } from './panel-context.js';
import type { Writing } from './use-write.js';

interface Props {
  readonly writing: Writing;
  /** Shows the record afresh, for when it has moved on. */
  readonly onReload: () => void;
}

/** Beside the button that was tapped: it is not saved, and how to save it. */
export function NotSaved({ writing, onReload }: Props) {
  const { text } = usePanel();
  switch (writing.notSaved) {
    case undefined:
      return null;
    case 'token_missing':
    case 'token_rejected':
      return (
        <p className="band band-warning">
          <strong>{text('signedOut.title')}.</strong> {text('signedOut.note')}{' '}
          {ownPage.again && `${text('signedOut.copy')} ${text(ownPage.again)}`}
        </p>
      );
    case 'conflict':
    case 'record_unknown':
      return (
        <div className="band band-warning">
          <p>{text('changed.body')}</p>
          <button type="button" className="button" onClick={onReload}>
            {text('changed.show')}
          </button>
        </div>
      );
    default:
      return (
        <div className="band band-danger">
          <p>{text('notSaved.body')}</p>
          <button type="button" className="button" onClick={writing.again}>
            {text('panel.tryAgain')}
          </button>
        </div>
      );
  }
}
