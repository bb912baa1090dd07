import { phoneNumbers } from '@doorstep/ui/hand-offs';
import { useState } from 'react';
import { useApp } from '../app-context.js';
import { Call } from './call.js';
import { Frame } from './frame.js';
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
  const called = () => setHasCalled(true);
  return (
    <Frame title={text('danger.title')} bar={bar}>
      <div className="stack">
        <Call number={phoneNumbers.emergency} isLoud onCall={called}>
          {text('danger.call999')}
        </Call>
        {snapshot.signedIn?.landlord.emergencyNumbers.map(({ name, number }) => (
          <Call key={number} number={number} onCall={called}>
            {text('danger.callLine', { name, number })}
          </Call>
        ))}
        <Call number={phoneNumbers.gas} onCall={called}>
          {text('danger.gas', { number: phoneNumbers.gas })}
        </Call>
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
