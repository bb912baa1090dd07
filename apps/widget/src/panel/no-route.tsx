import { phoneNumber, type PhoneNumber } from '@doorstep/contracts/embed';
import * as z from 'zod/mini';
import { usePanel } from './panel-context.js';
import { Phones } from './phones.js';

const noRoute = z.object({ phones: z.array(phoneNumber), whatToDo: z.nullable(z.string()) });

interface Props {
  /** What the service said beside its refusal. */
  readonly current: unknown;
  /** Shown where the service names no numbers. */
  readonly phones: readonly PhoneNumber[];
}

/** It cannot be sent: nothing was stored, and whom to ring. */
export function NoRoute({ current, phones }: Props) {
  const { text } = usePanel();
  const told = noRoute.safeParse(current);
  return (
    <div className="band band-danger" role="group" aria-labelledby="doorstep-no-route">
      <p className="title" id="doorstep-no-route">
        {text('handOff.noRouteTitle')}
      </p>
      <p>{text('handOff.noRoute')}</p>
      {told.success && told.data.whatToDo && <p>{told.data.whatToDo}</p>}
      <Phones phones={told.success && told.data.phones.length > 0 ? told.data.phones : phones} />
    </div>
  );
}
