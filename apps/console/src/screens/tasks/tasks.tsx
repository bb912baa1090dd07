import type { TaskSummary } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { OneTask } from './one-task.js';

const queryKey = ['tasks'];
interface Open {
  readonly items: readonly TaskSummary[];
  readonly total: number;
}

/** What staff are to do, soonest first. */
export function Tasks() {
  const text = useText();
  const mayRead = useMay('tasks.read');
  return (
    <Page title={text('tasks.title')} lead={text('tasks.lead')}>
      {mayRead ? <OpenTasks /> : <NoPermission to="tasks.read" />}
    </Page>
  );
}

function OpenTasks() {
  const text = useText();
  const client = useQueryClient();
  const mayDo = useMay('tasks.do');
  const said = useRef<HTMLDivElement>(null);
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<Open> => answered(api.GET('/api/v1/tasks', { params: { query: { limit: 200 } } })),
  });
  const finishing = useMutation({
    mutationFn: async (id: string): Promise<string> => {
      await api.POST('/api/v1/tasks/{id}/done', { params: { path: { id } } });
      return id;
    },
    onSuccess(id) {
      client.setQueryData<Open>(queryKey, (before) => {
        const items = (before?.items ?? []).filter((one) => one.id !== id);
        return { items, total: Math.max(items.length, (before?.total ?? 1) - 1) };
      });
      void client.invalidateQueries({ queryKey });
    },
  });
  useEffect(() => said.current?.focus(), [finishing.data]);
  return (
    <>
      {finishing.data !== undefined && (
        <div ref={said} tabIndex={-1}>
          <Done key={finishing.data} says={text('tasks.isDone')} />
        </div>
      )}
      {finishing.isError && <ErrorNotice error={finishing.error} title={text('tasks.notDone')} />}
      {!mayDo && <NoPermission to="tasks.do" />}
      <Answer query={query} getting={text('tasks.getting')} errorTitle={text('tasks.errorTitle')}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={text('tasks.none')}>
              <p>{text('tasks.noneSays')}</p>
            </Empty>
          ) : (
            <>
              {total > items.length && <p>{text('tasks.more', { shown: items.length, total })}</p>}
              {items.map((task) => (
                <OneTask
                  key={task.id}
                  task={task}
                  isBusy={finishing.isPending}
                  onDone={mayDo ? () => finishing.mutate(task.id) : null}
                />
              ))}
            </>
          )
        }
      </Answer>
    </>
  );
}
