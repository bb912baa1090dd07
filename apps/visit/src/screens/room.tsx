import type { VisitJob } from '@doorstep/contracts/visit';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useApp } from '../app-context.js';

/** What is settled and what is open in a question, how much say they have in it, and what to say before it is asked. */
export function Room({ prompt }: { readonly prompt: NonNullable<VisitJob['prompt']> }) {
  const { text, locale } = useApp();
  const says = laterTextIn(locale);
  const { howDecided, alreadyDecided, stillOpen, whyAsking, canDo } = prompt;
  const own = locale === 'cy' ? (canDo?.cy ?? null) : null;
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
      {canDo && (
        <details>
          <summary>{says('canDo.title')}</summary>
          {(['myself', 'passOn', 'leave'] as const).map((part) => (
            <p key={part}>
              <strong>{says(`canDo.${part}`)}</strong>{' '}
              <span lang={own ? 'cy' : 'en-GB'}>{(own ?? canDo.en)[part]}</span>
            </p>
          ))}
        </details>
      )}
    </>
  );
}
