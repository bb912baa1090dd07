import { dot, line, plot, ruleY, text } from '@observablehq/plot';
import { first, ink, lettering } from './look.js';

export interface WeeksRow {
  readonly name: string;
  readonly weeks: readonly number[];
}

/** Small multiples, one under another, to one scale; the last value stands beside its point. */
export const drawWeeks =
  (rows: readonly WeeksRow[]) =>
  (width: number): Element => {
    const points = rows.flatMap(({ weeks }, row) => weeks.map((people, week) => ({ row, week, people })));
    const last = points.filter(({ week }) => week === Math.max(...points.map((point) => point.week)));
    const heads = rows.map(({ name }, row) => ({ row, name }));
    return plot({
      width,
      height: rows.length * 78,
      margin: 0,
      marginLeft: 6,
      marginRight: 44,
      style: lettering,
      x: { axis: null },
      y: { axis: null, domain: [0, Math.max(1, ...points.map(({ people }) => people)) * 1.7] },
      fy: { axis: null, padding: 0.1 },
      marks: [
        ruleY([0], { stroke: ink, strokeOpacity: 0.3 }),
        line(points, { fy: 'row', x: 'week', y: 'people', stroke: first, strokeWidth: 2.5, className: 'first' }),
        dot(last, { fy: 'row', x: 'week', y: 'people', fill: first, r: 4 }),
        text(last, { fy: 'row', x: 'week', y: 'people', text: 'people', dx: 10, textAnchor: 'start', fill: ink }),
        text(heads, { fy: 'row', frameAnchor: 'top-left', text: 'name', textAnchor: 'start', dy: 4, fill: ink }),
      ],
    });
  };
