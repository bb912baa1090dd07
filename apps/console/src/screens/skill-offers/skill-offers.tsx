import type { SkillOffersShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { useAreas } from '../picture/use-areas.js';
import { HowManyMonths } from './how-many-months.js';

const kinds = ['skill', 'time', 'things', 'place'] as const;
type Kind = (typeof kinds)[number];
const named = { skill: 'bring.skill', time: 'bring.time', things: 'bring.things', place: 'bring.place.kind' } as const;

/** What people could bring who agreed to be found by it, for whoever organises something. */
export function SkillOffers() {
  const text = useText();
  const mayOrganise = useMay('asks.change');
  return (
    <Page title={text('bring.title')} lead={text('bring.lead')} isWide>
      {mayOrganise ? <Listed /> : <NoPermission to="asks.change" />}
    </Page>
  );
}

function Listed() {
  const { locale, text } = useLanguage();
  const client = useQueryClient();
  const areas = useAreas();
  const [place, setPlace] = useState('');
  const [kind, setKind] = useState<Kind | ''>('');
  const query = useQuery({
    queryKey: ['skill-offers', place, kind],
    queryFn: (): Promise<SkillOffersShown> =>
      answered(
        api.GET('/api/v1/skill-offers', {
          params: { query: { ...(place === '' ? {} : { place }), ...(kind === '' ? {} : { kind }) } },
        } as never),
      ),
  });
  const withdrawing = useMutation({
    mutationFn: (id: string): Promise<unknown> =>
      answered(api.POST('/api/v1/skill-offers/{id}/withdraw', { params: { path: { id } } } as never)),
    onSettled: () => client.invalidateQueries({ queryKey: ['skill-offers'] }),
  });
  return (
    <>
      {withdrawing.isSuccess && <Done key={withdrawing.variables} takesFocus says={text('bring.withdrawn')} />}
      {withdrawing.isError && <ErrorNotice error={withdrawing.error} title={text('bring.notKept')} />}
      <div className="narrow-down">
        <SelectField label={text('bring.place')} value={place} onChange={({ target }) => setPlace(target.value)}>
          <option value="">{text('bring.everywhere')}</option>
          {areas.map(({ area, name }) => (
            <option key={area} value={area}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={text('bring.kind')}
          value={kind}
          onChange={({ target }) => setKind(kinds.find((one) => one === target.value) ?? '')}
        >
          <option value="">{text('bring.any')}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {text(named[one])}
            </option>
          ))}
        </SelectField>
      </div>
      <Answer query={query} getting={text('bring.getting')} errorTitle={text('bring.errorTitle')}>
        {({ items, total, months }) => (
          <>
            <p role="status">{text('bring.count', { count: total })}</p>
            {items.length === 0 ? (
              <Empty title={text('bring.none')}>
                <p>{text('bring.noneSays')}</p>
              </Empty>
            ) : (
              <Table
                caption={text('bring.caption')}
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { id: 'words', title: text('bring.words'), isRowName: true, cell: ({ words }) => words },
                  { id: 'kind', title: text('bring.kind'), cell: (one) => text(named[one.kind]) },
                  {
                    id: 'who',
                    title: text('bring.who'),
                    cell: ({ name, person, address }) => (
                      <>
                        {name === '' ? person : name}
                        <span className="row-says">{address}</span>
                      </>
                    ),
                  },
                  { id: 'until', title: text('bring.until'), cell: ({ expiresOn }) => dayOf(locale, expiresOn) },
                  {
                    id: 'withdraw',
                    title: text('bring.withdraw'),
                    cell: ({ id, words }) => (
                      <button
                        type="button"
                        className="button"
                        aria-label={text('bring.withdrawName', { words })}
                        disabled={withdrawing.isPending}
                        onClick={() => withdrawing.mutate(id)}
                      >
                        {text('bring.withdraw')}
                      </button>
                    ),
                  },
                ]}
              />
            )}
            <HowManyMonths months={months} />
          </>
        )}
      </Answer>
    </>
  );
}
