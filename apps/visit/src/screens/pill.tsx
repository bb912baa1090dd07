import type { VisitText } from '@doorstep/ui/text';
import { useApp } from '../app-context.js';
import type { Snapshot } from '../phone.js';
import { needingPerson, waiting } from './waiting.js';

/** How sending stands, in a word or two; opens the list. */
export function Pill() {
  const { snapshot, text, go, place } = useApp();
  return (
    <button type="button" className="pill" onClick={() => place.at !== 'outbox' && go({ at: 'outbox' })}>
      {linesOf(snapshot, text).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </button>
  );
}

function linesOf(snapshot: Snapshot, text: VisitText): string[] {
  const { entries, sending, signedIn, storage } = snapshot;
  const checking = snapshot.checking || storage === 'opening';
  if (sending.now) return [text('status.sending', sending.now)];
  const count = waiting(entries).length;
  const needs = needingPerson(entries).length;
  const saved = count > 0 ? [text('status.saved', { count })] : [];
  if (needs > 0) return [text('status.needsYou', { count: needs }), ...saved];
  if (sending.reach === 'no-signal') return [text('status.noSignal'), ...saved];
  if (sending.reach === 'busy') return [text('status.waiting'), ...saved];
  if (count > 0 && !signedIn?.session) return [text('status.signIn'), ...saved];
  if (count > 0) return saved;
  return [checking ? text('status.checking') : `${text('status.allSent')} ✓`];
}
