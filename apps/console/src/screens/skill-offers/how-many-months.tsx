import type { SkillMonths } from '@doorstep/contracts/http';
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

/** For how many months what people could bring is kept, and a form for whoever sets it. */
export function HowManyMonths({ months }: { readonly months: number }) {
  const text = useText();
  const mayChange = useMay('settings.change');
  return (
    <div>
      <p>{text('bring.rule', { count: months })}</p>
      {mayChange && (
        <details>
          <summary>{text('bring.ruleChange')}</summary>
          <MonthsForm months={months} />
        </details>
      )}
    </div>
  );
}

function MonthsForm({ months }: { readonly months: number }) {
  const text = useText();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(String(months));
  const [isWrong, setWrong] = useState(false);
  const look = () => queries.invalidateQueries({ queryKey: ['skill-offers'] });
  const saving = useMutation({
    mutationFn: (now: number): Promise<SkillMonths> =>
      answered(api.PUT('/api/v1/skill-offers/settings', { body: { was: months, months: now } } as never)),
    onSuccess: look,
    onError(error) {
      const theirs = currentIn<SkillMonths>(error, 'changed-since');
      if (!theirs) return undefined;
      announce(text('bring.monthsTheirs'));
      setWanted(String(theirs.months));
      return look();
    },
  });

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const number = Number(wanted);
    const isNumber = Number.isInteger(number) && number >= 1 && number <= 60;
    setWrong(!isNumber);
    if (isNumber) saving.mutate(number);
  }
  return (
    <form onSubmit={save} noValidate>
      {saving.isSuccess && <Done key={saving.submittedAt} takesFocus says={text('bring.monthsSaved')} />}
      {saving.isError && <ErrorNotice error={saving.error} title={text('bring.notKept')} />}
      <TextField
        label={text('bring.months')}
        hint={text('bring.monthsHint')}
        error={isWrong ? text('bring.monthsWrong') : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <button type="submit" className="button" disabled={saving.isPending}>
        {text('bring.monthsSave')}
      </button>
    </form>
  );
}
