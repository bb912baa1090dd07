import type { PromiseShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextAreaField, TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { useKeepPromise } from './use-promises.js';

interface Props {
  /** What is worded anew; left out, a promise is made. */
  readonly promise?: PromiseShown;
  readonly onSaved: (promise: PromiseShown) => void;
}

/** What a promise says, with whom it was agreed and who answers for it; and why, where it changes. */
export function PromiseForm({ promise, onSaved }: Props) {
  const text = useText();
  const id = useId();
  const keep = useKeepPromise();
  const [said, setSaid] = useState({
    words: promise?.words ?? '',
    agreedWith: promise?.agreedWith ?? '',
    owner: promise?.owner ?? '',
    why: '',
  });
  const [version, setVersion] = useState(promise?.version ?? 0);
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: (at: number): Promise<PromiseShown> => {
      const { why, ...body } = said;
      if (!promise) return answered(api.POST('/api/v1/promises', { body } as never));
      const params = { path: { id: promise.id } };
      return answered(api.PUT('/api/v1/promises/{id}', { params, body: { ...body, why, version: at } }));
    },
    async onSuccess(saved) {
      await keep(saved);
      setVersion(saved.version);
      setSaid({ ...said, why: '' });
      setAttempt(0);
      onSaved(saved);
    },
  });
  const missing = {
    words: text('promise.wordsMissing'),
    agreedWith: text('promise.agreedMissing'),
    owner: text('promise.ownerMissing'),
    why: text('promise.whyMissing'),
  };
  const parts = (['words', 'agreedWith', 'owner', 'why'] as const).filter((part) => promise || part !== 'why');
  const wrong = parts.filter((part) => said[part].trim() === '');
  const errorOf = (part: (typeof parts)[number]) => (attempt > 0 && wrong.includes(part) ? missing[part] : undefined);
  const field = (part: (typeof parts)[number]) => ({
    id: `${id}-${part}`,
    error: errorOf(part),
    value: said[part],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => setSaid({ ...said, [part]: target.value }),
  });

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (wrong.length === 0) saving.mutate(version);
  }
  return (
    <form onSubmit={save} noValidate>
      <ErrorSummary
        attempt={attempt}
        wrong={attempt === 0 ? [] : wrong.map((part) => ({ id: `${id}-${part}`, says: missing[part] }))}
      />
      <NotSaved
        sent={saving}
        code="changed-since"
        title={text('promise.notKept')}
        onSeeTheirs={(theirs: PromiseShown) => {
          setVersion(theirs.version);
          setSaid({ words: theirs.words, agreedWith: theirs.agreedWith, owner: theirs.owner, why: '' });
          void keep(theirs);
        }}
        onKeepMine={(theirs) => saving.mutate(theirs.version)}
      />
      <TextAreaField {...field('words')} label={text('promise.words')} maxLength={500} />
      <TextField
        {...field('agreedWith')}
        label={text('promise.agreed')}
        hint={text('promise.agreedHint')}
        maxLength={200}
      />
      <TextField {...field('owner')} label={text('promise.owner')} maxLength={120} />
      {promise && <TextAreaField {...field('why')} label={text('promise.why')} maxLength={500} />}
      <button type="submit" className="button button-primary" disabled={saving.isPending}>
        {text(promise ? 'promise.change' : 'promise.save')}
      </button>
    </form>
  );
}
