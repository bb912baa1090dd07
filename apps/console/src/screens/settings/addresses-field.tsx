import { useText } from '../../language.js';
import { TextAreaField, useOptional } from '../../parts/field.js';

interface Props {
  /** One a line. */
  readonly value: string;
  readonly onWrite: (addresses: string) => void;
}

/** The private addresses that may be reached on the way out; without any, none. */
export function AddressesField({ value, onWrite }: Props) {
  const text = useText();
  const optional = useOptional();
  return (
    <TextAreaField
      label={optional(text('hooks.addresses'))}
      hint={text('hooks.addressesHint')}
      value={value}
      spellCheck={false}
      maxLength={1000}
      onChange={({ target }) => onWrite(target.value)}
    />
  );
}
