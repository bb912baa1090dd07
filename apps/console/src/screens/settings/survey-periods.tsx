import type { SurveyPeriod, SurveyPeriodsShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { NotSaved } from '../../parts/not-saved.js';
import { dayOf } from '../../when.js';
import { AddSurveyPeriod } from './add-survey-period.js';

const queryKey = ['survey-periods'];

/** One period put into the list, or taken out of it: it holds on top of whatever list stands. */
interface Change {
  readonly shown: SurveyPeriodsShown;
  readonly added?: SurveyPeriod;
  readonly removed?: SurveyPeriod;
}

/** When residents are surveyed by somebody else: nobody there is asked in those days. */
export function SurveyPeriods() {
  const { locale, text } = useLanguage();
  const id = useId();
  const done = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const mayChange = useMay('settings.change');
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<SurveyPeriodsShown> => answered(api.GET('/admin/v1/survey-periods')),
  });
  const keep = (now: SurveyPeriodsShown) => client.setQueryData<SurveyPeriodsShown>(queryKey, now);
  const saving = useMutation({
    mutationFn: ({ shown, added, removed }: Change): Promise<SurveyPeriodsShown> => {
      const periods = shown.periods.map(sent).filter((one) => removed === undefined || !isSame(one, removed));
      const body = { periods: added === undefined ? periods : [...periods, added], version: shown.version };
      return answered(api.PUT('/admin/v1/survey-periods', { body }));
    },
    onSuccess: keep,
  });
  useEffect(() => done.current?.focus(), [saving.data]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{text('survey.title')}</h2>
      <p>{text('survey.lead')}</p>
      <Answer query={query} getting={text('survey.getting')} errorTitle={text('survey.errorTitle')}>
        {(shown) => (
          <>
            {saving.data && (
              <div ref={done} tabIndex={-1}>
                <Done key={saving.data.version} says={text('asking.saved')} />
              </div>
            )}
            <NotSaved
              sent={saving}
              code="survey-periods-changed"
              onSeeTheirs={keep}
              onKeepMine={(theirs: SurveyPeriodsShown, mine) => saving.mutate({ ...mine, shown: theirs })}
            />
            {shown.periods.length === 0 && <p className="hint">{text('survey.none')}</p>}
            <ul className="plain-list">
              {shown.periods.map((one) => (
                <li key={JSON.stringify(one)}>
                  {text('survey.one', {
                    name: one.name,
                    place: one.place ?? one.code ?? text('asking.everywhere'),
                    from: dayOf(locale, one.startsOn),
                    to: dayOf(locale, one.endsOn),
                  })}{' '}
                  {mayChange && (
                    <button
                      type="button"
                      className="link"
                      disabled={saving.isPending}
                      onClick={() => saving.mutate({ shown, removed: sent(one) })}
                    >
                      {text('survey.remove', { name: one.name })}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {mayChange && (
              <AddSurveyPeriod
                key={shown.version}
                isSaving={saving.isPending}
                onAdd={(added) => saving.mutate({ shown, added })}
              />
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

function sent({ name, code, startsOn, endsOn }: SurveyPeriod): SurveyPeriod {
  return { name, code, startsOn, endsOn };
}

function isSame(one: SurveyPeriod, other: SurveyPeriod): boolean {
  return JSON.stringify(sent(one)) === JSON.stringify(sent(other));
}
