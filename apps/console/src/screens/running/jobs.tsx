import type { JobsShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { CheckboxField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf, timeOf } from '../../when.js';

/** What waits, by what it is about; what is stuck can be sent again. Never what a job holds. */
export function Jobs() {
  const { text } = useLanguage();
  const query = useQuery({
    queryKey: ['jobs'],
    queryFn: (): Promise<JobsShown> => answered(api.GET('/admin/v1/jobs')),
    refetchInterval: 10_000,
  });
  return (
    <Page title={text('jobs.title')} lead={text('jobs.lead')}>
      <Answer query={query} getting={text('jobs.getting')} errorTitle={text('jobs.errorTitle')}>
        {({ topics, stuck }) => (
          <>
            {topics.length === 0 ? (
              <Empty title={text('jobs.none')} />
            ) : (
              <Table
                caption={text('jobs.caption')}
                rows={topics}
                keyOf={({ topic }) => topic}
                columns={[
                  {
                    id: 'topic',
                    title: text('jobs.topic'),
                    isRowName: true,
                    cell: ({ topic }) => text(`jobTopic.${topic}`),
                  },
                  { id: 'waiting', title: text('jobs.waiting'), isNumber: true, cell: ({ waiting }) => waiting },
                  { id: 'later', title: text('jobs.later'), isNumber: true, cell: ({ later }) => later },
                ]}
              />
            )}
            <Stuck stuck={stuck} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Stuck({ stuck }: { readonly stuck: JobsShown['stuck'] }) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const mayRun = useMay('jobs.redrive');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isMissing, setIsMissing] = useState(false);
  const ids = chosen.filter((id) => stuck.some((one) => one.id === id));
  const send = useMutation({
    mutationFn: () => answered(api.POST('/admin/v1/jobs/redrive', { body: { ids } })),
    onSuccess() {
      setChosen([]);
      return queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setIsMissing(ids.length === 0);
    if (ids.length > 0) send.mutate();
  };
  return (
    <section aria-labelledby="stuck">
      <h2 id="stuck">{text('jobs.stuck')}</h2>
      {send.data && <Done says={text('jobs.sent', { count: send.data.redriven })} />}
      {send.error && <ErrorNotice error={send.error} />}
      {stuck.length === 0 && <p>{text('jobs.noneStuck')}</p>}
      {stuck.length > 0 && !mayRun && <NoPermission to="jobs.redrive" />}
      {stuck.length > 0 && (
        <form noValidate onSubmit={submit}>
          <p>{text('jobs.stuckSays')}</p>
          {stuck.map(({ id, topic, since }, index) => (
            <CheckboxField
              key={id}
              label={text('jobs.one', {
                topic: text(`jobTopic.${topic}`),
                day: dayOf(locale, since),
                time: timeOf(locale, since),
              })}
              error={isMissing && index === 0 ? text('jobs.chooseOne') : undefined}
              disabled={!mayRun}
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          ))}
          {mayRun && (
            <button type="submit" className="button button-primary" disabled={send.isPending}>
              {text('jobs.send')}
            </button>
          )}
        </form>
      )}
    </section>
  );
}
