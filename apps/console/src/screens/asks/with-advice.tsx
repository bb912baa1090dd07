import type { AskShown } from '@doorstep/contracts/http';
import type { ReactNode } from 'react';

/** The hint of a field, and what would make what stands in it better: it may be left as it is. */
export function withAdvice(problems: AskShown['problems'], part: string, hint?: ReactNode): ReactNode {
  const advice = problems.filter((one) => one.part === part && one.severity === 'warn');
  if (advice.length === 0) return hint;
  return (
    <>
      {hint}
      {advice.map(({ message }) => (
        <strong key={message} className="ask-advice">
          {message}
        </strong>
      ))}
    </>
  );
}
