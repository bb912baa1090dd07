import type { AskSummary, MakePackRequest, PackShown } from '@doorstep/contracts/http';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, SelectField } from '../../parts/field.js';
import { years } from './years.js';

/** Asks for a pack: of one ask or of a year, for anybody or for the landlord's own records. */
export function MakePack({ onAsked }: { readonly onAsked: (pack: PackShown) => void }) {
  const text = useText();
  const id = useId();
  const mayReadVoices = useMay('voices.read');
  const [about, setAbout] = useState('ask');
  const [ask, setAsk] = useState('');
  const [year, setYear] = useState(String(years()[0]));
  const [form, setForm] = useState('publication');
  const [attempt, setAttempt] = useState(0);
  const asks = useQuery({
    queryKey: ['asks', 'for-packs'],
    queryFn: (): Promise<{ items: AskSummary[] }> =>
      answered(api.GET('/api/v1/asks', { params: { query: { limit: 500 } } })),
  });
  const making = useMutation({
    mutationFn: (): Promise<PackShown> => {
      const of: MakePackRequest = about === 'ask' ? { ask } : { year: Number(year) };
      return answered(
        api.POST('/api/v1/evidence', { body: { ...of, isPublication: form === 'publication' } } as never),
      );
    },
    onSuccess(pack) {
      setAttempt(0);
      onAsked(pack);
    },
  });
  const put = asks.data?.items.filter(({ state }) => state !== 'draft');
  const isMissing = about === 'ask' && ask === '';
  const wrong = attempt > 0 && isMissing ? text('evidence.askMissing') : undefined;

  function make(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (!isMissing) making.mutate();
  }
  return (
    <form onSubmit={make} noValidate>
      <h2>{text('evidence.make')}</h2>
      <ErrorSummary form={id} attempt={attempt} wrong={wrong === undefined ? {} : { ask: wrong }} />
      {making.isError && <ErrorNotice error={making.error} />}
      <RadioCards
        label={text('evidence.about')}
        name={`${id}-about`}
        value={about}
        onChange={({ target }) => setAbout(target.value)}
        options={[
          { value: 'ask', label: text('evidence.about.ask') },
          { value: 'year', label: text('evidence.about.year'), hint: text('evidence.about.yearSays') },
        ]}
      />
      {about === 'year' ? (
        <SelectField label={text('evidence.year')} value={year} onChange={({ target }) => setYear(target.value)}>
          {years().map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      ) : asks.isError ? (
        <ErrorNotice error={asks.error} again={() => void asks.refetch()} />
      ) : put?.length === 0 ? (
        <p>{text('evidence.noAsks')}</p>
      ) : (
        <SelectField
          id={`${id}-ask`}
          label={text('evidence.ask')}
          error={wrong}
          value={ask}
          onChange={({ target }) => setAsk(target.value)}
        >
          <option value="">{text('evidence.chooseAsk')}</option>
          {put?.map((one) => (
            <option key={one.id} value={one.id}>
              {one.question}
            </option>
          ))}
        </SelectField>
      )}
      {mayReadVoices ? (
        <RadioCards
          label={text('evidence.form')}
          name={`${id}-form`}
          value={form}
          onChange={({ target }) => setForm(target.value)}
          options={[
            {
              value: 'publication',
              label: text('evidence.form.publication'),
              hint: text('evidence.form.publicationSays'),
            },
            { value: 'full', label: text('evidence.form.full'), hint: text('evidence.form.fullSays') },
          ]}
        />
      ) : (
        <p className="hint">{text('evidence.publicationOnly')}</p>
      )}
      <button type="submit" className="button button-primary" disabled={making.isPending}>
        {text('evidence.go')}
      </button>
    </form>
  );
}
