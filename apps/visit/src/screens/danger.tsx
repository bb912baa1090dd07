import { useState } from 'react';
import { useApp } from '../app-context.js';
import { Frame } from './frame.js';
import { DangerNumbers, numbersOfNobody } from './numbers-to-ring.js';
import { ToldLine } from './told-at.js';

interface Props {
  readonly toldAt: string;
  readonly bar: string;
  readonly onLog: () => void;
}

/** Ringing comes first, and needs neither signal for data nor our service: the numbers lie on the phone. */
export function Danger({ toldAt, bar, onLog }: Props) {
  const { snapshot, text } = useApp();
  const [hasCalled, setHasCalled] = useState(false);
  return (
    <Frame title={text('danger.title')} bar={bar}>
      <div className="stack">
        <DangerNumbers
          numbers={snapshot.signedIn?.landlord.emergencyNumbers ?? numbersOfNobody}
          onCall={() => setHasCalled(true)}
        />
        <button type="button" className="button button-tall" onClick={onLog}>
          {text(hasCalled ? 'danger.called' : 'danger.noOne')}
        </button>
      </div>
      <p className="strong">
        <ToldLine toldAt={toldAt} />
      </p>
    </Frame>
  );
}
