import { useState } from 'react';
import { useText } from '../../language.js';
import { RadioCards } from '../../parts/field.js';
import type { AskValues } from './ask-values.js';
import { readyMadeAsks, readyMadeCodes, type ReadyMadeCode } from './ready-made-asks.js';

interface Props {
  /** An empty one, as the form began. */
  readonly start: AskValues;
  readonly values: AskValues;
  readonly onChoose: (values: AskValues) => void;
}

/** Fills the form with an ask that ships. What stood there comes back with the choice under which it was written. */
export function ReadyMade({ start, values, onChoose }: Props) {
  const text = useText();
  const [chosen, setChosen] = useState<ReadyMadeCode | 'own'>('own');
  const [left, setLeft] = useState<Partial<Record<ReadyMadeCode | 'own', AskValues>>>({});

  function choose(code: ReadyMadeCode | 'own'): void {
    setLeft({ ...left, [chosen]: values });
    setChosen(code);
    onChoose(left[code] ?? { ...start, ...(code === 'own' ? {} : readyMadeAsks[code]) });
  }
  return (
    <details>
      <summary>{text('askForm.ready')}</summary>
      <RadioCards
        name="ready-made"
        label={text('askForm.readyChoose')}
        hint={text('askForm.readyHint')}
        value={chosen}
        options={(['own', ...readyMadeCodes] as const).map((code) => ({
          value: code,
          label: text(`askForm.ready.${code}`),
          hint: text(`askForm.readyHint.${code}`),
        }))}
        onChange={({ target }) => choose(target.value as ReadyMadeCode | 'own')}
      />
    </details>
  );
}
