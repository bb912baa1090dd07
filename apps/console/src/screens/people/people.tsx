import type { StaffInvited, StaffShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { StatusWord } from '../../parts/status-word.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { AddPerson } from './add-person.js';
import { ChangePerson } from './change-person.js';
import { ShownOnce } from '../../parts/shown-once.js';

/** Who can sign in and what they can do. */
export function People() {
  const { text } = useLanguage();
  const mayManage = useMay('access.manage');
  return (
    <Page title={text('people.title')} lead={text('people.lead')} isWide>
      {mayManage ? <Everybody /> : <NoPermission to="access.manage" />}
    </Page>
  );
}

function Everybody() {
  const { text } = useLanguage();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const [invited, setInvited] = useState<StaffInvited>();
  const [says, setSays] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['staff'],
    queryFn: (): Promise<{ items: StaffShown[] }> => answered(api.GET('/admin/v1/staff')),
  });
  const again = () => void client.invalidateQueries({ queryKey: ['staff'] });
  const person = data?.items.find(({ id }) => id === chosen);

  function show(link: StaffInvited): void {
    setInvited(link);
    setSays(undefined);
    again();
  }
  return (
    <>
      {says !== undefined && <Done says={says} />}
      {invited && (
        <ShownOnce
          title={text('people.linkTitle', { name: invited.staff.name })}
          says={text('people.linkSays')}
          words={location.origin + invited.address}
          copy={text('people.copyLink')}
        />
      )}
      {data ? (
        <PeopleTable people={data.items} onChoose={setChosen} />
      ) : error ? (
        <ErrorNotice error={error} title={text('people.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('people.getting')} />
      )}
      {person && (
        <ChangePerson
          key={person.id}
          person={person}
          onLink={show}
          onChanged={(now, done) => {
            // What is said to be saved is what the table shows, before the list is asked for again.
            client.setQueryData(['staff'], { items: data!.items.map((one) => (one.id === now.id ? now : one)) });
            setInvited(undefined);
            setSays(done);
            again();
          }}
        />
      )}
      <AddPerson onAdded={show} />
    </>
  );
}

interface TableProps {
  readonly people: readonly StaffShown[];
  readonly onChoose: (id: string) => void;
}

function PeopleTable({ people, onChoose }: TableProps) {
  const { locale, text } = useLanguage();
  return (
    <Table
      caption={text('people.caption')}
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          title: text('people.name'),
          isRowName: true,
          cell: ({ id, name }) => (
            <button
              type="button"
              className="link"
              aria-label={text('people.change', { name })}
              onClick={() => onChoose(id)}
            >
              {name}
            </button>
          ),
        },
        {
          id: 'roles',
          title: text('people.roles'),
          cell: ({ roles }) => roles.map((role) => text(`role.${role}`)).join(', '),
        },
        {
          id: 'seen',
          title: text('people.seen'),
          cell: ({ lastSeenAt }) => (lastSeenAt === null ? text('people.never') : dayOf(locale, lastSeenAt)),
        },
        {
          id: 'state',
          title: text('people.state'),
          cell: ({ removedAt, linkExpiresAt }) =>
            removedAt !== null ? (
              <StatusWord light="quiet">{text('people.removed', { day: dayOf(locale, removedAt) })}</StatusWord>
            ) : linkExpiresAt !== null ? (
              <StatusWord light="look">{text('people.invited', { day: dayOf(locale, linkExpiresAt) })}</StatusWord>
            ) : (
              <StatusWord light="good">{text('people.works')}</StatusWord>
            ),
        },
      ]}
    />
  );
}
