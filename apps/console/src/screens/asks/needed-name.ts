import type { VoiceNeededShown } from '@doorstep/contracts/http';
import { useText } from '../../language.js';

export const ways = ['in-person', 'phone', 'message', 'letter', 'online', 'event'] as const;
export const speakers = ['household-member', 'carer', 'family', 'neighbour', 'partner', 'trader'] as const;

type Named = Pick<VoiceNeededShown, 'by' | 'of' | 'name'>;

/** What a group whose voice is needed is called. */
export function useNeededName(): (group: Named) => string {
  const text = useText();
  return ({ by, of, name }) => {
    const way = ways.find((one) => one === of);
    const speaker = speakers.find((one) => one === of);
    if (by === 'way' && way !== undefined) return text('ask.neededWay', { way: text(`picture.way.${way}`) });
    if (by === 'speaker' && speaker !== undefined) return text(`ask.speaker.${speaker}`);
    return by === 'place' ? text('ask.neededPlace', { place: name ?? of }) : of;
  };
}
