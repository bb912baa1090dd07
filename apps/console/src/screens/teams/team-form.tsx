import type { PlaceFound, SetTeamRequest, TeamShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { PlaceSearch } from './place-search.js';

type Place = TeamShown['schemes'][number] & { readonly isPatch: boolean };

interface Props {
  /** Left out: a new one. */
  readonly team?: TeamShown;
  readonly onSaved: (team: TeamShown) => void;
}

/** A team: what it is called, its code in the CRM, and the places it looks after. */
export function TeamForm({ team, onSaved }: Props) {
  const text = useText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [name, setName] = useState(team?.name ?? '');
  const [code, setCode] = useState(team?.code ?? '');
  const [places, setPlaces] = useState<readonly Place[]>(team ? placesOf(team) : []);
  const [version, setVersion] = useState(team?.version ?? 0);
  const [attempt, setAttempt] = useState(0);
  const isNew = team === undefined;
  useEffect(() => {
    if (!isNew) heading.current?.focus();
  }, [isNew]);
  const saving = useMutation({
    mutationFn: (on: number): Promise<TeamShown> => {
      const references = (isPatch: boolean) =>
        places.filter((place) => place.isPatch === isPatch).map(({ reference }) => reference);
      const body: SetTeamRequest = {
        name: name.trim(),
        schemes: references(false),
        patches: references(true),
        version: on,
      };
      return answered(api.PUT('/admin/v1/teams/{code}', { params: { path: { code: code.trim() } }, body }));
    },
    onSuccess: onSaved,
  });
  const wrong = {
    ...(name.trim() === '' ? { name: text('teams.nameMissing') } : {}),
    ...(code.trim() === '' ? { code: text('teams.codeMissing') } : {}),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) saving.mutate(version);
  }
  function choose({ reference, name: called, kind }: PlaceFound): void {
    if (places.every((place) => place.reference !== reference))
      setPlaces([...places, { reference, name: called, isPatch: kind === 'estate' || kind === 'unknown' }]);
  }
  function see(current: TeamShown): void {
    setName(current.name);
    setPlaces(placesOf(current));
    setVersion(current.version);
  }
  return (
    <form onSubmit={save} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {team ? text('teams.change', { name: team.name }) : text('teams.addTitle')}
      </h2>
      <ErrorSummary form={id} attempt={attempt} wrong={shown} />
      <NotSaved
        sent={saving}
        code="team-changed"
        onSeeTheirs={see}
        onKeepMine={({ version: on }) => saving.mutate(on)}
      />
      <TextField
        id={`${id}-name`}
        label={text('teams.name')}
        error={shown.name}
        value={name}
        autoComplete="off"
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
      />
      {isNew && (
        <TextField
          id={`${id}-code`}
          label={text('teams.code')}
          hint={text('teams.codeHint')}
          error={shown.code}
          value={code}
          autoComplete="off"
          maxLength={200}
          onChange={({ target }) => setCode(target.value)}
        />
      )}
      <h3>{text('teams.places')}</h3>
      {places.length === 0 ? (
        <p className="hint">{text('teams.noPlaces')}</p>
      ) : (
        <ul className="plain-list">
          {places.map(({ reference, name: called }) => (
            <li key={reference}>
              {called ?? reference}{' '}
              <button
                type="button"
                className="link"
                onClick={() => setPlaces(places.filter((place) => place.reference !== reference))}
              >
                {text('teams.removePlace', { place: called ?? reference })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <PlaceSearch onChoose={choose} />
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {team ? text('teams.save', { name: team.name }) : text('teams.add')}
        </button>
      </div>
    </form>
  );
}

function placesOf({ schemes, patches }: TeamShown): Place[] {
  return [
    ...schemes.map((place) => ({ ...place, isPatch: false })),
    ...patches.map((place) => ({ ...place, isPatch: true })),
  ];
}
