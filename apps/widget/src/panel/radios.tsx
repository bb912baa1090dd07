interface Props<Value extends string> {
  readonly legend: string;
  /** The heading above says it already. */
  readonly isLegendUnseen?: boolean;
  /** Groups the inputs; one of each on screen. */
  readonly name: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  /** Undefined: none yet. */
  readonly chosen: Value | undefined;
  readonly layout?: 'column' | 'inline' | 'chips';
  readonly onChoose: (value: Value) => void;
}

/** One choice of a few, all in sight. */
export function Radios<Value extends string>({
  legend,
  isLegendUnseen = false,
  name,
  choices,
  chosen,
  layout = 'column',
  onChoose,
}: Props<Value>) {
  return (
    <fieldset>
      <legend className={isLegendUnseen ? 'unseen' : 'label'}>{legend}</legend>
      <div className={`radios radios-${layout}`}>
        {choices.map(({ value, label }) => (
          <label key={value} className="radio">
            <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
