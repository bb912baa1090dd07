import type { DeliveryRequest, DeliveryShown } from '@doorstep/contracts/http';
import type { ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { useSettingsForm } from './use-settings-form.js';

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
  const isKept = (draft: Draft, base: Shown | null) => base !== null && base.hasSecret && isSameServer(draft, base);
  const { base, draft, write, id, wrong, problems, isBusy, save } = useSettingsForm({
    ...{ shown, draftOf, onSaved },
    wrongIn: (written, on) => wrongIn(written, isKept(written, on)),
    send: (written, on): Promise<DeliveryShown> =>
      answered(api.POST('/api/v1/delivery', { body: { ...requestOf(written), was: on?.setAt ?? null } } as never)),
    code: 'delivery-changed',
    title: text('sending.notSaved'),
  });
  return (
    <form onSubmit={save} noValidate>
      {problems}
      {children({
        ...{ draft, write },
        field: (name) => ({ id: `${id}-${name}`, error: wrong[name] }),
        isSecretKept: isKept(draft, base),
      })}
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {text('sending.save')}
      </button>
    </form>
  );
}
