import type { ClashDays, PolicyReviewsShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

/** On how many days it has to be said that a policy does not fit, and a form for whoever sets it. */
export function HowManyDays({ days }: { readonly days: number }) {
  const text = useText();
  const mayChange = useMay('settings.change');
  return (
    <div>
      <p>{text('policies.rule', { days })}</p>
      {mayChange && (
        <details>
          <summary>{text('policies.ruleChange')}</summary>
          <DaysForm days={days} />
        </details>
      )}
    </div>
  );
}

function DaysForm({ days }: { readonly days: number }) {
  const text = useText();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(String(days));
  const [isWrong, setWrong] = useState(false);
  const keep = (now: number) =>
    queries.setQueryData(
      ['policy-reviews'],
      (known: PolicyReviewsShown | undefined) => known && { ...known, days: now },
    );
  const saving = useMutation({
    mutationFn: (now: number): Promise<ClashDays> =>
      answered(api.PUT('/api/v1/policy-reviews/settings', { body: { was: days, days: now } } as never)),
    onSuccess: (saved) => keep(saved.days),
    onError(error) {
      const theirs = currentIn<ClashDays>(error, 'changed-since');
      if (!theirs) return;
      announce(text('policies.daysTheirs'));
      setWanted(String(theirs.days));
      keep(theirs.days);
    },
  });

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const number = Number(wanted);
    const isNumber = Number.isInteger(number) && number >= 2 && number <= 30;
    setWrong(!isNumber);
    if (isNumber) saving.mutate(number);
  }
  return (
    <form onSubmit={save} noValidate>
      {saving.isSuccess && <Done key={saving.submittedAt} takesFocus says={text('policies.daysSaved')} />}
      {saving.isError && <ErrorNotice error={saving.error} title={text('policies.notKept')} />}
      <TextField
        label={text('policies.days')}
        hint={text('policies.daysHint')}
        error={isWrong ? text('policies.daysWrong') : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <button type="submit" className="button" disabled={saving.isPending}>
        {text('policies.daysSave')}
      </button>
    </form>
  );
}
