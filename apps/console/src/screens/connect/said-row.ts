import type { ContactMappingRow } from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { listIn } from '@doorstep/ui/list';
import type { Locale } from '@doorstep/ui/text';

/** A row in words: what happens, and what must be so besides. */
export function saidRow(
  text: ConsoleText,
  locale: Locale,
  row: ContactMappingRow,
): { readonly what: string; readonly conditions: readonly string[] } {
  const anyOf = (list: readonly string[]) => listIn(locale, 'disjunction', list);
  switch (row.on) {
    case 'repair-ended':
      return {
        what: text(`counts.phase.${row.phase}`),
        conditions: [
          ...(['isEmergency', 'isHazard'] as const).flatMap((name) =>
            row[name] === undefined ? [] : [text(`counts.said.${name}.${row[name] ? 'yes' : 'no'}`)],
          ),
          ...(['tradeCodes', 'tradeNameWords', 'words'] as const).flatMap((name) =>
            row[name] === undefined ? [] : [text(`counts.said.${name}`, { list: anyOf(row[name]) })],
          ),
        ],
      };
    case 'tenancy-started':
      return {
        what: text('counts.on.tenancy-started'),
        conditions:
          row.isMutualExchange === undefined
            ? []
            : [text(`counts.said.isMutualExchange.${row.isMutualExchange ? 'yes' : 'no'}`)],
      };
    case 'tenancy-ended':
      return { what: text('counts.on.tenancy-ended'), conditions: [] };
    case 'case-opened':
      return { what: `${text('counts.on.case-opened')}: ${text(`counts.matter.${row.kind}`)}`, conditions: [] };
    case 'contact-told':
      return {
        what: text(`counts.told.${row.kind}`),
        conditions: row.direction === undefined ? [] : [text(`counts.said.${row.direction}`)],
      };
  }
}
