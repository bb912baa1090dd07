import type { ConsoleText } from '@doorstep/ui/console-text';
import type { ReactNode } from 'react';

/** What a panel is drawn from. */
export interface Shown<Figures> {
  readonly shown: Figures;
  readonly children?: ReactNode;
}

/** A whole number of percent. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

/** A chart shows the first twelve rows; the table has all of them. */
export function mostRows<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.slice(0, 12);
}

export function areaName(text: ConsoleText, name: string | null): string {
  return name ?? text('picture.smallTogether');
}
