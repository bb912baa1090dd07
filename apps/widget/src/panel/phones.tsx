import type { PhoneNumber } from '@doorstep/contracts/embed';
import { phoneNumbers, type PhoneName } from '@doorstep/ui/hand-offs';
import type { Text } from '@doorstep/ui/text';

/** Numbers that are known without asking the service. */
export function knownPhones(text: Text, names: readonly PhoneName[]): PhoneNumber[] {
  return names.map((name) => ({
    name: text(`phone.${name}`),
    number: phoneNumbers[name],
    use: text(`phone.${name}.use`),
  }));
}

interface Props {
  readonly phones: readonly PhoneNumber[];
  /** Leaves out when to ring each: for where they stand among other things. */
  readonly brief?: boolean;
}

/** Numbers to ring, each a link that rings. */
export function Phones({ phones, brief = false }: Props) {
  if (phones.length === 0) return null;
  return (
    <ul className="phones">
      {phones.map(({ name, number, use }) => (
        <li key={`${name} ${number}`}>
          <a className="phone" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
            <span className="phone-number">{number}</span> <span>{name}</span>
          </a>
          {use && !brief && <p className="muted">{use}</p>}
        </li>
      ))}
    </ul>
  );
}
