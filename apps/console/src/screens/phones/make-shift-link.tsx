import type { ShiftLinkMade, ShiftLinkRequest } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { ShownOnce } from '../../parts/shown-once.js';
import { today } from '../../when.js';

/** A form for a link that signs one phone in, on one day. */
export function MakeShiftLink() {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const [operative, setOperative] = useState('');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'contractor' | 'jobs'>('contractor');
  const [contractor, setContractor] = useState('');
  const [jobs, setJobs] = useState('');
  const [date, setDate] = useState(today);
  const [attempt, setAttempt] = useState(0);
  const making = useMutation({
    mutationFn: (body: ShiftLinkRequest): Promise<ShiftLinkMade> =>
      answered(api.POST('/api/v1/shift-links', { body } as never)),
    onSuccess: () => setAttempt(0),
  });
  const jobList = jobs.split(/\s*\n\s*/).filter((one) => one !== '');
  const isContractor = scope === 'contractor';
  const wrong = {
    ...(operative.trim() === '' ? { operative: text('phones.operativeMissing') } : {}),
    ...(isContractor && contractor.trim() === '' ? { contractor: text('phones.contractorMissing') } : {}),
    ...(!isContractor && jobList.length === 0 ? { jobs: text('phones.jobListMissing') } : {}),
    ...(date === '' ? { date: text('phones.dateMissing') } : {}),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function make(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length > 0) return;
    making.mutate({
      operative: operative.trim(),
      date,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(isContractor ? { contractor: contractor.trim() } : { jobs: jobList.map((one) => one.trim()) }),
    });
  }
  return (
    <form onSubmit={make} noValidate>
      <h2>{text('phones.linkTitle')}</h2>
      <p>{text('phones.linkSays')}</p>
      {making.isSuccess && (
        <ShownOnce
          title={text('phones.madeTitle', { name: making.variables.name ?? making.variables.operative })}
          says={text('phones.madeSays')}
          words={location.origin + making.data.address}
          copy={text('phones.copyLink')}
        />
      )}
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      {making.isError && <ErrorNotice error={making.error} />}
      <TextField
        id={`${id}-operative`}
        label={text('phones.operative')}
        hint={text('phones.operativeHint')}
        error={shown.operative}
        value={operative}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => setOperative(target.value)}
      />
      <TextField
        label={optional(text('phones.operativeName'))}
        value={name}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
      />
      <RadioCards
        name={`${id}-scope`}
        label={text('phones.scope')}
        value={scope}
        options={(['contractor', 'jobs'] as const).map((one) => ({ value: one, label: text(`phones.${one}`) }))}
        onChange={({ target }) => setScope(target.value as typeof scope)}
      />
      {isContractor ? (
        <TextField
          id={`${id}-contractor`}
          label={text('phones.contractorName')}
          hint={text('phones.contractorHint')}
          error={shown.contractor}
          value={contractor}
          autoComplete="off"
          maxLength={200}
          onChange={({ target }) => setContractor(target.value)}
        />
      ) : (
        <TextAreaField
          id={`${id}-jobs`}
          label={text('phones.jobList')}
          hint={text('phones.jobListHint')}
          error={shown.jobs}
          value={jobs}
          onChange={({ target }) => setJobs(target.value)}
        />
      )}
      <TextField
        id={`${id}-date`}
        type="date"
        label={text('phones.date')}
        error={shown.date}
        value={date}
        onChange={({ target }) => setDate(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={making.isPending}>
        {text('phones.make')}
      </button>
    </form>
  );
}
