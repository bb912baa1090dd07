import type { PanelPrompt } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

/** The facts behind a prompt, one a line with its source, and what to answer when the resident asks why. */
export function WhyYouSeeThis({ prompt }: { readonly prompt: PanelPrompt }) {
  const { text } = usePanel();
  return (
    <details className="fold">
      <summary>{text('prompt.why')}</summary>
      <ul className="reasons">
        {prompt.why.map((line) => (
          <li key={line.text}>
            {line.text} <cite>{text('prompt.source', { source: line.source })}</cite>
          </li>
        ))}
      </ul>
      {prompt.whyAsking && (
        <p>
          <strong>{text('prompt.ifTheyAsk')}</strong> {prompt.whyAsking}
        </p>
      )}
    </details>
  );
}
