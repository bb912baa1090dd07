import type { OpenCaseRequest, PrivacyCase } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { RadioCards, TextField } from '../../parts/field.js';
import { dayOf, today } from '../../when.js';

const kinds = ['copy', 'restrict', 'erase'] as const;

interface Props {
  readonly reference: string;
  readonly onOpened: (now: PrivacyCase, says: string) => void;
}

/** Writes down what somebody asks for. Its clock runs from the day that they asked. */
export function OpenRequest({ reference, onOpened }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const [kind, setKind] = useState<(typeof kinds)[number]>('copy');
  const [receivedOn, setReceivedOn] = useState(today);
  const [isWrong, setIsWrong] = useState(false);
  const opening = useMutation({
    mutationFn: (body: OpenCaseRequest): Promise<PrivacyCase> =>
      answered(api.POST('/api/v1/privacy/cases', { body } as never)),
    onSuccess: (now) => onOpened(now, text('resident.written', { day: dayOf(locale, now.dueOn) })),
  });

  function open(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const isRight = receivedOn !== '' && receivedOn <= today();
    setIsWrong(!isRight);
    if (isRight) opening.mutate({ reference, kind, receivedOn });
    else document.getElementById(`${id}-received`)?.focus();
  }
  return (
    <form onSubmit={open} noValidate>
      {opening.isError && <ErrorNotice error={opening.error} />}
      <RadioCards
        name={`${id}-kind`}
        label={text('resident.askTitle')}
        value={kind}
        options={kinds.map((value) => ({
          value,
          label: text(`resident.asks.${value}`),
          hint: text(`resident.asksHint.${value}`),
        }))}
        onChange={({ target }) => setKind(target.value as typeof kind)}
      />
      <TextField
        id={`${id}-received`}
        type="date"
        max={today()}
        label={text('resident.receivedOn')}
        error={isWrong ? text('resident.receivedMissing') : undefined}
        value={receivedOn}
        onChange={({ target }) => setReceivedOn(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={opening.isPending}>
        {text('resident.write')}
      </button>
    </form>
  );
}
