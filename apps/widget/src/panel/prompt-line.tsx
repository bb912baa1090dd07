import type { PanelPrompt } from '@doorstep/contracts/embed';
import { KindTag } from './kind-tag.js';

interface Props {
  readonly kind: PanelPrompt['kind'];
  readonly title: string;
  readonly onOpen: () => void;
}

/** What waits behind the open card: one line, which opens in its place. */
export function PromptLine({ kind, title, onOpen }: Props) {
  return (
    <button type="button" className="prompt-line" onClick={onOpen}>
      <KindTag kind={kind} /> {title}
    </button>
  );
}
