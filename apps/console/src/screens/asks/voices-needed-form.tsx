import type { AskShown, KeepVoicesNeededRequest, VoiceNeeded, VoiceNeededShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { CheckboxField, FieldGroup, TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { PlaceSearch } from '../teams/place-search.js';
import { speakers, ways } from './needed-name.js';
import { useKeepAsk } from './use-ask.js';
import { useGoTo } from './use-go-to.js';

interface Props {
  readonly ask: AskShown;
  readonly groups: readonly VoiceNeededShown[];
  /** Leaves it; with what to say where it was kept. */
  readonly onEnd: (says?: string) => void;
}

type Group = Pick<VoiceNeededShown, 'by' | 'of' | 'name'> & { readonly isHeard: boolean };
type Choice = Extract<VoiceNeeded, { by: 'way' | 'speaker' }>;

/** The groups that need to be present. What the figures can tell is ticked; the rest is written in plain words. */
export function VoicesNeededForm({ ask, groups: seen, onEnd }: Props) {
  const text = useText();
  const id = useId();
  const goTo = useGoTo();
  const keep = useKeepAsk();
  const [groups, setGroups] = useState(() => groupsOf(seen));
  const keeping = useMutation({
    mutationFn: (body: KeepVoicesNeededRequest): Promise<AskShown> =>
      answered(api.PUT('/api/v1/asks/{id}/voices-needed', { params: { path: { id: ask.id } }, body })),
    async onSuccess(now, { groups: kept }) {
      await keep(now);
      onEnd(text('ask.neededKept', { count: kept.length }));
    },
  });
  const own = groups.filter(({ by }) => by === 'words');
  const idOf = (index: number) => `${id}-own-${index}`;
  const setOwn = (at: number, part: Partial<Group>) => {
    const changed = own[at];
    setGroups(groups.map((one) => (one === changed ? { ...one, ...part } : one)));
  };
  const without = ({ by, of }: Pick<Group, 'by' | 'of'>) => groups.filter((one) => one.by !== by || one.of !== of);
  const box = (choice: Choice, label: string) => (
    <CheckboxField
      key={choice.of}
      label={label}
      checked={groups.some(({ by, of }) => by === choice.by && of === choice.of)}
      onChange={({ target }) =>
        setGroups(target.checked ? [...groups, { ...choice, name: null, isHeard: false }] : without(choice))
      }
    />
  );
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    keeping.mutate({ version: ask.version, groups: requestOf(groups) });
  }
  return (
    <form onSubmit={save} noValidate>
      <NotSaved
        sent={keeping}
        code="changed-since"
        title={text('askForm.notSaved')}
        onSeeTheirs={(theirs: AskShown) => {
          void keep(theirs);
          onEnd();
        }}
        onKeepMine={({ version }, mine) => keeping.mutate({ ...mine, version })}
      />
      <FieldGroup id={idOf(0)} label={text('ask.neededOwn')} hint={text('ask.neededOwnHint')}>
        {own.map(({ of, isHeard }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own while they are written
          <div key={index} className="ask-row">
            <TextField
              id={idOf(index)}
              label={text('ask.neededOwnOne', { number: index + 1 })}
              value={of}
              maxLength={120}
              onChange={({ target }) => setOwn(index, { of: target.value })}
            />
            <CheckboxField
              label={text('ask.neededOwnHeard', { number: index + 1 })}
              checked={isHeard}
              onChange={({ target }) => setOwn(index, { isHeard: target.checked })}
            />
            <button
              type="button"
              className="link"
              onClick={() => setGroups(groups.filter((one) => one !== own[index]))}
            >
              {text('ask.neededOwnRemove', { number: index + 1 })}
            </button>
          </div>
        ))}
        <button
          type="button"
          className="button"
          onClick={() => {
            setGroups([...groups, { by: 'words', of: '', name: null, isHeard: false }]);
            goTo(idOf(own.length));
          }}
        >
          {text('ask.neededOwnAdd')}
        </button>
      </FieldGroup>
      <fieldset className="field">
        <legend className="label">{text('ask.neededPlaces')}</legend>
        <ul className="plain-list">
          {groups
            .filter(({ by }) => by === 'place')
            .map((place) => (
              <li key={place.of}>
                {place.name ?? place.of}{' '}
                <button type="button" className="link" onClick={() => setGroups(without(place))}>
                  {text('teams.removePlace', { place: place.name ?? place.of })}
                </button>
              </li>
            ))}
        </ul>
        <PlaceSearch
          onChoose={({ reference, name }) => {
            const place = { by: 'place', of: reference, name, isHeard: false } as const;
            setGroups([...without(place), place]);
          }}
        />
      </fieldset>
      <fieldset className="field">
        <legend className="label">{text('ask.neededSpeakers')}</legend>
        {speakers.map((of) => box({ by: 'speaker', of }, text(`ask.speaker.${of}`)))}
      </fieldset>
      <fieldset className="field">
        <legend className="label">{text('ask.neededWays')}</legend>
        {ways.map((of) => box({ by: 'way', of }, text(`picture.way.${of}`)))}
      </fieldset>
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={keeping.isPending}>
          {text('ask.neededSave')}
        </button>
        <button type="button" className="button" onClick={() => onEnd()}>
          {text('part.goBack')}
        </button>
      </div>
    </form>
  );
}

function groupsOf(seen: readonly VoiceNeededShown[]): Group[] {
  return seen.map(({ by, of, name, stands }) => ({ by, of, name, isHeard: by === 'words' && stands === 'heard' }));
}

/** What was left empty is no group. */
function requestOf(groups: readonly Group[]): VoiceNeeded[] {
  return groups
    .map(({ by, of, isHeard }) => ({ by, of: of.trim(), ...(by === 'words' ? { isHeard } : {}) }) as VoiceNeeded)
    .filter(({ of }) => of !== '');
}
