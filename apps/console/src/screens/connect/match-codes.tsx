import type { MatchedCodes } from '@doorstep/contracts/http';
import { useSearchParams } from 'react-router';
import { useText } from '../../language.js';
import { Table } from '../../parts/table.js';
import { useEntityWords } from './entity-words.js';
import { fieldWords } from './field-words.js';

interface Props {
  readonly codes: MatchedCodes;
  readonly entity: string;
  readonly changed: Readonly<Record<string, string>>;
  readonly onChange: (value: string, means: string) => void;
}

/** What the codes of one field mean. `?list=&value=` names one, where the focus goes. */
export function MatchCodes({ codes, entity, changed, onChange }: Props) {
  const text = useText();
  const title = text('match.codesOf', { list: useEntityWords()(entity), field: fieldWords(codes.field) });
  const [asked] = useSearchParams();
  const isAsked = (theirs: string) =>
    asked.get('list') === codes.list && asked.get('value')?.toLowerCase() === theirs.toLowerCase();
  if (codes.values.length === 0)
    return (
      <section>
        <h3>{title}</h3>
        <p className="hint">{text('match.noCodes')}</p>
      </section>
    );
  return (
    <section>
      <h3>{title}</h3>
      <Table
        caption={title}
        rows={codes.values}
        keyOf={({ theirs }) => theirs}
        columns={[
          { id: 'theirs', title: text('match.theirValue'), isRowName: true, cell: ({ theirs }) => theirs },
          { id: 'rows', title: text('match.rows'), isNumber: true, cell: ({ rows }) => rows },
          {
            id: 'means',
            title: text('match.means'),
            cell: ({ theirs, means, isUnknown }) =>
              codes.meanings.length === 0 ? (
                <input
                  ref={isAsked(theirs) ? arrive : undefined}
                  className="input"
                  aria-label={text('match.meaningOf', { value: theirs })}
                  value={changed[theirs] ?? means ?? ''}
                  onChange={({ target }) => onChange(theirs, target.value)}
                />
              ) : (
                <select
                  ref={isAsked(theirs) ? arrive : undefined}
                  className="input input-select"
                  aria-label={text('match.meaningOf', { value: theirs })}
                  value={changed[theirs] ?? means ?? ''}
                  onChange={({ target }) => onChange(theirs, target.value)}
                >
                  <option value="">{isUnknown ? text('match.unknown') : text('match.known')}</option>
                  {codes.meanings.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>
              ),
          },
          {
            id: 'suggestion',
            title: text('match.checked'),
            cell: ({ theirs, suggestion, isUnknown }) =>
              suggestion === null || !isUnknown || changed[theirs] !== undefined ? null : (
                <>
                  {text(suggestion.because === 'name' ? 'match.byName' : 'match.byValues', { means: suggestion.means })}{' '}
                  <button
                    type="button"
                    className="link"
                    aria-label={text('match.useFor', { means: suggestion.means, value: theirs })}
                    onClick={() => onChange(theirs, suggestion.means)}
                  >
                    {text('match.use')}
                  </button>
                </>
              ),
          },
        ]}
      />
    </section>
  );
}

/** One for all, so that it is called when its control comes and not at every change of it. */
function arrive(control: HTMLElement | null): void {
  control?.focus();
}
