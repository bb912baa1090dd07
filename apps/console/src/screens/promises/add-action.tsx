import type { PromiseShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { useKeepPromise } from './use-promises.js';

const empty = { what: '', owner: '', dueOn: '' };

/** Plans something for a promise: what, who, by when. */
export function AddAction({ promise, onAdded }: { readonly promise: PromiseShown; readonly onAdded: () => void }) {
  const text = useText();
  const id = useId();
  const keep = useKeepPromise();
  const [planned, setPlanned] = useState(empty);
  const [attempt, setAttempt] = useState(0);
  const adding = useMutation({
    mutationFn: (): Promise<PromiseShown> =>
      answered(
        api.POST('/api/v1/promises/{id}/actions', { params: { path: { id: promise.id } }, body: planned } as never),
      ),
    async onSuccess(now) {
      await keep(now);
      setPlanned(empty);
      setAttempt(0);
      onAdded();
    },
  });
  const missing = {
    what: text('promise.whatMissing'),
    owner: text('promise.whoMissing'),
    dueOn: text('promise.byMissing'),
  };
  const parts = ['what', 'owner', 'dueOn'] as const;
  const wrong = parts.filter((part) => planned[part].trim() === '');
  const field = (part: (typeof parts)[number]) => ({
    id: `${id}-${part}`,
    error: attempt > 0 && wrong.includes(part) ? missing[part] : undefined,
    value: planned[part],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => setPlanned({ ...planned, [part]: target.value }),
  });

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (wrong.length === 0) adding.mutate();
  }
  return (
    <form onSubmit={add} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{text('promise.addTitle')}</h2>
      <ErrorSummary
        attempt={attempt}
        wrong={attempt === 0 ? [] : wrong.map((part) => ({ id: `${id}-${part}`, says: missing[part] }))}
      />
      {adding.isError && <ErrorNotice error={adding.error} title={text('promise.notKept')} />}
      <TextField {...field('what')} label={text('promise.what')} maxLength={300} />
      <TextField {...field('owner')} label={text('promise.who')} maxLength={120} />
      <TextField {...field('dueOn')} type="date" label={text('promise.by')} />
      <button type="submit" className="button" disabled={adding.isPending}>
        {text('promise.add')}
      </button>
    </form>
  );
}
