import type { PlaceFound, SurveyPeriod } from '@doorstep/contracts/http';
import { useId, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { PlaceSearch } from '../teams/place-search.js';

interface Props {
  readonly isSaving: boolean;
  readonly onAdd: (period: SurveyPeriod) => void;
}

/** What a survey is called, where it is, and its first and last day. Without a place it is everywhere. */
export function AddSurveyPeriod({ isSaving, onAdd }: Props) {
  const text = useText();
  const id = useId();
  const [name, setName] = useState('');
  const [place, setPlace] = useState<PlaceFound | null>(null);
  const [startsOn, setStartsOn] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const [attempt, setAttempt] = useState(0);
  const wrong = {
    ...(name.trim() === '' ? { name: text('survey.nameWrong') } : {}),
    ...(startsOn === '' ? { first: text('survey.firstWrong') } : {}),
    ...(endsOn === '' || endsOn < startsOn ? { last: text('survey.lastWrong') } : {}),
  };
  const said: typeof wrong = attempt === 0 ? {} : wrong;

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length > 0) return;
    onAdd({ name: name.trim(), code: place?.reference ?? null, startsOn, endsOn });
  }
  return (
    <form onSubmit={add} noValidate aria-label={text('survey.add')}>
      <ErrorSummary form={id} attempt={attempt} wrong={said} />
      <TextField
        id={`${id}-name`}
        label={text('survey.name')}
        error={said.name}
        value={name}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
      />
      <p>
        {text('survey.where', { place: place === null ? text('asking.everywhere') : (place.name ?? place.reference) })}{' '}
        {place !== null && (
          <button type="button" className="link" onClick={() => setPlace(null)}>
            {text('survey.everywhere')}
          </button>
        )}
      </p>
      <details className="rule-more">
        <summary>{text('survey.elsewhere')}</summary>
        <PlaceSearch onChoose={setPlace} />
      </details>
      <TextField
        id={`${id}-first`}
        type="date"
        label={text('survey.first')}
        error={said.first}
        value={startsOn}
        onChange={({ target }) => setStartsOn(target.value)}
      />
      <TextField
        id={`${id}-last`}
        type="date"
        label={text('survey.last')}
        error={said.last}
        value={endsOn}
        onChange={({ target }) => setEndsOn(target.value)}
      />
      <button type="submit" className="button" disabled={isSaving}>
        {text('survey.add')}
      </button>
    </form>
  );
}
