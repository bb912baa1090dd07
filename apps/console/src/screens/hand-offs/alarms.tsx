import '../../styles/hand-offs.css';
import type { AlarmSummary } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay, useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { Alarm } from './alarm.js';
import { NotForYou } from './not-for-you.js';
import { ShowMore, step } from './show-more.js';
import { useAlarms } from './use-alarms.js';

/** What somebody has to look at, with what to do about it. */
export function Alarms() {
  const text = useText();
  const mayRead = useMay('alarms.read');
  return (
    <Page title={text('alarms.title')} lead={text('alarms.lead')}>
      {mayRead ? <Chosen /> : <NotForYou />}
    </Page>
  );
}

function Chosen() {
  const text = useText();
  const client = useQueryClient();
  const { name } = useSignedIn();
  const [isUnseenAlone, setUnseenAlone] = useState(true);
  const [limit, setLimit] = useState(step);
  const query = useAlarms(isUnseenAlone, limit);
  const doneBox = useRef<HTMLDivElement>(null);
  const seeing = useMutation({
    async mutationFn({ id }: AlarmSummary): Promise<void> {
      await answered(api.POST('/api/v1/alarms/{id}/seen', { params: { path: { id } }, body: { by: name } } as never));
      await client.invalidateQueries({ queryKey: ['alarms'] });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['health'], refetchType: 'none' }),
  });
  useEffect(() => doneBox.current?.focus(), [seeing.submittedAt, seeing.isSuccess]);
  return (
    <>
      <SelectField
        label={text('alarms.which')}
        value={isUnseenAlone ? 'unseen' : 'all'}
        onChange={({ target }) => {
          setUnseenAlone(target.value === 'unseen');
          setLimit(step);
        }}
      >
        <option value="unseen">{text('alarms.unseen')}</option>
        <option value="all">{text('alarms.all')}</option>
      </SelectField>
      {seeing.isError && <ErrorNotice error={seeing.error} />}
      {seeing.isSuccess && (
        <div ref={doneBox} tabIndex={-1} key={seeing.submittedAt}>
          <Done says={text('alarms.saved', { title: text(`alarms.kind.${seeing.variables.kind}`) })} />
        </div>
      )}
      <Answer query={query} getting={text('alarms.getting')} errorTitle={text('alarms.errorTitle')}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Empty title={text('alarms.none')} />
            ) : (
              <p>{text('handOffs.shown', { shown: items.length, total })}</p>
            )}
            {items.map((alarm) => (
              <Alarm key={alarm.id} alarm={alarm} isBusy={seeing.isPending} onSee={() => seeing.mutate(alarm)} />
            ))}
            <ShowMore shown={items.length} total={total} limit={limit} isBusy={query.isFetching} onMore={setLimit} />
          </>
        )}
      </Answer>
    </>
  );
}
