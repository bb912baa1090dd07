import type { VisitEntry } from '@doorstep/contracts/visit';
import { useApp } from '../app-context.js';
import { Frame } from './frame.js';

interface Props {
  readonly bar: string;
  readonly onAnswer: (vulnerable: NonNullable<VisitEntry['vulnerable']>) => void;
}

/** One question more, because it decides how fast somebody has to come. */
export function Damp({ bar, onAnswer }: Props) {
  const { text } = useApp();
  return (
    <Frame title={text('damp.title')} bar={bar}>
      <div className="stack">
        {(['yes', 'no', 'not-asked'] as const).map((answer) => (
          <button key={answer} type="button" className="button button-tall" onClick={() => onAnswer(answer)}>
            {text(`damp.${answer}`)}
          </button>
        ))}
      </div>
      <p>{text('damp.clock')}</p>
    </Frame>
  );
}
