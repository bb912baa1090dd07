import type { RecompenseRuleShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf, today } from '../../when.js';
import { RecompenseForm } from './recompense-form.js';

const queryKey = ['recompense-rules'];

/** From how long on people are offered something for their time, and the least it is worth. */
export function Recompense() {
  const { locale, text } = useLanguage();
  const client = useQueryClient();
  const mayChange = useMay('settings.change');
  const [chosen, setChosen] = useState<RecompenseRuleShown>();
  const [saved, setSaved] = useState<RecompenseRuleShown>();
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<{ items: RecompenseRuleShown[] }> => answered(api.GET('/api/v1/recompense-rules')),
  });
  return (
    <Page isWide title={text('nav.recompense')} lead={text('thanks.lead')}>
      <p>{text('thanks.staff')}</p>
      {!mayChange && <NoPermission to="settings.change" />}
      {saved && (
        <Done
          key={saved.kind + saved.effectiveFrom}
          says={text('thanks.saved', {
            what: text(`thanks.kind.${saved.kind}`),
            day: dayOf(locale, saved.effectiveFrom),
          })}
        />
      )}
      <Answer query={query} getting={text('thanks.getting')} errorTitle={text('thanks.errorTitle')}>
        {({ items }) => (
          <Rules
            rules={items}
            {...(mayChange
              ? {
                  onChange: (rule) => {
                    setSaved(undefined);
                    setChosen(rule);
                  },
                }
              : {})}
          />
        )}
      </Answer>
      {chosen && (
        <RecompenseForm
          key={chosen.kind + chosen.effectiveFrom}
          rule={chosen}
          onSaved={async (now) => {
            await client.invalidateQueries({ queryKey });
            setChosen(undefined);
            setSaved(now);
          }}
        />
      )}
    </Page>
  );
}

interface Props {
  readonly rules: readonly RecompenseRuleShown[];
  readonly onChange?: (rule: RecompenseRuleShown) => void;
}

function Rules({ rules, onChange }: Props) {
  const { locale, text } = useLanguage();
  const pounds = new Intl.NumberFormat(locale, { style: 'currency', currency: 'GBP' });
  const isAhead = ({ isShipped, effectiveFrom }: RecompenseRuleShown) => !isShipped && effectiveFrom > today();
  return (
    <Table
      caption={text('thanks.caption')}
      rows={rules}
      keyOf={({ kind, effectiveFrom }) => kind + effectiveFrom}
      columns={[
        { id: 'what', title: text('thanks.what'), isRowName: true, cell: ({ kind }) => text(`thanks.kind.${kind}`) },
        {
          id: 'from',
          title: text('thanks.from'),
          cell: ({ offerFromMinutes: count }) =>
            count === 0 ? text('thanks.always') : text('thanks.minutes', { count }),
        },
        {
          id: 'least',
          title: text('thanks.least'),
          isNumber: true,
          cell: ({ minimumPence }) => pounds.format(minimumPence / 100),
        },
        {
          id: 'since',
          title: text('thanks.since'),
          cell: (rule) => {
            if (rule.isShipped) return text('thanks.shipped');
            const day = dayOf(locale, rule.effectiveFrom);
            return text(isAhead(rule) ? 'thanks.fromDay' : 'thanks.sinceDay', { day });
          },
        },
        ...(onChange
          ? [
              {
                id: 'do',
                title: text('thanks.do'),
                cell: (rule: RecompenseRuleShown) => (
                  <button
                    type="button"
                    className="link"
                    aria-label={text('thanks.changeOne', { what: text(`thanks.kind.${rule.kind}`) })}
                    onClick={() => onChange(rule)}
                  >
                    {text('thanks.change')}
                  </button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
