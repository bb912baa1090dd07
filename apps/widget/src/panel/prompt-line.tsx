import type { PanelPrompt } from '@doorstep/contracts/embed';
import { KindTag } from './kind-tag.js';

/** A prompt that waits behind the open one: one line, which opens in its place. */
export function PromptLine({ prompt, onOpen }: { readonly prompt: PanelPrompt; readonly onOpen: () => void }) {
  return (
    <button type="button" className="prompt-line" onClick={onOpen}>
      <KindTag kind={prompt.kind} /> {prompt.title}
    </button>
  );
}
