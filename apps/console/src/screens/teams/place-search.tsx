import type { PlaceFound } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';

interface Props {
  /** What is wrong beside the search itself, such as that no place was chosen. */
  readonly error?: string | undefined;
  readonly onChoose: (place: PlaceFound) => void;
}

/** Finds a place that the housing system has, by its name or reference. */
export function PlaceSearch({ error, onChoose }: Props) {
  const text = useText();
  const id = useId();
  const [search, setSearch] = useState('');
  const [isShort, setIsShort] = useState(false);
  const finding = useMutation({
    mutationFn: (words: string): Promise<{ items: PlaceFound[]; total: number }> =>
      answered(api.GET('/admin/v1/places', { params: { query: { search: words } } })),
    onSuccess: ({ total }) => announce(text('place.found', { count: total })),
  });
  const find = () => {
    const words = search.trim();
    setIsShort(words.length < 2);
    if (words.length < 2) return;
    announce(text('place.finding'));
    finding.mutate(words);
  };
  return (
    <div className="place-search">
      <TextField
        id={`${id}-search`}
        label={text('place.search')}
        hint={text('place.searchHint')}
        error={isShort ? text('place.short') : error}
        value={search}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setSearch(target.value)}
        onKeyDown={(event) => {
          // The form around it is not sent by looking for a place.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          find();
        }}
      />
      <button type="button" className="button" disabled={finding.isPending} onClick={find}>
        {text('place.find')}
      </button>
      {finding.isError && <ErrorNotice error={finding.error} />}
      {finding.data && (
        <>
          <p>{text('place.found', { count: finding.data.total })}</p>
          <ul className="plain-list">
            {finding.data.items.map((place) => (
              <li key={place.reference}>
                <span>{text('place.in', { place: place.name ?? place.reference, count: place.homes })}</span>{' '}
                <button type="button" className="link" onClick={() => onChoose(place)}>
                  {text('place.choose', { place: place.name ?? place.reference })}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
