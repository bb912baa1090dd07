/** Whether a member of staff may be given a prompt at this kind of contact. */
export type ContactLight = 'ask' | 'care' | 'never';

export interface ContactType {
  readonly code: string;
  readonly name: string;
  /** Who is there, and so who says the prompt. */
  readonly role: string;
  readonly light: ContactLight;
  /** Themes that belong to this kind of contact; `any` means all of them. */
  readonly themes: readonly string[];
  /** Opens the sentence that tells staff what happened, e.g. `A repair was finished`. */
  readonly happened: string;
}
