import { useText } from '../../language.js';
import { TextField } from '../../parts/field.js';
import { idOf, type PartProps } from './part-forms.js';

/** How often at most, and until when. */
export function LimitsPart({ draft, write, wrongIn }: PartProps) {
  const text = useText();
  return (
    <>
      {(['onceInDays', 'timesAYear', 'perStaffADay'] as const).map((field) => (
        <TextField
          key={field}
          id={idOf(field)}
          name={idOf(field)}
          inputMode="numeric"
          maxLength={3}
          label={text(`editor.${field}`)}
          error={wrongIn(field)}
          value={draft[field]}
          onChange={({ target }) => write({ [field]: target.value })}
        />
      ))}
      <TextField
        id={idOf('until')}
        name={idOf('until')}
        type="date"
        label={text('editor.until')}
        error={wrongIn('until')}
        value={draft.until}
        onChange={({ target }) => write({ until: target.value })}
      />
    </>
  );
}
