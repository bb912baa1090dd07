/** A pack as what it says, before it is laid out. The same document always gives the same bytes. */
export interface PackDocument {
  readonly title: string;
  /** Who it is from. */
  readonly landlord: string;
  /** The latest thing in it, RFC 3339; null where there is none. */
  readonly upTo: string | null;
  readonly sections: readonly PackSection[];
}

export interface PackSection {
  /** The question of the ask that it is about; null where it is about none, or about all. */
  readonly asked: string | null;
  readonly heading: string;
  /** Of the heading, where it is in another language than the rest, BCP 47. */
  readonly language?: string;
  readonly level: 2 | 3;
  readonly blocks: readonly PackBlock[];
}

export type PackBlock =
  | { readonly kind: 'text'; readonly words: string }
  /** Words as somebody said them, with who and how. `language`: where they are in another than the rest, BCP 47. */
  | { readonly kind: 'quote'; readonly words: string; readonly by: string; readonly language?: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      /** The first cell of a row names it. */
      readonly rows: readonly (readonly string[])[];
    };
