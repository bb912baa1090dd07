import type { SignInReply } from '@doorstep/contracts/visit';
import { phoneNumbers } from '@doorstep/ui/hand-offs';
import { useApp } from '../app-context.js';
import { Call } from './call.js';

type Numbers = SignInReply['landlord']['emergencyNumbers'];

interface Props {
  readonly numbers: Numbers;
  readonly onCall?: () => void;
}

/** Before the first sign-in nothing says which nation this is: both gas lines, each by its name. */
export const numbersOfNobody: Numbers = [
  { name: '', number: phoneNumbers.gas },
  { name: '', number: phoneNumbers.gasNorthernIreland },
];

/** What to ring when somebody is in danger: 999 first, and each number once. */
export function DangerNumbers({ numbers, onCall }: Props) {
  const { text } = useApp();
  return (
    <>
      <Call number={phoneNumbers.emergency} isLoud {...(onCall && { onCall })}>
        {text('danger.call999')}
      </Call>
      <NumbersToRing
        numbers={numbers.filter(({ number }) => number !== phoneNumbers.emergency)}
        {...(onCall && { onCall })}
      />
    </>
  );
}

export function NumbersToRing({ numbers, onCall }: Props) {
  const { text } = useApp();
  return numbers.map(({ name, number }) => (
    <Call key={number} number={number} {...(onCall && { onCall })}>
      {number === phoneNumbers.gas
        ? text('danger.gas', { number })
        : number === phoneNumbers.gasNorthernIreland
          ? text('danger.gasNorthernIreland', { number })
          : text('danger.callLine', { name, number })}
    </Call>
  ));
}
