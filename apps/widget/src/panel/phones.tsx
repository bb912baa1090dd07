import type { PhoneNumber } from '@doorstep/contracts/embed';
import { phoneNameOf, phoneNumbers, type PhoneName } from '@doorstep/ui/hand-offs';
import type { Text } from '@doorstep/ui/text';
import { usePanel } from './panel-context.js';

/** Numbers that are known without asking the service. */
export function knownPhones(text: Text, names: readonly PhoneName[]): PhoneNumber[] {
  return names.map((name) => known(text, name));
}

function known(text: Text, name: PhoneName): PhoneNumber {
  return { name: text(`phone.${name}`), number: phoneNumbers[name], use: text(`phone.${name}.use`) };
}

/** As the service names it, in English, unless it is a national one. */
function inWords(text: Text, phone: PhoneNumber): PhoneNumber {
  const name = phoneNameOf(phone.number);
  return name === undefined ? phone : known(text, name);
}

interface Props {
  readonly phones: readonly PhoneNumber[];
  /** Leaves out when to ring each: for where they stand among other things. */
  readonly brief?: boolean;
}

/** Numbers to ring, each a link that rings. */
export function Phones({ phones, brief = false }: Props) {
  const { text } = usePanel();
  if (phones.length === 0) return null;
  return (
    <ul className="phones">
      {phones
        .map((phone) => inWords(text, phone))
        .map(({ name, number, use }) => (
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
