import type { HandOffSummary, RouteSetting } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay, useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Clock } from './clock.js';
import { Facts } from './facts.js';
import { TheyHaveIt, type Acknowledgement } from './they-have-it.js';
import { WhatWasSaid } from './what-was-said.js';

/** What was just done to a hand-off; `by` is who was said to have it. */
export type HandOffDone =
  | { readonly what: 'has'; readonly reference: string; readonly by: string }
  | { readonly what: 'closed'; readonly reference: string };

interface Props {
  readonly handOff: HandOffSummary;
  readonly setting: RouteSetting | undefined;
  /** Resolves once what stands now has been read again. */
  readonly onDone: (done: HandOffDone) => Promise<void>;
}

/** One hand-off: its clock, what is known of it, and what can be said about it. */
export function HandOff({ handOff, setting, onDone }: Props) {
  const text = useText();
  const { reference, route, state, isEmergency } = handOff;
  const isRestricted = route === 'restricted';
  const isWaiting = state !== 'acknowledged' && state !== 'closed';
  const id = useId();
  return (
    <article className="hand-off" aria-labelledby={id} data-state={state}>
      <h2 id={id}>{text('handOffs.name', { title: text(`route.${route}`), reference })}</h2>
      <Clock handOff={handOff} />
      {isEmergency && (
        <p>
          <strong>{text('handOffs.emergency')}</strong>
        </p>
      )}
      {isRestricted && <p>{text('handOffs.restrictedSays')}</p>}
      <Facts handOff={handOff} setting={setting} />
      {isWaiting && !isRestricted && <WhatWasSaid reference={reference} way={handOff.way} setting={setting} />}
      {state !== 'closed' && <Answers handOff={handOff} isWaiting={isWaiting} onDone={onDone} />}
    </article>
  );
}

/** Who has it, and that it is done. */
function Answers({ handOff, isWaiting, onDone }: Omit<Props, 'setting'> & { readonly isWaiting: boolean }) {
  const text = useText();
  const { name } = useSignedIn();
  const mayAnswer = useMay('hand-offs.answer');
  const [isSaying, setSaying] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const { reference, route } = handOff;
  const path = { reference };
  const acknowledging = useMutation({
    mutationFn: (said: Acknowledgement): Promise<unknown> =>
      answered(api.POST('/api/v1/hand-offs/{reference}/acknowledge', { params: { path }, body: said } as never)),
    onSuccess: (_, { by }) => onDone({ what: 'has', reference, by }),
  });
  const closing = useMutation({
    mutationFn: (): Promise<unknown> =>
      answered(api.POST('/api/v1/hand-offs/{reference}/close', { params: { path }, body: { by: name } } as never)),
    onSuccess: () => onDone({ what: 'closed', reference }),
  });
  if (!mayAnswer) return null;
  const error = acknowledging.error ?? closing.error;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <div className="buttons">
        {isWaiting && (
          <button type="button" className="button" aria-expanded={isSaying} onClick={() => setSaying(!isSaying)}>
            {text('handOffs.they')}
          </button>
        )}
        <button type="button" className="button" disabled={closing.isPending} onClick={() => setClosing(true)}>
          {text('handOffs.close')}
        </button>
      </div>
      {isWaiting && isSaying && (
        <TheyHaveIt
          isRestricted={route === 'restricted'}
          isBusy={acknowledging.isPending}
          onSave={(said) => acknowledging.mutate(said)}
        />
      )}
      <Confirm
        isOpen={isClosing}
        title={text('handOffs.closeTitle', { reference })}
        action={text('handOffs.closeNow')}
        onCancel={() => setClosing(false)}
        onConfirm={() => {
          setClosing(false);
          closing.mutate();
        }}
      >
        <p>{text('handOffs.closeSays')}</p>
        {isWaiting && <p>{text('handOffs.closeToo')}</p>}
      </Confirm>
    </>
  );
}
