import type { AskShown } from '@doorstep/contracts/http';
import type { Locale } from '@doorstep/ui/text';

const penceInPound = 100;

/** What an option costs, in pounds and in words as far as somebody said; null where nobody did. */
export function costOf(
  locale: Locale,
  { cost, costWords }: Pick<AskShown['content']['options'][number], 'cost' | 'costWords'>,
): string | null {
  const said = [cost === null ? null : poundsOf(locale, cost), costWords].filter((part) => part !== null);
  return said.length === 0 ? null : said.join(', ');
}

/** Pounds, with pence where there are any. */
export function poundsOf(locale: Locale, pence: number): string {
  const format = {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: pence % penceInPound === 0 ? 0 : 2,
  } as const;
  return new Intl.NumberFormat(locale, format).format(pence / penceInPound);
}
