import type { CheckReplyRequest, PreviewReplyRequest, ReplyChecked } from '@doorstep/contracts/http';

type Result = CheckReplyRequest['result'];
export const results: readonly Result[] = ['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to'];

/** A reply as its fields hold it; empty where nothing was written. */
export interface Values {
  readonly result: Result;
  readonly words: string;
  readonly because: string;
  readonly passedTo: string;
  readonly owner: string;
  readonly promisedBy: string;
  readonly easyRead: string;
  readonly saidBy: string;
}
type Written = Exclude<keyof Values, 'result'>;

export const needsBecause = ({ result }: Values): boolean =>
  result === 'paused-because' || result === 'not-doing-because';

/** What is sent: nothing that is blank, and nothing that its result does not ask for. */
export function replyOf(values: Values): CheckReplyRequest {
  const parts: Written[] = [
    'words',
    'owner',
    'promisedBy',
    'easyRead',
    'saidBy',
    ...(needsBecause(values) ? (['because'] as const) : []),
    ...(values.result === 'passed-to' ? (['passedTo'] as const) : []),
  ];
  const written = parts.filter((part) => values[part].trim() !== '').map((part) => [part, values[part].trim()]);
  return { result: values.result, ...Object.fromEntries(written) };
}

/** A reply that nothing is missing from, as the check found. */
export type WholeReply = Omit<PreviewReplyRequest, 'topicId'>;

type Problem = ReplyChecked['problems'][number];

/** Beside which field a problem stands; what is not named here is in the words. */
const fieldOf: Readonly<Record<string, Written>> = {
  'because-missing': 'because',
  'passed-to-missing': 'passedTo',
  'nobody-named': 'saidBy',
  'owner-missing': 'owner',
};

/** What is left out, which is not said while somebody is still writing. */
const ofLeftOut = new Set(['no-words', ...Object.keys(fieldOf)]);

/** What is wrong with a field, and what in it could be better. */
export function problemsAt(problems: readonly Problem[], field: Written): { error?: string; better: string[] } {
  const here = problems.filter(({ rule }) => (fieldOf[rule] ?? 'words') === field);
  const wrong = here.filter(({ severity }) => severity === 'refuse').map(({ message }) => message);
  return {
    ...(wrong.length === 0 ? {} : { error: wrong.join(' ') }),
    better: here.filter(({ severity }) => severity === 'warn').map(({ message }) => message),
  };
}

/** Those that can be told before the reply is whole. */
export function whileWriting(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ rule }) => !ofLeftOut.has(rule));
}
