import type { PersonHeld, PrivacyCase } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { FindResident } from './find-resident.js';
import { Held } from './held.js';
import { OpenRequest } from './open-request.js';
import { Request } from './request.js';

const queryKey = ['privacy', 'cases'];
interface Requests {
  readonly items: readonly PrivacyCase[];
  readonly total: number;
}

/** What is held about one resident, and what residents asked for of what is held about them. */
export function Resident() {
  const text = useText();
  const mayExport = useMay('privacy.export');
  return (
    <Page title={text('resident.title')} lead={text('resident.lead')}>
      {mayExport ? <Rights /> : <NoPermission to="privacy.export" />}
    </Page>
  );
}

function Rights() {
  const text = useText();
  const client = useQueryClient();
  const said = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<{ says: string }>();
  // Who it is stands in the memory of this screen alone, and each look is in the audit: nobody looks again unasked.
  const [reference, setReference] = useState<string>();
  const looking = useQuery({
    queryKey: ['privacy', 'held', reference],
    queryFn: (): Promise<PersonHeld> =>
      answered(api.POST('/api/v1/privacy/held', { body: { reference: reference ?? '' } })),
    enabled: reference !== undefined,
    gcTime: 0,
    staleTime: Infinity,
  });
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<Requests> =>
      answered(api.GET('/api/v1/privacy/cases', { params: { query: { limit: 200 } } } as never)),
  });
  useEffect(() => {
    if (done !== undefined) said.current?.focus();
  }, [done]);

  function keep(now: PrivacyCase, says: string): void {
    client.setQueryData<Requests>(queryKey, (before) => {
      const items = before?.items ?? [];
      const isKnown = items.some(({ id }) => id === now.id);
      return {
        items: isKnown ? items.map((one) => (one.id === now.id ? now : one)) : [...items, now],
        total: (before?.total ?? 0) + (isKnown ? 0 : 1),
      };
    });
    if (now.closedAs === 'erased') setReference(undefined);
    void client.invalidateQueries({ queryKey: ['privacy'] });
    setDone(says === '' ? undefined : { says });
  }
  const held = looking.data;
  return (
    <>
      <div ref={said} tabIndex={-1}>
        {done && <Done key={done.says} says={done.says} />}
      </div>
      <FindResident
        isBusy={looking.isFetching}
        error={looking.error}
        onLook={(one) => {
          setDone(undefined);
          if (one === reference) void looking.refetch();
          else setReference(one);
        }}
      />
      {held && <Held held={held} onChanged={keep} />}
      {held && <OpenRequest key={held.reference} reference={held.reference} onOpened={keep} />}
      <h2>{text('resident.requestsTitle')}</h2>
      <Answer query={query} getting={text('resident.getting')} errorTitle={text('resident.errorTitle')}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={text('resident.none')}>
              <p>{text('resident.noneSays')}</p>
            </Empty>
          ) : (
            <>
              {total > items.length && <p>{text('resident.more', { shown: items.length, total })}</p>}
              {items.map((one) => (
                <Request key={one.id} request={one} onChanged={keep} />
              ))}
            </>
          )
        }
      </Answer>
    </>
  );
}
