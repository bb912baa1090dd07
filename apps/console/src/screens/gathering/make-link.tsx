import type {
  AskSummary,
  GatherForm,
  GatherLink,
  GatherLinkMade,
  GatherLinkRequest,
  WonderShown,
} from '@doorstep/contracts/http';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, SelectField, TextField } from '../../parts/field.js';
import { ShownOnce } from '../../parts/shown-once.js';

const forms: readonly GatherForm[] = ['own-words', 'always-and-never', 'recipe'];
const kinds = ['partner', 'stall'] as const;

/** A form for a link through which somebody adds what people say. */
export function MakeLink({ onMade }: { readonly onMade: (link: GatherLink) => void }) {
  const text = useText();
  const id = useId();
  const [kind, setKind] = useState<(typeof kinds)[number]>('partner');
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [ask, setAsk] = useState('');
  const [wonder, setWonder] = useState('');
  const [form, setForm] = useState<GatherForm>('own-words');
  const [days, setDays] = useState('30');
  const [attempt, setAttempt] = useState(0);
  const { data: asks } = useQuery({
    queryKey: ['gathering', 'asks'],
    queryFn: (): Promise<{ items: AskSummary[] }> =>
      answered(api.GET('/api/v1/asks', { params: { query: { limit: 200 } } } as never)),
  });
  const { data: wonders } = useQuery({
    queryKey: ['gathering', 'wonders', ask],
    enabled: ask !== '',
    queryFn: (): Promise<{ items: readonly WonderShown[] }> =>
      answered(api.GET('/api/v1/gathering/wonders', { params: { query: { ask } } })),
  });
  const open = ask === '' ? [] : (wonders?.items.filter(({ fullAt }) => fullAt === null) ?? []);
  const chosen = open.find(({ id: one }) => one === wonder);
  const making = useMutation({
    mutationFn: (body: GatherLinkRequest): Promise<GatherLinkMade> =>
      answered(api.POST('/api/v1/gathering/links', { body } as never)),
    onSuccess: ({ link }) => {
      setAttempt(0);
      onMade(link);
    },
  });
  const wanted = Number(days);
  const wrong = {
    ...(name.trim() === '' ? { name: text('links.nameMissing') } : {}),
    ...(place.trim() === '' ? { place: text('links.placeMissing') } : {}),
    ...(Number.isInteger(wanted) && wanted >= 1 && wanted <= 90 ? {} : { days: text('links.daysMissing') }),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function make(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length > 0) return;
    making.mutate({
      ...{
        kind,
        form: chosen ? 'own-words' : form,
        wonder: chosen?.id ?? null,
        name: name.trim(),
        place: place.trim(),
        days: wanted,
      },
      ask: ask === '' ? null : ask,
    });
  }
  return (
    <form onSubmit={make} noValidate>
      <h2>{text('links.makeTitle')}</h2>
      <p>{text('links.makeSays')}</p>
      {making.isSuccess && making.data.address !== null && (
        <ShownOnce
          title={text('links.madeTitle', { name: making.data.link.name })}
          says={text('links.madeSays')}
          words={location.origin + making.data.address}
          copy={text('links.copy')}
        />
      )}
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      {making.isError && <ErrorNotice error={making.error} />}
      <RadioCards
        name={`${id}-kind`}
        label={text('links.kind')}
        value={kind}
        options={kinds.map((one) => ({ value: one, label: text(`links.${one}`) }))}
        onChange={({ target }) => setKind(target.value as typeof kind)}
      />
      <TextField
        id={`${id}-name`}
        label={text('links.nameLabel')}
        error={shown.name}
        value={name}
        autoComplete="off"
        maxLength={120}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        id={`${id}-place`}
        label={text('links.place')}
        hint={text('links.placeHint')}
        error={shown.place}
        value={place}
        autoComplete="off"
        maxLength={120}
        onChange={({ target }) => setPlace(target.value)}
      />
      <SelectField label={text('links.ask')} value={ask} onChange={({ target }) => setAsk(target.value)}>
        <option value="">{text('links.anything')}</option>
        {asks?.items
          .filter(({ state }) => state === 'open')
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.question}
            </option>
          ))}
      </SelectField>
      {open.length > 0 && (
        <SelectField label={text('links.wonder')} value={wonder} onChange={({ target }) => setWonder(target.value)}>
          <option value="">{text('links.wholeAsk')}</option>
          {open.map((one) => (
            <option key={one.id} value={one.id}>
              {one.question}
            </option>
          ))}
        </SelectField>
      )}
      {!chosen && (
        <RadioCards
          name={`${id}-form`}
          label={text('links.form')}
          value={form}
          options={forms.map((one) => ({ value: one, label: text(`links.${one}`) }))}
          onChange={({ target }) => setForm(target.value as GatherForm)}
        />
      )}
      <TextField
        id={`${id}-days`}
        label={text('links.days')}
        hint={text('links.daysHint')}
        error={shown.days}
        value={days}
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        onChange={({ target }) => setDays(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={making.isPending}>
        {text('links.make')}
      </button>
    </form>
  );
}
