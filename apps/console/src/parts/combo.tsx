import { ComboBox, Button, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useText } from '../language.js';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Only read aloud: the column's heading stands above it. */
  readonly isLabelUnseen?: boolean;
  readonly options: readonly { readonly id: string; readonly label: string; readonly hint?: string }[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly isDisabled?: boolean;
}

/** One of many, found by typing. */
export function Combo({
  label,
  hint,
  error,
  isLabelUnseen = false,
  options,
  value,
  onChange,
  isDisabled = false,
}: Props) {
  const text = useText();
  return (
    <ComboBox
      className="field combo"
      menuTrigger="focus"
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
    >
      <Label className={isLabelUnseen ? 'unseen' : 'label'}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="wrong">{error}</FieldError>
      <div className="combo-box">
        <Input className="input" />
        <Button className="combo-open" aria-label={text('part.show-list', { label })}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      <Popover className="combo-list">
        <ListBox<(typeof options)[number]> renderEmptyState={() => <p className="hint">{text('part.nothingFound')}</p>}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="combo-option">
              <Text slot="label">{option.label}</Text>
              {option.hint !== undefined && (
                <Text slot="description" className="hint">
                  {option.hint}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
