import type { PromiseAction, PromiseShown } from '@doorstep/contracts/http';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, today } from '../../when.js';

/** Says plainly that nothing was done for a promise. */
export function JustWords({ promise: { justWords } }: { readonly promise: PromiseShown }) {
  const { locale, text } = useLanguage();
  if (justWords === null) return null;
  return (
    <p className="promise-flag">
      <StatusWord light="look">{text('promise.justWords')}</StatusWord>{' '}
      {text(`promise.justWords.${justWords.because}`, { day: dayOf(locale, justWords.since) })}
    </p>
  );
}

/** With whom it was agreed, who answers for it, what it came of, and when it was worded anew. */
export function PromiseFacts({ promise }: { readonly promise: PromiseShown }) {
  const { locale, text } = useLanguage();
  const last = promise.versions.at(-1);
  const why = last?.why ?? null;
  return (
    <>
      <p>{text('promise.agreedWith', { who: promise.agreedWith, owner: promise.owner })}</p>
      {promise.askQuestion !== null && <p>{text('promise.fromAsk', { question: promise.askQuestion })}</p>}
      {last && why !== null && (
        <p className="hint">{text('promise.wordedAnew', { day: dayOf(locale, last.madeAt), why })}</p>
      )}
    </>
  );
}

interface ActionsProps {
  readonly actions: readonly PromiseAction[];
  /** What can be done about one that is still to be done. */
  readonly beside?: (action: PromiseAction) => ReactNode;
}

/** What is done for a promise, by whom and by when. */
export function Actions({ actions, beside }: ActionsProps) {
  const { text } = useLanguage();
  if (actions.length === 0) return <p className="hint">{text('promise.noActions')}</p>;
  return (
    <ul className="promise-actions">
      {actions.map((action) => (
        <li key={action.id}>
          <span className="promise-action-what">{action.what}</span> {action.owner}. <ActionState action={action} />
          {action.doneOn === null && action.notDoneBecause === null && beside?.(action)}
        </li>
      ))}
    </ul>
  );
}

function ActionState({ action: { doneOn, dueOn, notDoneBecause } }: { readonly action: PromiseAction }) {
  const { locale, text } = useLanguage();
  if (doneOn !== null)
    return <StatusWord light="good">{text('promise.done', { day: dayOf(locale, doneOn) })}</StatusWord>;
  if (notDoneBecause !== null)
    return (
      <>
        <StatusWord light="bad">{text('promise.notDone')}</StatusWord> {notDoneBecause}
      </>
    );
  const day = dayOf(locale, dueOn);
  return dueOn < today() ? (
    <StatusWord light="look">{text('promise.late', { day })}</StatusWord>
  ) : (
    <StatusWord light="quiet">{text('promise.due', { day })}</StatusWord>
  );
}
