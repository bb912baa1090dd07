import type { TextKey } from '@doorstep/ui/text';
import type { Fault } from '../fault.js';
import { ownPage } from '../own-page.js';
import { NotYourTeam } from './home-notice.js';
import { LogButton } from './log-button.js';
import { Notice } from './notice.js';
import { usePanel } from './panel-context.js';

interface Props {
  readonly fault: Fault;
  readonly onTryAgain: () => void;
}

type FaultTitle = Extract<TextKey, `${'signedOut' | 'unknown' | 'forbidden' | 'notSetUp' | 'fault'}.title`>;

/** What each fault is called on screen. */
export function faultTitle({ code }: Fault): FaultTitle {
  switch (code) {
    case 'token_missing':
    case 'token_rejected':
      return 'signedOut.title';
    case 'record_unknown':
      return 'unknown.title';
    case 'forbidden':
      return 'forbidden.title';
    case 'origin_not_allowed':
    case 'installation_unknown':
      return 'notSetUp.title';
    default:
      return 'fault.title';
  }
}

/** Why there are no prompts to see, and what to do about it. */
export function FaultNotice({ fault, onTryAgain }: Props) {
  const { text, drafts } = usePanel();
  const title = text(faultTitle(fault));
  const tryAgain = (
    <button type="button" className="button" onClick={onTryAgain}>
      {text('panel.tryAgain')}
    </button>
  );
  switch (fault.code) {
    case 'token_missing':
    case 'token_rejected':
      return (
        <Notice title={title}>
          <p>
            {text(ownPage.again ?? 'signedOut.body')} {drafts.any && text('signedOut.note')}{' '}
            {drafts.any && ownPage.again && text('signedOut.copy')}
          </p>
          {!ownPage.again && <div className="actions">{tryAgain}</div>}
        </Notice>
      );
    case 'record_unknown':
      return (
        <Notice title={title}>
          <p>{text('unknown.body')}</p>
          <LogButton />
        </Notice>
      );
    case 'forbidden':
      return <NotYourTeam teams={[]} />;
    case 'origin_not_allowed':
    case 'installation_unknown':
      return (
        <Notice title={title}>
          <p>{text('notSetUp.body')}</p>
        </Notice>
      );
    default:
      return (
        <Notice title={title} tone="danger">
          <p>{text('fault.body')}</p>
          <div className="actions">{tryAgain}</div>
          {fault.reference && <p className="muted">{text('fault.reference', { reference: fault.reference })}</p>}
        </Notice>
      );
  }
}
