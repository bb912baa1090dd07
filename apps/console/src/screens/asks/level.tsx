import type { AskLevel } from '@doorstep/contracts/http';
import type { ConsoleTextKey } from '@doorstep/ui/console-text';
import { useText } from '../../language.js';

type Cap = Extract<ConsoleTextKey, `ask.cap.${string}`> extends `ask.cap.${infer Code}` ? Code : never;

/** How much say residents have by the evidence, in the word that residents see, and what keeps it from being more. */
export function Level({ level: { level, claimed, caps } }: { readonly level: AskLevel }) {
  const text = useText();
  const isLess = level !== claimed;
  return (
    <section aria-labelledby="level">
      <h2 id="level">{text('ask.level')}</h2>
      <p className="ask-level" data-level={level}>
        {text(`picture.level.${level}`)}
      </p>
      <p>
        {isLess ? text('ask.levelLess', { claimed: text(`picture.level.${claimed}`) }) : text('ask.levelAsClaimed')}
      </p>
      {caps.length > 0 && (
        <ul>
          {caps.map(({ code }) => (
            <li key={code}>{text(`ask.cap.${code as Cap}`)}</li>
          ))}
        </ul>
      )}
      <p className="hint">{text('ask.levelSame')}</p>
    </section>
  );
}
