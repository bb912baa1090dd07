import type { PromisesShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { announce } from '../../announce.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

/** After how many months with nothing done a promise is just words, and a form for whoever sets it. */
export function JustWordsRule({ months }: { readonly months: number }) {
  const text = useText();
  const mayChange = useMay('settings.change');
  return (
    <div className="promise-rule">
      <p>{months === 1 ? text('promises.ruleSaysOne') : text('promises.ruleSays', { months })}</p>
      {mayChange && (
        <details>
          <summary>{text('promises.ruleChange')}</summary>
          <MonthsForm months={months} />
        </details>
      )}
    </div>
  );
}

function MonthsForm({ months }: { readonly months: number }) {
  const text = useText();
  const id = useId();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(String(months));
  const [isWrong, setWrong] = useState(false);
  const keep = (justWordsMonths: number) => {
    queries.setQueryData(['promises'], (known: PromisesShown | undefined) => known && { ...known, justWordsMonths });
    return queries.invalidateQueries({ queryKey: ['promises'] });
  };
  const saving = useMutation({
    mutationFn: (justWordsMonths: number): Promise<{ justWordsMonths: number }> =>
      answered(api.PUT('/api/v1/promises/settings', { body: { was: months, justWordsMonths } })),
    onSuccess(saved) {
      announce(text('promises.ruleSaved'));
      return keep(saved.justWordsMonths);
    },
    onError(error) {
      const theirs = currentIn<{ justWordsMonths: number }>(error, 'changed-since');
      if (!theirs) return undefined;
      announce(text('promises.ruleTheirs'));
      return keep(theirs.justWordsMonths);
    },
  });

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const number = Number(wanted);
    const isNumber = Number.isInteger(number) && number >= 1 && number <= 36;
    setWrong(!isNumber);
    if (isNumber) saving.mutate(number);
  }
  return (
    <form onSubmit={save} noValidate>
      {saving.isError && <ErrorNotice error={saving.error} title={text('promise.notKept')} />}
      <TextField
        id={`${id}-months`}
        label={text('promises.ruleMonths')}
        hint={text('promises.ruleHint')}
        error={isWrong ? text('promises.ruleMissing') : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <button type="submit" className="button" disabled={saving.isPending}>
        {text('promises.ruleSave')}
      </button>
    </form>
  );
}
