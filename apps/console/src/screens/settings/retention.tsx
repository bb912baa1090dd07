import type { RetentionShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { RetentionKind } from './retention-kind.js';

/** How long things are kept, and what that would remove. */
export function Retention() {
  const text = useText();
  const mayErase = useMay('privacy.erase');
  return (
    <Page title={text('nav.retention')} lead={text('retain.lead')}>
      {mayErase ? <EveryKind /> : <NoPermission to="privacy.erase" />}
    </Page>
  );
}

function EveryKind() {
  const text = useText();
  const client = useQueryClient();
  const queryKey = ['retention'];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: (): Promise<{ items: RetentionShown[] }> => answered(api.GET('/admin/v1/retention')),
  });
  if (!data)
    return error ? (
      <ErrorNotice error={error} title={text('retain.errorTitle')} again={() => void refetch()} />
    ) : (
      <LoadingRows says={text('retain.getting')} />
    );
  return data.items.map((one) => (
    <RetentionKind
      key={one.kind}
      kept={one}
      onChanged={(now) =>
        client.setQueryData(queryKey, { items: data.items.map((other) => (other.kind === now.kind ? now : other)) })
      }
    />
  ));
}
