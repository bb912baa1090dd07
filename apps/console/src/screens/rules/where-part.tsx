import { useText } from '../../language.js';
import { RadioCards } from '../../parts/field.js';
import { PlaceSearch } from '../teams/place-search.js';
import { idOf, type PartProps } from './part-forms.js';

/** Where the rule asks: anywhere, or in the places that are chosen. */
export function WherePart({ draft, write, wrongIn }: PartProps) {
  const text = useText();
  const { places } = draft;
  return (
    <>
      <RadioCards
        id={idOf('where')}
        name={idOf('where')}
        label={text('editor.whereLabel')}
        error={wrongIn('where')}
        value={draft.isEverywhere ? 'everywhere' : 'places'}
        options={[
          { value: 'everywhere', label: text('editor.everywhere') },
          { value: 'places', label: text('editor.somewhere') },
        ]}
        onChange={({ target }) => write({ isEverywhere: target.value === 'everywhere' })}
      />
      {!draft.isEverywhere && (
        <>
          {places.length > 0 && (
            <ul className="plain-list">
              {places.map(({ code, name }) => (
                <li key={code}>
                  {name}{' '}
                  <button
                    type="button"
                    className="link"
                    onClick={() => write({ places: places.filter((place) => place.code !== code) })}
                  >
                    {text('editor.removePlace', { place: name })}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <PlaceSearch
            onChoose={({ reference, name }) => {
              if (places.some(({ code }) => code === reference)) return;
              // The block or estate that a home stands in is the place that is known of it.
              write({
                places: [...places, { level: 'scheme', code: reference, name: (name ?? reference).slice(0, 60) }],
              });
            }}
          />
        </>
      )}
    </>
  );
}
