import type { RollCallHousehold } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';

interface Props {
  readonly id: string;
  readonly homes: readonly RollCallHousehold[];
  readonly onKept: (says: string) => void;
}

/** Neighbours who agreed to it were brought together: then nobody has to do it again. */
export function Introduced({ id, homes, onKept }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const keeping = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/v1/asks/{id}/introductions', {
          params: { path: { id } },
          body: { households: homes.map(({ householdId }) => householdId) },
        }),
      ),
    onSuccess: () => onKept(text('homes.introducedDone', { count: homes.length })),
    async onSettled() {
      setAsks(false);
      await queries.invalidateQueries({ queryKey: ['roll-call', id] });
    },
  });
  return (
    <>
      {keeping.isError && <ErrorNotice error={keeping.error} title={text('record.notKept')} />}
      <button type="button" className="button" onClick={() => setAsks(true)}>
        {text('homes.introduced')}
      </button>
      <Confirm
        isOpen={asks}
        title={text('homes.introducedTitle', { count: homes.length })}
        action={text('homes.introduced')}
        isBusy={keeping.isPending}
        onCancel={() => setAsks(false)}
        onConfirm={() => keeping.mutate()}
      >
        <p>{text('homes.introducedSays')}</p>
      </Confirm>
    </>
  );
}
