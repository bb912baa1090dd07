/** What a message may be: one sentence, or one for each plural form of its `count` (Welsh uses all six). */
export type Message = string | Plural;
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

type NamesIn<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of the gaps in a message, read from its own text: `'Saved: {what}.'` gives `'what'`. */
export type GapsOf<M> = M extends string ? NamesIn<M> : NamesIn<M[keyof M]> | 'count';

/**
 * Fills the gaps of a message.
 * @param locale BCP 47; decides the plural form.
 * @param values One value for each `{gap}`; a plural message also needs `count`, a whole number.
 * @returns The sentence, with every known gap filled.
 */
export function fill(locale: string, message: Message, values: Readonly<Record<string, string | number>>): string {
  const sentence = typeof message === 'string' ? message : pluralForm(locale, message, Number(values['count']));
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}

function pluralForm(locale: string, message: Plural, count: number): string {
  return message[new Intl.PluralRules(locale).select(count)] ?? message.other;
}
