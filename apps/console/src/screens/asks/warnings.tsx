import type { AskShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { OptionChoice } from './option-choice.js';

type Warning = AskShown['warnings'][number];

interface Props {
  readonly ask: AskShown;
  /** Those to show, of the ask's. */
  readonly warnings: readonly Warning[];
  /** Says which option one is about; left out: nobody can here. */
  readonly onTie?: (voiceId: string, option: number | null) => void;
}

/** What residents warn of, in their words. */
export function Warnings({ ask, warnings, onTie }: Props) {
  const text = useText();
  return (
    <ul>
      {warnings.map(({ voiceId, words, mayShare, option }) => (
        <li key={voiceId}>
          <q>{words}</q>
          {!mayShare && <p className="hint">{text('ask.notToShare')}</p>}
          {onTie && (
            <OptionChoice
              options={ask.content.options}
              label={text('ask.warnsOf')}
              none={text('ask.warnsOfNone')}
              value={option === null ? '' : String(option)}
              onChange={(value) => onTie(voiceId, value === '' ? null : Number(value))}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Those about one option, by its number; null: those about none of them. */
export function warningsOf(ask: AskShown, option: number | null): Warning[] {
  const isThere = (number: number) => number <= ask.content.options.length;
  return ask.warnings.filter((one) => (one.option !== null && isThere(one.option) ? one.option : null) === option);
}
