import type { InstallationShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { AddInstallation } from './add-installation.js';
import type { Host } from './hosts.js';
import { Installation } from './installation.js';

/** The CRMs that show the panel, each with its steps, addresses and keys. */
export function Panel() {
  const text = useText();
  const client = useQueryClient();
  const mayChange = useMay('installations.manage');
  const [isAdding, setIsAdding] = useState(false);
  const [added, setAdded] = useState<{ readonly code: string; readonly host: Host['id'] }>();
  const [done, setDone] = useState<{ readonly says: string; readonly at: number }>();
  const { data, error, refetch } = useQuery({
    queryKey: ['installations'],
    queryFn: (): Promise<{ items: InstallationShown[] }> => answered(api.GET('/admin/v1/installations')),
  });

  async function onDone(says: string): Promise<void> {
    setDone({ says, at: Date.now() });
    await client.invalidateQueries({ queryKey: ['installations'] });
    await client.invalidateQueries({ queryKey: ['set-up'] });
  }
  function content(items: readonly InstallationShown[]) {
    const isForm = mayChange && (isAdding || items.length === 0);
    return (
      <>
        {!mayChange && <NoPermission to="installations.manage" />}
        {items.length === 0 && !mayChange && <Empty title={text('panel.none')} />}
        {items.map((one) => (
          <Installation
            key={one.installation}
            installation={one}
            host={one.installation === added?.code ? added.host : undefined}
            mayChange={mayChange}
            onDone={(says) => void onDone(says)}
          />
        ))}
        {isForm && (
          <AddInstallation
            onAdded={(one, host) => {
              setIsAdding(false);
              setAdded({ code: one.installation, host });
              void onDone(text('panel.added', { name: one.name }));
            }}
          />
        )}
        {mayChange && !isForm && (
          <p>
            <button type="button" className="button" onClick={() => setIsAdding(true)}>
              {text('panel.another')}
            </button>
          </p>
        )}
      </>
    );
  }
  return (
    <Page title={text('panel.title')} lead={text('panel.lead')}>
      {done && <Done key={done.at} says={done.says} />}
      {data ? (
        content(data.items)
      ) : error ? (
        <ErrorNotice
          error={error}
          title={text('panel.errorTitle')}
          says={text('panel.errorSays')}
          again={() => void refetch()}
        />
      ) : (
        <LoadingRows says={text('panel.getting')} />
      )}
    </Page>
  );
}
