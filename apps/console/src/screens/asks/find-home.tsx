import type { RollCallHousehold } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

const least = 2;

interface Props {
  readonly id: string;
  readonly onChoose: (household: RollCallHousehold) => void;
}

/** Finds the home that wrote back or is on the phone. */
export function FindHome({ id, onChoose }: Props) {
  const text = useText();
  const field = useId();
  const [search, setSearch] = useState('');
  const [isShort, setIsShort] = useState(false);
  const finding = useMutation({
    mutationFn: (words: string): Promise<{ items: RollCallHousehold[] }> =>
      answered(api.POST('/api/v1/asks/{id}/roll-call/find', { params: { path: { id } }, body: { search: words } })),
    onSuccess: ({ items }) => announce(text('homes.found', { count: items.length })),
  });
  function find(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const words = search.trim();
    setIsShort(words.length < least);
    if (words.length >= least) finding.mutate(words);
  }
  return (
    <form onSubmit={find} noValidate>
      <h2 id="record">{text('ask.record')}</h2>
      <TextField
        id={field}
        label={text('homes.find')}
        hint={text('homes.findHint')}
        error={isShort ? text('homes.findShort') : undefined}
        value={search}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setSearch(target.value)}
      />
      <button type="submit" className="button" disabled={finding.isPending}>
        {text('homes.findIt')}
      </button>
      {finding.isError && <ErrorNotice error={finding.error} />}
      {finding.data && (
        <>
          <p>{text('homes.found', { count: finding.data.items.length })}</p>
          <ul className="plain-list">
            {finding.data.items.map((household) => (
              <li key={household.householdId}>
                <button type="button" className="link" onClick={() => onChoose(household)}>
                  {household.address === '' ? household.tenancy : household.address}
                </button>{' '}
                <span className="hint">{text(`ask.stands.${household.state}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </form>
  );
}
