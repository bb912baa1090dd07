import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { useConnections, useSystems } from './connections.js';
import { ConnectForm } from './connect-form.js';
import { Connected } from './connected.js';

/** The systems a landlord is connected to, and how another is. */
export function Connect() {
  const text = useText();
  const connections = useConnections();
  const systems = useSystems();
  const [isAdding, setIsAdding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const error = connections.error ?? systems.error;
  const mayChange = useMay('access.manage');
  const items = connections.data?.items ?? [];

  function content() {
    if (error)
      return (
        <ErrorNotice
          error={error}
          title={text('connect.errorTitle')}
          says={text('connect.errorSays')}
          again={() => void Promise.all([connections.refetch(), systems.refetch()])}
        />
      );
    if (!connections.data || !systems.data) return <LoadingRows says={text('connect.getting')} />;
    const isForm = mayChange && (isAdding || items.length === 0);
    return (
      <>
        {items.map(({ name }) => (
          <Connected key={name} name={name} systems={systems.data.items} mayChange={mayChange} onDone={setDone} />
        ))}
        {!mayChange && <NoPermission to="access.manage" />}
        {isForm && (
          <ConnectForm
            systems={systems.data.items}
            onSaved={() => {
              setIsAdding(false);
              setDone(text('connect.saved'));
            }}
          />
        )}
        {mayChange && !isForm && (
          <p>
            <button type="button" className="button" onClick={() => setIsAdding(true)}>
              {text('connect.another')}
            </button>
          </p>
        )}
      </>
    );
  }

  return (
    <Page title={text('connect.title')} lead={text('connect.lead')}>
      {done !== null && <Done key={done} says={done} />}
      {content()}
    </Page>
  );
}
