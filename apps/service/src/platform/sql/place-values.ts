/** Quoted text and names are skipped: a mark in them is none. */
const markOrQuoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[(?:[^\]]|\]\])*\]|\$(\d+)/g;

/**
 * A query's `$1`, `$2` … as another driver marks values. `mark` is given the number and answers what stands there.
 * Answers the numbers in the order in which they came, repeated ones too. Throws RangeError: a number without a value.
 */
export function placeValues(
  text: string,
  count: number,
  mark: (number: number) => string,
): { readonly text: string; readonly order: readonly number[] } {
  const order: number[] = [];
  const placed = text.replace(markOrQuoted, (found, digits: string | undefined) => {
    if (digits === undefined) return found;
    const number = Number(digits);
    if (number < 1 || number > count) throw new RangeError('A query marks a value that it was not given.');
    order.push(number);
    return mark(number);
  });
  return { text: placed, order };
}
