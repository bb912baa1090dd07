import type { FaultCode } from '../fault.js';
import { Notice } from './notice.js';
import { OfflineNotice } from './offline-notice.js';
import { usePanel } from './panel-context.js';

/** Why there are no prompts to see, and what to do about it. */
export function FaultNotice({ code, onTryAgain }: { readonly code: FaultCode; readonly onTryAgain: () => void }) {
  const { text } = usePanel();
  switch (code) {
    case 'token_missing':
    case 'token_rejected':
      return (
        <Notice title={text('signedOut.title')}>
          <p>{text('signedOut.body')}</p>
        </Notice>
      );
    case 'record_unknown':
      return (
        <Notice title={text('unknown.title')}>
          <p>{text('unknown.body')}</p>
        </Notice>
      );
    case 'forbidden':
      return (
        <Notice title={text('forbidden.title')}>
          <p>{text('forbidden.body')}</p>
        </Notice>
      );
    case 'origin_not_allowed':
    case 'installation_unknown':
      return (
        <Notice title={text('notSetUp.title')}>
          <p>{text('notSetUp.body')}</p>
        </Notice>
      );
    default:
      return (
        <>
          {!navigator.onLine && <OfflineNotice />}
          <Notice title={text('fault.title')} tone="danger">
            <p>{text('fault.body')}</p>
            <div className="actions">
              <button type="button" className="button" onClick={onTryAgain}>
                {text('panel.tryAgain')}
              </button>
            </div>
          </Notice>
        </>
      );
  }
}
