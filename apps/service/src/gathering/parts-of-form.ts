import type { GatherForm, SaidPart } from '@doorstep/contracts/http';
import type { VoiceKind } from '@doorstep/contracts/voice';

/** What each form asks for, in its order: two short lists, or the three parts of a recipe. */
export const partsOfForm: Readonly<Record<GatherForm, readonly SaidPart[]>> = {
  'own-words': ['words'],
  'always-and-never': ['always', 'never'],
  recipe: ['ingredients', 'method', 'spoils'],
};

/** What kind of thing a part says; null: nobody has sorted it. */
export function kindOfPart(part: SaidPart): VoiceKind | null {
  return part === 'always' || part === 'never' ? part : null;
}
