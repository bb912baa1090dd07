import type { TextProblem } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { Checks } from '../../parts/checks.js';
import { questionRules } from './parts-of-rule.js';

interface Props {
  readonly say: string;
  readonly problems: readonly TextProblem[] | undefined;
  /** It could not be looked at. */
  readonly isOut: boolean;
}

/** Each check of the question by name, as it is written. */
export function QuestionChecks({ say, problems, isOut }: Props) {
  const text = useText();
  const isWritten = say.trim() !== '';
  const left = problems?.filter(({ rule }) => (questionRules as readonly string[]).includes(rule)) ?? [];
  return (
    <section aria-labelledby="question-checks">
      <h3 id="question-checks">{text('prompts.checks')}</h3>
      <p role="status" className="hint">
        {isOut
          ? text('prompts.checksOut')
          : !isWritten
            ? text('prompts.checksWait')
            : left.length === 0
              ? problems && text('prompts.checksPassed')
              : text('prompts.checksLeft', { count: left.length })}
      </p>
      <Checks
        label={text('prompts.checks')}
        checks={questionRules.map((rule) => {
          const found = left.filter((one) => one.rule === rule);
          const state =
            !isWritten || isOut ? 'not-checked' : !problems ? 'checking' : found[0] ? 'not-passed' : 'passed';
          return {
            id: rule,
            name: text(`prompts.check.${rule}`),
            state,
            ...(state === 'not-passed'
              ? {
                  says: found.map(({ message }) => (
                    <p key={message} lang="en-GB">
                      {message}
                    </p>
                  )),
                }
              : {}),
          } as const;
        })}
      />
    </section>
  );
}
