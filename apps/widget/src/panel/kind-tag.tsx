import type { PanelPrompt } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

/** What sort of prompt it is, in words. */
export function KindTag({ kind }: { readonly kind: PanelPrompt['kind'] }) {
  const { text } = usePanel();
  return <span className={`tag tag-${kind}`}>{text(`kind.${kind}`)}</span>;
}
