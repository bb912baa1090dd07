import { useId, type ReactNode } from 'react';
import { useText } from '../../language.js';
import { Table } from '../../parts/table.js';
import { Chart, type Draw } from './chart.js';
import { toCsv } from './to-csv.js';

export interface PanelShown {
  /** What the panel is about, e.g. “Roll calls”. */
  readonly title: string;
  /** What its figures say, in one sentence. */
  readonly finding: string;
  /** How to read the chart. */
  readonly note?: string;
  readonly draw: Draw | null;
  /** The first row names the columns, the first cell of each other row names it. Null: not shown. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly (string | number | null)[])[] };
}

/** A finding, one chart, one table, and the table to take away. */
export function Panel({ title, finding, note, draw, table, children }: PanelShown & { readonly children?: ReactNode }) {
  const text = useText();
  const id = useId();
  const { head } = table;
  const rows: readonly (readonly (string | number)[])[] = table.rows.map((row) =>
    row.map((cell) => cell ?? text('picture.notShown')),
  );
  const isKeptBack = table.rows.some((row) => row.includes(null));

  function download(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([toCsv([head, ...rows])], { type: 'text/csv' }));
    link.download = `${title}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <section className="picture-panel" aria-labelledby={id}>
      <p className="picture-title">{title}</p>
      <h2 id={id}>{finding}</h2>
      {note !== undefined && <p className="hint">{note}</p>}
      {children}
      {draw && <Chart label={finding} draw={draw} />}
      {rows.length > 0 && (
        <>
          <details>
            <summary>{text('picture.table')}</summary>
            <Table<readonly (string | number)[]>
              caption={title}
              rows={rows}
              keyOf={(row) => String(rows.indexOf(row))}
              columns={head.map((name, at) => ({
                id: String(at),
                title: name,
                isRowName: at === 0,
                isNumber: at > 0 && rows.some((row) => typeof row[at] === 'number'),
                cell: (row) => row[at],
              }))}
            />
            {isKeptBack && <p className="hint">{text('picture.keptBack')}</p>}
          </details>
          <p className="picture-take">
            <button type="button" className="link" onClick={download}>
              {text('picture.download', { what: title })}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
