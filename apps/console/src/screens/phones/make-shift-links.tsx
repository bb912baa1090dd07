import type { PhoneSummary, ShiftLinkMade } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { CheckboxField, FieldGroup, TextField } from '../../parts/field.js';
import { Table } from '../../parts/table.js';
import { dayOf, today } from '../../when.js';

type Operative = PhoneSummary['operative'];
interface Made {
  readonly operative: Operative;
  readonly address: string;
}

/** A form for the links of several people at once, who have a phone already; what was made is there to be printed. */
export function MakeShiftLinks({ operatives }: { readonly operatives: readonly Operative[] }) {
  const { locale, text } = useLanguage();
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [contractor, setContractor] = useState('');
  const [date, setDate] = useState(today);
  const [attempt, setAttempt] = useState(0);
  const [made, setMade] = useState<readonly Made[]>([]);
  const making = useMutation({
    async mutationFn(asked: readonly Operative[]) {
      setMade([]);
      for (const operative of asked) {
        const { address }: ShiftLinkMade = await answered(
          api.POST('/api/v1/shift-links', {
            body: {
              operative: operative.id,
              ...(operative.name === null ? {} : { name: operative.name }),
              contractor: contractor.trim(),
              date,
            },
          }),
        );
        // What is made is shown, also where one after it cannot be.
        setMade((before) => [...before, { operative, address }]);
        setChosen((before) => before.filter((one) => one !== operative.id));
      }
    },
    onSuccess: () => setAttempt(0),
  });
  const wrong = {
    ...(chosen.length === 0 ? { who: text('phones.whoMissing') } : {}),
    ...(contractor.trim() === '' ? { contractor: text('phones.contractorMissing') } : {}),
    ...(date === '' ? { date: text('phones.dateMissing') } : {}),
  };
  const said: typeof wrong = attempt === 0 ? {} : wrong;

  function make(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) making.mutate(operatives.filter((one) => chosen.includes(one.id)));
  }
  return (
    <>
      <form onSubmit={make} noValidate>
        <h2>{text('phones.linksTitle')}</h2>
        <p>{text('phones.linksSays')}</p>
        <ErrorSummary form={id} attempt={attempt} wrong={said} />
        {making.isError && <ErrorNotice error={making.error} />}
        <FieldGroup id={`${id}-who`} label={text('phones.who')} error={said.who}>
          {operatives.map((one, at) => (
            <CheckboxField
              key={one.id}
              {...(at === 0 ? { id: `${id}-who` } : {})}
              label={one.name === null ? one.id : `${one.name} (${one.id})`}
              checked={chosen.includes(one.id)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))
              }
            />
          ))}
        </FieldGroup>
        <TextField
          id={`${id}-contractor`}
          label={text('phones.contractorOfAll')}
          hint={text('phones.contractorHint')}
          error={said.contractor}
          value={contractor}
          autoComplete="off"
          maxLength={200}
          onChange={({ target }) => setContractor(target.value)}
        />
        <TextField
          id={`${id}-date`}
          type="date"
          label={text('phones.dayOfAll')}
          error={said.date}
          value={date}
          onChange={({ target }) => setDate(target.value)}
        />
        <button type="submit" className="button button-primary" disabled={making.isPending}>
          {text('phones.makeAll')}
        </button>
      </form>
      {made.length > 0 && !making.isPending && <Links made={made} day={dayOf(locale, date)} />}
    </>
  );
}

/** The links, to be cut apart and handed out. Takes the focus when it appears. */
function Links({ made, day }: { readonly made: readonly Made[]; readonly day: string }) {
  const { text } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [made]);
  const title = text('phones.linksMade', { day });
  return (
    <section className="shift-links">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{text('phones.linksOnce')}</p>
      <Table
        caption={title}
        rows={made}
        keyOf={({ operative }) => operative.id}
        columns={[
          {
            id: 'who',
            title: text('phones.person'),
            isRowName: true,
            cell: ({ operative }) => operative.name ?? operative.id,
          },
          {
            id: 'link',
            title: text('phones.link'),
            cell: ({ address }) => <code>{location.origin + address}</code>,
          },
        ]}
      />
      <button type="button" className="button" onClick={() => window.print()}>
        {text('phones.print')}
      </button>
    </section>
  );
}
