import type { LibraryList, PromptTextVersion } from '@doorstep/contracts/http';

/** A prompt as it is being written. */
export interface Draft {
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
  readonly theme: string;
  readonly contactTypes: 'any-ask' | string[];
  readonly role: string;
  readonly strength: boolean;
  readonly owner: string;
  readonly roomToChange: string;
  /** Who rewrote it; left empty where nobody new is to be thanked. */
  readonly credit: string;
}

export const blank: Draft = {
  title: '',
  say: '',
  probe: '',
  whyAsking: '',
  theme: '',
  contactTypes: [],
  role: '',
  strength: false,
  owner: '',
  roomToChange: '',
  credit: '',
};

/** A text that was kept, to write on. */
export function draftOf(text: PromptTextVersion): Draft {
  const { title, say, probe, whyAsking } = text;
  return {
    ...{ title, say, probe, whyAsking, credit: '' },
    theme: text.theme ?? '',
    contactTypes: text.contactTypes ?? [],
    role: text.role ?? '',
    strength: text.strength ?? false,
    owner: text.owner ?? '',
    roomToChange: text.roomToChange ?? '',
  };
}

/** What is sent of it. */
export function bodyOf({ credit, ...draft }: Draft, code: string) {
  return { ...draft, code, ...(credit.trim() === '' ? {} : { credit: credit.trim() }) };
}

/** The next code of the landlord's own that no prompt has: L01, then L02. */
export function nextCode({ items }: LibraryList): string {
  const taken = new Set(items.map(({ code }) => code));
  let at = 1;
  while (taken.has(codeAt(at))) at += 1;
  return codeAt(at);
}

function codeAt(at: number): string {
  return `L${String(at).padStart(2, '0')}`;
}
