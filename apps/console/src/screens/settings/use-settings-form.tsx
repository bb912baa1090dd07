import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary } from '../../parts/error-summary.js';
import { NotSaved, type Signed } from '../../parts/not-saved.js';

interface FormOf<Shown extends Signed, Draft, Saved> {
  /** What was read; null where there is nothing yet. */
  readonly shown: Shown | null;
  readonly draftOf: (shown: Shown | null) => Draft;
  /** By field, in the order of the form. `base` is what it is saved on top of. */
  readonly wrongIn: (draft: Draft, base: Shown | null) => Readonly<Record<string, string>>;
  readonly send: (draft: Draft, base: Shown | null) => Promise<Saved>;
  readonly onSaved: (saved: Saved) => void;
  /** The problem's code where somebody else saved first. */
  readonly code: string;
  readonly title?: string;
}

interface SettingsForm<Shown, Draft> {
  readonly base: Shown | null;
  readonly draft: Draft;
  readonly write: (part: Partial<Draft>) => void;
  /** Of the form; a field that can be wrong is `id-name`, so that a link of the summary finds it. */
  readonly id: string;
  /** What is wrong, by field, once somebody has tried to save. */
  readonly wrong: Readonly<Record<string, string>>;
  /** What stands in the way, for the top of the form. */
  readonly problems: ReactNode;
  readonly isBusy: boolean;
  readonly save: (event: FormEvent<HTMLFormElement>) => void;
}

/** Settings in one form, saved as a whole on top of what was read. */
export function useSettingsForm<Shown extends Signed, Draft, Saved>(
  form: FormOf<Shown, Draft, Saved>,
): SettingsForm<Shown, Draft> {
  const id = useId();
  const [base, setBase] = useState(form.shown);
  const [draft, setDraft] = useState(() => form.draftOf(form.shown));
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: (on: Shown | null): Promise<Saved> => form.send(draft, on),
    onSuccess: form.onSaved,
  });
  const found = form.wrongIn(draft, base);
  const wrong = attempt === 0 ? {} : found;
  return {
    ...{ base, draft, id, wrong, isBusy: saving.isPending },
    write: (part) => setDraft({ ...draft, ...part }),
    save(event) {
      event.preventDefault();
      setAttempt(attempt + 1);
      if (Object.keys(found).length === 0) saving.mutate(base);
    },
    problems: (
      <>
        <ErrorSummary form={id} attempt={attempt} wrong={wrong} />
        <NotSaved
          sent={saving}
          code={form.code}
          {...(form.title === undefined ? {} : { title: form.title })}
          onSeeTheirs={(theirs: Shown) => {
            setBase(theirs);
            setDraft(form.draftOf(theirs));
            setAttempt(0);
          }}
          onKeepMine={(theirs) => {
            setBase(theirs);
            saving.mutate(theirs);
          }}
        />
      </>
    ),
  };
}
