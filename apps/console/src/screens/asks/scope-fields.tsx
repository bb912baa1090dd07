import { useText } from '../../language.js';
import { RadioCards } from '../../parts/field.js';
import { PlaceSearch } from '../teams/place-search.js';
import type { AskValues } from './ask-values.js';

interface Props {
  readonly id: string;
  readonly values: Pick<AskValues, 'isForEveryone' | 'places'>;
  /** What is wrong with the places. */
  readonly error: string | undefined;
  readonly onChange: (part: Partial<Pick<AskValues, 'isForEveryone' | 'places'>>) => void;
}

/** Whom it concerns: every home, or the homes in some places. */
export function ScopeFields({ id, values, error, onChange }: Props) {
  const text = useText();
  return (
    <>
      <RadioCards
        name={`${id}-scope`}
        label={text('ask.scope')}
        value={values.isForEveryone ? 'everyone' : 'places'}
        options={[
          { value: 'everyone', label: text('ask.everyone') },
          { value: 'places', label: text('askForm.places') },
        ]}
        onChange={({ target }) => onChange({ isForEveryone: target.value === 'everyone' })}
      />
      {!values.isForEveryone && (
        <div id={`${id}-places`} tabIndex={-1}>
          <ul className="plain-list">
            {values.places.map(({ reference, name }) => (
              <li key={reference}>
                {name ?? reference}{' '}
                <button
                  type="button"
                  className="link"
                  onClick={() => onChange({ places: values.places.filter((one) => one.reference !== reference) })}
                >
                  {text('teams.removePlace', { place: name ?? reference })}
                </button>
              </li>
            ))}
          </ul>
          <PlaceSearch
            error={error}
            onChoose={({ reference, name }) => {
              const others = values.places.filter((one) => one.reference !== reference);
              onChange({ places: [...others, { reference, name }] });
            }}
          />
        </div>
      )}
    </>
  );
}
