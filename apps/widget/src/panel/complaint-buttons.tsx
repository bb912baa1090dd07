import type { ComplaintChoiceRequest } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

export type ComplaintAnswer = ComplaintChoiceRequest['choice'];
const answers: readonly ComplaintAnswer[] = ['yes', 'no-thanks', 'not-now', 'offered'];

/** What they say when they are offered a complaint: one tap. */
export function ComplaintButtons({ onAnswer }: { readonly onAnswer: (answer: ComplaintAnswer) => void }) {
  const { text } = usePanel();
  return (
    <div className="answers">
      {answers.map((answer) => (
        <button key={answer} type="button" className="button" onClick={() => onAnswer(answer)}>
          {text(`complaint.${answer}`)}
        </button>
      ))}
    </div>
  );
}
