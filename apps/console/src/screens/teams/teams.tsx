import type { TeamShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { TeamForm } from './team-form.js';

/** The teams and the places that they look after. */
export function Teams() {
  const text = useText();
  const client = useQueryClient();
  const mayChange = useMay('settings.change');
  const [chosen, setChosen] = useState<string>();
  const [saved, setSaved] = useState<{ readonly name: string; readonly at: number }>();
  const { data, error, refetch } = useQuery({
    queryKey: ['teams'],
    queryFn: (): Promise<{ items: TeamShown[] }> => answered(api.GET('/admin/v1/teams')),
  });
  const team = data?.items.find(({ code }) => code === chosen);

  function onSaved({ name }: TeamShown): void {
    setSaved({ name, at: Date.now() });
    setChosen(undefined);
    void client.invalidateQueries({ queryKey: ['teams'] });
    void client.invalidateQueries({ queryKey: ['going-live'] });
  }
  return (
    <Page title={text('teams.title')} lead={text('teams.lead')} isWide>
      {saved && <Done key={saved.at} says={text('teams.saved', { name: saved.name })} />}
      {data ? (
        data.items.length === 0 ? (
          <Empty title={text('teams.none')}>
            <p>{text('teams.noneSays')}</p>
          </Empty>
        ) : (
          <TeamsTable teams={data.items} onChoose={mayChange ? setChosen : undefined} />
        )
      ) : error ? (
        <ErrorNotice error={error} title={text('teams.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('teams.getting')} />
      )}
      {data && data.items.length > 0 && (
        <p>
          <Link to="/set-up/live-step">{text('teams.toLive')}</Link>
        </p>
      )}
      {!mayChange && <NoPermission to="settings.change" />}
      {mayChange && team && <TeamForm key={team.code} team={team} onSaved={onSaved} />}
      {mayChange && data && !team && <TeamForm key={saved?.at ?? 'new'} onSaved={onSaved} />}
    </Page>
  );
}

interface TableProps {
  readonly teams: readonly TeamShown[];
  readonly onChoose: ((code: string) => void) | undefined;
}

function TeamsTable({ teams, onChoose }: TableProps) {
  const text = useText();
  return (
    <Table
      caption={text('teams.caption')}
      rows={teams}
      keyOf={({ code }) => code}
      columns={[
        {
          id: 'name',
          title: text('teams.name'),
          isRowName: true,
          cell: ({ code, name }) =>
            onChoose ? (
              <button
                type="button"
                className="link"
                aria-label={text('teams.change', { name })}
                onClick={() => onChoose(code)}
              >
                {name}
              </button>
            ) : (
              name
            ),
        },
        { id: 'code', title: text('teams.code'), cell: ({ code }) => code },
        {
          id: 'places',
          title: text('teams.places'),
          cell: ({ schemes, patches }) =>
            [...schemes, ...patches].map(({ name, reference }) => name ?? reference).join(' · ') ||
            text('teams.noPlaces'),
        },
      ]}
    />
  );
}
