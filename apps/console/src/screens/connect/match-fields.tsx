import type { MatchedList } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { Notice } from '../../parts/notice.js';
import { Table } from '../../parts/table.js';
import { ChooseColumn } from './choose-column.js';
import { useEntityWords } from './entity-words.js';
import { fieldWords } from './field-words.js';

interface Props {
  readonly list: MatchedList;
  readonly changed: Readonly<Record<string, string>>;
  readonly onChange: (field: string, value: string) => void;
}

/** Where the fields of one list come from, with an example of each, and what is not brought in. */
export function MatchFields({ list, changed, onChange }: Props) {
  const text = useText();
  const title = useEntityWords()(list.entity);
  const isOwn = !list.isFixed;
  return (
    <section>
      <h2>
        {title} <span className="hint">({list.stream})</span>
      </h2>
      {list.problem !== null && (
        <Notice kind="look">
          <p lang="en-GB">{list.problem}</p>
        </Notice>
      )}
      {list.isFixed && <p className="hint">{text('match.fixed')}</p>}
      <Table
        caption={`${title} (${list.stream})`}
        rows={list.fields}
        keyOf={({ field }) => field}
        columns={[
          {
            id: 'ours',
            title: text('match.ours'),
            isRowName: true,
            cell: ({ field, isRequired }) => (
              <span lang="en-GB">
                {isRequired ? text('match.required', { field: fieldWords(field) }) : fieldWords(field)}
              </span>
            ),
          },
          {
            id: 'theirs',
            title: text('match.theirs'),
            cell: (one) =>
              isOwn ? (
                <ChooseColumn
                  matched={one}
                  columns={list.columns}
                  value={changed[one.field] ?? one.theirs ?? ''}
                  onChange={(value) => onChange(one.field, value)}
                />
              ) : (
                <code>{one.theirs}</code>
              ),
          },
          {
            id: 'example',
            title: text('match.example'),
            cell: ({ example }) => (example === null ? text('tryOne.nothing') : example),
          },
          {
            id: 'check',
            title: text('match.checked'),
            cell: ({ empty, of }) =>
              of === 0
                ? text('match.noRows')
                : empty === 0
                  ? text('match.all', { of })
                  : text('match.empty', { empty, of }),
          },
        ]}
      />
      {list.left.length === 0 ? (
        <p className="hint">{text('match.leftNone')}</p>
      ) : (
        <details>
          <summary>{text('match.left', { count: list.left.length })}</summary>
          <p>{list.left.join(', ')}</p>
        </details>
      )}
    </section>
  );
}
