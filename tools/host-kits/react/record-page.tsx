import { useState, type FormEvent } from 'react';
import { DoorstepPanel } from '@doorstep/widget/react';
import type { DoorstepContext, DoorstepGetToken } from '@doorstep/widget/types';

interface RecordPageProps {
  /** Where Doorstep is, such as `https://embed.example`. */
  readonly doorstep: string;
  readonly installation: string;
}

/** A record page of a CRM written in React: whichever resident is open, the panel stands beside it. */
export function RecordPage({ doorstep, installation }: RecordPageProps) {
  const [personId, setPersonId] = useState<string>();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<readonly string[]>([]);
  const keep = (name: string) => (detail: object) =>
    setTold((before) => [...before, `${name} ${JSON.stringify(detail)}`]);
  const context: DoorstepContext | null = personId ? { kind: 'one', type: 'person', id: { host: personId } } : null;
  const open = (event: FormEvent) => {
    event.preventDefault();
    setPersonId(typed.trim());
  };

  return (
    <>
      <main>
        <h1>Resident record</h1>
        <form onSubmit={open}>
          <label htmlFor="reference">Person reference</label>
          <input
            id="reference"
            autoComplete="off"
            required
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button>Open</button>
          <button type="button" onClick={() => setPersonId(undefined)}>
            Close record
          </button>
        </form>
        <ol id="events" aria-label="What the panel told this page">
          {told.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ol>
      </main>
      <aside>
        <DoorstepPanel
          src={`${doorstep}/embed/v1/doorstep.js`}
          installation={installation}
          context={context}
          getToken={getToken}
          onReady={keep('doorstep-ready')}
          onContext={keep('doorstep-context')}
          onPrompts={keep('doorstep-prompts')}
          onError={keep('doorstep-error')}
          onNavigate={({ target }, event) => {
            if (target.type !== 'person') return;
            event.preventDefault();
            setPersonId(target.id);
          }}
        />
      </aside>
    </>
  );
}

const getToken: DoorstepGetToken = async ({ recordKey, signal }) => {
  const response = await fetch(`/doorstep-token?record=${encodeURIComponent(recordKey)}`, { signal });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  return response.text();
};
