import type { VisitJob } from '@doorstep/contracts/visit';
import { useApp } from '../app-context.js';

/** What is settled and what is open in a question, how much say they have in it, and what to say before it is asked. */
export function Room({ prompt }: { readonly prompt: NonNullable<VisitJob['prompt']> }) {
  const { text } = useApp();
  const { howDecided, alreadyDecided, stillOpen, whyAsking } = prompt;
  return (
    <>
      {howDecided && <p className="tag">{text(`howDecided.${howDecided}`)}</p>}
      {alreadyDecided && (
        <p>
          <strong>{text('door.decided')}</strong> {alreadyDecided}
        </p>
      )}
      {stillOpen && (
        <p>
          <strong>{text('door.open')}</strong> {stillOpen}
        </p>
      )}
      <details>
        <summary>{text('door.sayFirst')}</summary>
        <p>
          “{whyAsking} {text('door.youNeedNot')}”
        </p>
      </details>
    </>
  );
}
