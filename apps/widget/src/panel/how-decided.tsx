import type { PanelPrompt } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

/** How much say residents have in what it is about, before anything is asked of them. */
export function HowDecided({ howDecided }: { readonly howDecided: NonNullable<PanelPrompt['howDecided']> }) {
  const { text } = usePanel();
  return <span className={`tag tag-${howDecided}`}>{text(`howDecided.${howDecided}`)}</span>;
}
