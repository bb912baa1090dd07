/** Which jobs a shift may see: a contractor's, or those with these references in the housing system. */
export type ShiftScope = { readonly contractor: string } | { readonly jobs: readonly string[] };

/** Who is on shift. */
export interface Shift {
  readonly operativeId: string;
  readonly operativeName: string | null;
  readonly scope: ShiftScope;
}

/** As the audit, a voice and an outcome name an operative: their ids and those of office staff may be the same. */
export function actorOf(operativeId: string): string {
  return `operative:${operativeId}`;
}
