import type { SuppressionSettingsLevel } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { TextField } from '../../parts/field.js';
import { lengthSaid, type Length } from './lengths.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly length: Length;
  readonly levels: readonly SuppressionSettingsLevel[];
  /** The form is the one for all homes. */
  readonly isWhole: boolean;
  readonly mayChange: boolean;
  readonly error: string | undefined;
  readonly value: string;
  readonly onWrite: (value: string) => void;
}

/** One length: what holds where it is left empty, how far it may go, and what places have instead. */
export function LengthField({ id, label, length, levels, isWhole, mayChange, error, value, onWrite }: Props) {
  const { locale, text } = useLanguage();
  const said = (of: number) => lengthSaid(text, length, of);
  const ofAll = levels.find(({ level }) => level === 'organisation')?.lengths[length.name];
  const own = levels.flatMap(({ level, code, place, lengths }) => {
    const set = level === 'organisation' ? undefined : lengths[length.name];
    return set === undefined ? [] : [`${place ?? code ?? ''} ${said(set)}`];
  });
  const isWider = !isWhole && ofAll !== undefined;
  const hints = [
    isWider
      ? text('asking.emptyWider', { length: said(ofAll) })
      : text('asking.emptyShipped', { length: said(length.shipped) }),
    ...(isWider ? [text('asking.shipped', { length: said(length.shipped) })] : []),
    ...(length.atLeast ? [text('asking.atLeast', { length: said(length.atLeast) })] : []),
    ...(length.atMost === null ? [] : [text('asking.atMost', { length: said(length.atMost) })]),
    ...(own.length > 0 && isWhole
      ? [text('asking.elsewhere', { list: new Intl.ListFormat(locale, { type: 'unit' }).format(own) })]
      : []),
  ];
  return (
    <>
      <TextField
        id={id}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        label={label}
        hint={hints.join(' ')}
        error={error}
        value={value}
        disabled={!mayChange}
        onChange={({ target }) => onWrite(target.value)}
      />
      {mayChange && value !== '' && (
        <button
          type="button"
          className="link"
          onClick={() => {
            onWrite('');
            document.getElementById(id)?.focus();
          }}
        >
          {text('asking.reset', { what: label })}
        </button>
      )}
    </>
  );
}
