import type { NotThisTimeReason, PanelPrompt } from '@doorstep/contracts/embed';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite, type Writing } from './use-write.js';

/** Called once it is saved: with the outcome, and the date before which the home is not asked again. */
export type NotThisTimeSaved = (outcomeId: string, reason: NotThisTimeReason, notBefore: string | null) => void;

/** Saves why a prompt was not put this time, from wherever it is said. */
export function useNotThisTime(
  prompt: PanelPrompt,
  onSaved: NotThisTimeSaved,
): { readonly writing: Writing; readonly save: (reason: NotThisTimeReason) => void } {
  const { text, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const save = (reason: NotThisTimeReason) => {
    const write = api.outcome({
      promptId: prompt.id,
      record,
      outcome: 'not-this-time',
      reason,
      saidAt: new Date().toISOString(),
    });
    writing.start(write, (reply) => {
      announce(text(reason === 'never' ? 'notThisTime.stopped' : 'notThisTime.saved'));
      onSaved(reply.outcomeId, reason, reply.notBefore);
    });
  };
  return { writing, save };
}
