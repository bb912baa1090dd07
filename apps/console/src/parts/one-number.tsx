import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { announce } from '../announce.js';
import { useMay } from '../api/session.js';
import { Done } from './done.js';
import { ErrorNotice } from './error-notice.js';
import { TextField } from './field.js';

interface Props {
  readonly now: number;
  /** Bounds, both included. */
  readonly least: number;
  readonly most: number;
  readonly says: {
    readonly rule: string;
    readonly change: string;
    readonly label: string;
    readonly hint: string;
    readonly wrong: string;
    readonly save: string;
    readonly saved: string;
    /** Somebody else set another one. */
    readonly theirs: string;
    readonly notKept: string;
  };
  /** Answers what is kept. */
  readonly save: (wanted: number) => Promise<number>;
  /** What somebody else set meanwhile, where that is what an error says. */
  readonly theirsIn: (error: unknown) => number | undefined;
  /** Brings what is kept now to the screen. */
  readonly show: (kept: number) => unknown;
}

/** One whole number that the landlord sets, what it does, and a form for whoever may change it. */
export function OneNumber(props: Props) {
  const mayChange = useMay('settings.change');
  return (
    <div>
      <p>{props.says.rule}</p>
      {mayChange && (
        <details>
          <summary>{props.says.change}</summary>
          <Form {...props} />
        </details>
      )}
    </div>
  );
}

function Form({ now, least, most, says, save, theirsIn, show }: Props) {
  const [wanted, setWanted] = useState(String(now));
  const [isWrong, setWrong] = useState(false);
  const saving = useMutation({
    mutationFn: save,
    onSuccess: show,
    onError(error) {
      const theirs = theirsIn(error);
      if (theirs === undefined) return undefined;
      announce(says.theirs);
      setWanted(String(theirs));
      return show(theirs);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const number = Number(wanted);
    const isNumber = Number.isInteger(number) && number >= least && number <= most;
    setWrong(!isNumber);
    if (isNumber) saving.mutate(number);
  }
  return (
    <form onSubmit={submit} noValidate>
      {saving.isSuccess && <Done key={saving.submittedAt} takesFocus says={says.saved} />}
      {saving.isError && <ErrorNotice error={saving.error} title={says.notKept} />}
      <TextField
        label={says.label}
        hint={says.hint}
        error={isWrong ? says.wrong : undefined}
        inputMode="numeric"
        autoComplete="off"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      <button type="submit" className="button" disabled={saving.isPending}>
        {says.save}
      </button>
    </form>
  );
}
