import { useId, type ReactNode } from 'react';
import { useText } from '../language.js';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean;
  /** The cell that names its row. */
  readonly isRowName?: boolean;
}

export interface Sorting {
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

interface Props<Row> {
  /** What the table lists; read aloud, and shown where `isCaptionShown`. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How it is sorted, where it can be; `sortable` lists the columns by id. */
  readonly sorting?: Sorting;
  readonly sortable?: readonly string[];
  readonly onSort?: (sorting: Sorting) => void;
}

/** A table, which scrolls inside itself where it is wider than the screen. */
export function Table<Row>({ caption, isCaptionShown = false, columns, rows, keyOf, ...sort }: Props<Row>) {
  const id = useId();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is cut off is read by scrolling, with keys too
    <div className="table-scroll" role="region" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id} className={isCaptionShown ? undefined : 'unseen'}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} {...sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id: columnId, cell, isNumber, isRowName }) =>
                isRowName === true ? (
                  <th key={columnId} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={columnId} className={isNumber === true ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps<Row> extends Pick<Props<Row>, 'sorting' | 'sortable' | 'onSort'> {
  readonly column: Column<Row>;
}

function Heading<Row>({ column, sorting, sortable = [], onSort }: HeadingProps<Row>) {
  const text = useText();
  const className = column.isNumber === true ? 'number' : undefined;
  if (!onSort || !sortable.includes(column.id))
    return (
      <th scope="col" className={className}>
        {column.title}
      </th>
    );
  const direction = sorting?.by === column.id ? sorting.direction : undefined;
  return (
    <th scope="col" className={className} aria-sort={direction ?? 'none'}>
      <button
        type="button"
        className="sort"
        title={text('part.sorted-by', { column: column.title })}
        onClick={() => onSort({ by: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' })}
      >
        {column.title}
        <span aria-hidden="true">{direction === undefined ? '↕' : direction === 'ascending' ? '↑' : '↓'}</span>
      </button>
    </th>
  );
}
