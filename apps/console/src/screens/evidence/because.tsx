import type { BecauseShown } from '@doorstep/contracts/http';
import { monthIn } from '@doorstep/ui/day';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { today } from '../../when.js';
import '../../styles/evidence.css';

/** The month it is in London and those before it, as `YYYY-MM`, a year in all. */
function months(): string[] {
  const [year = 0, month = 1] = today().split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) => new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7));
}

/** What came of what people said in a month, to be printed and hung up: only where everybody concerned was told. */
export function Because() {
  const { locale, text } = useLanguage();
  const mayReadVoices = useMay('voices.read');
  const [month, setMonth] = useState(months()[0] ?? '');
  return (
    <Page title={text('because.title')} lead={text('because.lead')}>
      {mayReadVoices ? (
        <>
          <div className="because-choices">
            <SelectField label={text('because.month')} value={month} onChange={({ target }) => setMonth(target.value)}>
              {months().map((one) => (
                <option key={one} value={one}>
                  {monthIn(locale, one)}
                </option>
              ))}
            </SelectField>
            <button type="button" className="button" onClick={() => window.print()}>
              {text('because.print')}
            </button>
          </div>
          <Month key={month} month={month} />
        </>
      ) : (
        <NoPermission to="voices.read" isWall />
      )}
    </Page>
  );
}

function Month({ month }: { readonly month: string }) {
  const { locale, text } = useLanguage();
  const name = monthIn(locale, month);
  const query = useQuery({
    queryKey: ['because', month],
    queryFn: (): Promise<BecauseShown> =>
      answered(api.GET('/api/v1/evidence/because', { params: { query: { month } } })),
  });
  return (
    <Answer query={query} getting={text('because.getting')} errorTitle={text('because.errorTitle')}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={text('because.none', { month: name })}>
            <p>{text('because.noneSays')}</p>
          </Empty>
        ) : (
          <>
            <p>
              <strong>{text('because.count', { count: items.length, month: name })}</strong>
            </p>
            {items.map((item, at) => (
              <Closed key={`${month}-${String(at)}`} item={item} />
            ))}
          </>
        )
      }
    </Answer>
  );
}

function Closed({ item }: { readonly item: BecauseShown['items'][number] }) {
  const { text } = useLanguage();
  const { topic, told, result, words, saidBy, hasLightbulb } = item;
  return (
    <article className="because">
      <h2 dir="auto">{topic ?? text('because.private')}</h2>
      {hasLightbulb && <p>{text('because.lightbulb')}</p>}
      <p className="because-result">{text(`because.result.${result}`)}</p>
      <blockquote className="said" dir="auto">
        {words}
      </blockquote>
      <p className="hint">{text('because.saidBy', { told: text('because.told', { count: told }), name: saidBy })}</p>
    </article>
  );
}
