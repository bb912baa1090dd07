import type { DeliveryRequest, DeliveryShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { NotSaved } from '../../parts/not-saved.js';

export interface DeliveryFields<Draft> {
  readonly draft: Draft;
  readonly write: (part: Partial<Draft>) => void;
  /** What a field needs to be found by a link of the summary, and what is wrong with it. */
  readonly field: (name: string) => { readonly id: string; readonly error: string | undefined };
  /** Whether the secret that is stored still goes with what is written. */
  readonly isSecretKept: boolean;
}

interface Props<Shown extends DeliveryShown, Draft> {
  readonly shown: Shown | null;
  readonly onSaved: (now: DeliveryShown) => void;
  readonly draftOf: (shown: Shown | null) => Draft;
  /** Whether both are the same server: a secret goes to no other. */
  readonly isSameServer: (draft: Draft, shown: Shown) => boolean;
  /** By field, in the order of the form. */
  readonly wrongIn: (draft: Draft, isSecretKept: boolean) => Readonly<Record<string, string>>;
  readonly requestOf: (draft: Draft) => DeliveryRequest;
  readonly children: (fields: DeliveryFields<Draft>) => ReactNode;
}

/** One way of sending in one form, saved on top of what was read. */
export function DeliveryForm<Shown extends DeliveryShown, Draft>(props: Props<Shown, Draft>) {
  const { shown, onSaved, draftOf, isSameServer, wrongIn, requestOf, children } = props;
  const text = useText();
  const id = useId();
  const [base, setBase] = useState(shown);
  const [draft, setDraft] = useState(() => draftOf(shown));
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: (was: string | null): Promise<DeliveryShown> =>
      answered(api.POST('/api/v1/delivery', { body: { ...requestOf(draft), was } } as never)),
    onSuccess: onSaved,
  });
  const isSecretKept = base !== null && base.hasSecret && isSameServer(draft, base);
  const wrong = wrongIn(draft, isSecretKept);
  const said: Readonly<Record<string, string>> = attempt === 0 ? {} : wrong;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) saving.mutate(base?.setAt ?? null);
  }
  return (
    <form onSubmit={save} noValidate>
      <ErrorSummary
        attempt={attempt}
        wrong={Object.entries(said).map(([name, says]) => ({ id: `${id}-${name}`, says }))}
      />
      <NotSaved
        sent={saving}
        code="delivery-changed"
        title={text('sending.notSaved')}
        onSeeTheirs={(theirs: Shown) => {
          setBase(theirs);
          setDraft(draftOf(theirs));
          setAttempt(0);
        }}
        onKeepMine={(theirs) => {
          setBase(theirs);
          saving.mutate(theirs.setAt);
        }}
      />
      {children({
        draft,
        write: (part) => setDraft({ ...draft, ...part }),
        field: (name) => ({ id: `${id}-${name}`, error: said[name] }),
        isSecretKept,
      })}
      <button type="submit" className="button button-primary" disabled={saving.isPending}>
        {text('sending.save')}
      </button>
    </form>
  );
}
