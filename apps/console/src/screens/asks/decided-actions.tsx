import type { AskShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { TextField } from '../../parts/field.js';

export type DecidedAction = AskShown['decisions'][number]['actions'][number];
const most = 10;

interface Props {
  readonly id: string;
  readonly actions: readonly DecidedAction[];
  readonly error: string | undefined;
  readonly onChange: (actions: readonly DecidedAction[]) => void;
}

/** Who does what after a decision, by when. */
export function DecidedActions({ id, actions, error, onChange }: Props) {
  const text = useText();
  const set = (at: number, part: Partial<DecidedAction>) =>
    onChange(actions.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="field" id={id} tabIndex={-1} data-wrong={error !== undefined || undefined}>
      <legend className="label">{text('ask.actions')}</legend>
      <p className="hint">{text('decide.actionsHint')}</p>
      {error !== undefined && <p className="wrong">{error}</p>}
      {actions.map(({ what, owner, dueOn }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own while they are written
        <div key={index} className="ask-row">
          <TextField
            label={text('decide.actionWhat', { number: index + 1 })}
            value={what}
            maxLength={300}
            onChange={({ target }) => set(index, { what: target.value })}
          />
          <TextField
            label={text('decide.actionOwner', { number: index + 1 })}
            value={owner}
            maxLength={120}
            onChange={({ target }) => set(index, { owner: target.value })}
          />
          <TextField
            type="date"
            label={text('decide.actionBy', { number: index + 1 })}
            value={dueOn}
            onChange={({ target }) => set(index, { dueOn: target.value })}
          />
          <button
            type="button"
            className="link"
            onClick={() => onChange(actions.filter((_, other) => other !== index))}
          >
            {text('decide.actionRemove', { number: index + 1 })}
          </button>
        </div>
      ))}
      {actions.length < most && (
        <button
          type="button"
          className="button"
          onClick={() => onChange([...actions, { what: '', owner: '', dueOn: '' }])}
        >
          {text('decide.actionAdd')}
        </button>
      )}
    </fieldset>
  );
}

/** Those that say what, who and by when; undefined where one says only some of it. */
export function wholeActions(actions: readonly DecidedAction[]): DecidedAction[] | undefined {
  const written = actions
    .map(({ what, owner, dueOn }) => ({ what: what.trim(), owner: owner.trim(), dueOn }))
    .filter(({ what, owner, dueOn }) => what !== '' || owner !== '' || dueOn !== '');
  const isWhole = written.every(({ what, owner, dueOn }) => what !== '' && owner !== '' && dueOn !== '');
  return isWhole ? written : undefined;
}
