import { barX, dot, link, plot, text } from '@observablehq/plot';
import { first, ink, lettering, second } from './look.js';

/** One line of a chart: its name and what it says above, the figures below. A figure that is not shown is null. */
export interface ChartRow {
  readonly name: string;
  readonly says: string;
  readonly first: number | null;
  readonly second: number | null;
}

/** Rows with bars end to end: the first solid, the second an outline. */
export const drawBars = (rows: readonly ChartRow[]) => (width: number) =>
  draw(rows, width, Math.max(...rows.map((row) => (row.first ?? 0) + (row.second ?? 0))), (marked) => [
    barX(marked, { y: 'at', x1: 0, x2: 'first', fill: first, insetTop: 24, insetBottom: 6, className: 'first' }),
    barX(
      marked.filter((row) => row.second !== null),
      {
        y: 'at',
        x1: 'first',
        x2: (row: Marked) => (row.first ?? 0) + (row.second ?? 0),
        fill: 'none',
        stroke: second,
        strokeWidth: 2,
        insetTop: 25,
        insetBottom: 7,
        className: 'second',
      },
    ),
  ]);

/** Rows with a circle for the first and a hollow square for the second, and the gap between them. */
export const drawPairs = (rows: readonly ChartRow[]) => (width: number) =>
  draw(rows, width, Math.max(...rows.flatMap((row) => [row.first ?? 0, row.second ?? 0])), (marked) => {
    const whole = marked.filter((row) => row.first !== null && row.second !== null);
    return [
      link(whole, { y: 'at', x1: 'first', x2: 'second', stroke: ink, strokeOpacity: 0.35, strokeWidth: 6, dy: 10 }),
      dot(
        marked.filter((row) => row.second !== null),
        {
          y: 'at',
          x: 'second',
          symbol: 'square',
          r: 6,
          stroke: second,
          strokeWidth: 3,
          fill: 'none',
          dy: 10,
          className: 'second',
        },
      ),
      dot(
        marked.filter((row) => row.first !== null),
        { y: 'at', x: 'first', symbol: 'circle', r: 5, fill: first, dy: 10, className: 'first' },
      ),
    ];
  });

type Marked = ChartRow & { readonly at: number };
type Marks = NonNullable<Parameters<typeof plot>[0]>['marks'];

function draw(
  rows: readonly ChartRow[],
  width: number,
  most: number,
  marksOf: (rows: readonly Marked[]) => NonNullable<Marks>,
): Element {
  const marked = rows.map((row, at) => ({ ...row, at }));
  const wordsOf = (row: ChartRow) => row.says.length * letterWidth;
  return plot({
    width,
    height: rows.length * 48 + 4,
    margin: 0,
    marginLeft: 10,
    marginRight: 10,
    style: lettering,
    x: { domain: [0, Math.max(1, most)], axis: null },
    y: { domain: marked.map(({ at }) => at), axis: null, type: 'band', padding: 0 },
    marks: [
      ...marksOf(marked),
      text(marked, {
        y: 'at',
        frameAnchor: 'left',
        // What does not fit beside the figures ends in an ellipsis: the whole name is in the table.
        text: (row: Marked) => shortened(row.name, width - 36 - wordsOf(row)),
        textAnchor: 'start',
        dx: -8,
        dy: -13,
        fill: ink,
      }),
      text(marked, { y: 'at', frameAnchor: 'right', text: 'says', textAnchor: 'end', dx: 8, dy: -13, fill: ink }),
    ],
  });
}

/** Wider than any run of letters is at 14 px, so that nothing is ever over something else. */
const letterWidth = 7.6;

function shortened(words: string, width: number): string {
  const most = Math.max(3, Math.floor(width / letterWidth));
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}
