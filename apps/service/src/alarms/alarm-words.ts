import type { AlarmSummary } from '@doorstep/contracts/http';

const sentences: Readonly<Record<AlarmSummary['kind'], (it: string) => string>> = {
  'told-late': (it) => `${it} reached us more than an hour after the resident said it. Make sure that the team has it.`,
  'not-acknowledged': (it) => `Nobody has said that they have ${it}. Ring the team and ask.`,
  'told-again': (it) =>
    `What ${it} says was said before of this home or its block, within 90 days. See what came of it the first time.`,
  'cannot-send': (it) => `${it} could not be sent. Pass it on yourself, and see how it is set to go.`,
  'third-time-unpaid': () => 'Someone gave their time for the third time and was offered nothing for it. Ask them.',
  'unusual-rise': () =>
    'Far more people gave their time after what is offered for it changed. See whether that is well.',
  'visit-held': () => 'What was said on a visit waits for a person to say where it goes. Look at what is held.',
  'facts-wrong': () => 'Staff say that the facts behind a prompt are wrong. Compare them with your housing system.',
  'not-living-here': () =>
    'Staff say that whoever a prompt was for does not live there now. See what your housing system says.',
  'records-missing': () =>
    'Far more records than usual were missing from your housing system. Nothing was removed. See what is held.',
  'system-refuses': () =>
    'Your housing system refuses the key or the user. Nothing is read until they are changed: connection secret.',
  'erased-in-host': () =>
    'Your housing system erased somebody. What it told us of them is gone. See what else we hold, and decide.',
  'endpoint-off': () =>
    'A system of yours did not take what it is told, so it is told no more. Mend it, then switch its endpoint on again.',
  'question-waits': () => 'A resident’s question has waited too long. Say who answers it, or answer it.',
  'topic-waits': () => 'What residents said has waited too long for a decision. Decide, and say what came of it.',
  'policy-clashes': () =>
    'Staff say that a policy does not fit real life. Look at what they say, and decide about the policy.',
  'reply-overdue': () => 'A day that a reply promised has passed. Say what came of it.',
};

/** What an alarm means, for whoever looks at it. `reference` is that of the hand-off it is about, if any. */
export function alarmWords(kind: AlarmSummary['kind'], reference: string | null): string {
  return sentences[kind](reference === null ? 'Something' : `hand-off ${reference}`).replace(/^h/, 'H');
}
