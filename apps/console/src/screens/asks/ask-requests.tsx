import '../../styles/asks.css';
import type { AskRequestShown } from '@doorstep/contracts/http';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { OneRequest } from './one-request.js';
import { SendRequest } from './send-request.js';
import { useAskRequests } from './use-ask-requests.js';

/** Where any team sends a question for residents and sees what became of it, and where whoever leads answers. */
export function AskRequests() {
  const text = useText();
  const mayRequest = useMay('asks.request');
  return (
    <Page title={text('askRequests.title')} lead={text('askRequests.lead')}>
      {mayRequest ? <Requests /> : <NoPermission to="asks.request" />}
    </Page>
  );
}

function Requests() {
  const text = useText();
  const query = useAskRequests();
  // Whoever leads comes here for what waits; all others to send something.
  const mayAnswer = useMay('asks.change');
  const [done, setDone] = useState<{ readonly says: string; readonly at: number }>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [done]);
  const say = (says: string) => setDone({ says, at: Date.now() });
  const form = <SendRequest onSent={() => say(text('askRequests.sent'))} />;
  return (
    <>
      {done && (
        <div ref={box} tabIndex={-1}>
          <Done key={done.at} says={done.says} />
        </div>
      )}
      {!mayAnswer && form}
      <Answer query={query} getting={text('askRequests.getting')} errorTitle={text('askRequests.errorTitle')}>
        {({ items }) => <Lists items={items} onRefused={() => say(text('askRequests.refused'))} />}
      </Answer>
      {mayAnswer && form}
    </>
  );
}

interface ListsProps {
  readonly items: readonly AskRequestShown[];
  readonly onRefused: () => void;
}

function Lists({ items, onRefused }: ListsProps) {
  const text = useText();
  const waiting = items.filter(({ state }) => state === 'waiting');
  const answered = items.filter(({ state }) => state !== 'waiting');
  return (
    <>
      <h2>{text('askRequests.waiting')}</h2>
      {waiting.length === 0 && <p>{text('askRequests.noneWaiting')}</p>}
      {waiting.map((one) => (
        <OneRequest key={one.id} request={one} onRefused={onRefused} />
      ))}
      {answered.length > 0 && <h2>{text('askRequests.answered')}</h2>}
      {answered.map((one) => (
        <OneRequest key={one.id} request={one} onRefused={onRefused} />
      ))}
    </>
  );
}
