const born = 'p.date_of_birth';

/**
 * People `p` who are in the housing system, and rows without one, by their age on the day before `before`, in one row whose columns `inBands` reads: no person is put in a
 * group. `before` is SQL for a day.
 */
export function byAge(before: string): string {
  /** The last day on which somebody was born who is so old. */
  const bornBefore = (years: number) => `(${before}::date - 1 - interval '${years} years')::date`;
  return `count(*) AS everybody, count(${born}) AS known, count(*) FILTER (WHERE ${born} > ${bornBefore(16)}) AS under_16,
        count(*) FILTER (WHERE ${born} > ${bornBefore(35)}) AS under_35, count(*) FILTER (WHERE ${born} > ${bornBefore(55)}) AS under_55,
        count(*) FILTER (WHERE ${born} > ${bornBefore(75)}) AS under_75`;
}

/** The age bands of a row of `byAge`; null where nobody knows the age. */
export const inBands = `(VALUES ('under-16', under_16), ('16-34', under_35 - under_16), ('35-54', under_55 - under_35),
        ('55-74', under_75 - under_55), ('75-or-over', known - under_75), (NULL, everybody - known)) bands (band, people)`;
