/** Households worth opening in a demonstration. Each has exactly the facts that its story needs, and no others. */
export type StoryCode = 'kitchen-tap' | 'gas-check' | 'complaint' | 'refuge' | 'bereaved' | 'emergency' | 'joint';

export interface Highlight {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly tenureId: string;
  readonly propertyReference: string;
  readonly code: StoryCode;
  readonly story: string;
}

export const STORIES: Readonly<Record<StoryCode, string>> = {
  'kitchen-tap': 'A kitchen tap was repaired yesterday, as a routine job. Nothing stands in the way of a question.',
  'gas-check': 'A gas safety check was done two days ago.',
  complaint: 'Has an open complaint at stage 1, and a repair completed three days ago.',
  refuge: 'Lives in the refuge. A light was repaired two days ago.',
  bereaved: 'Lost the other joint tenant forty days ago. A repair was completed two days ago.',
  emergency: 'Had an emergency visit for a loss of power yesterday.',
  joint: 'Holds the tenancy jointly. A bathroom fan was repaired three days ago.',
};

/** In the order in which they are shown; `refuge` needs a home in the refuge, the rest general homes. */
export const STORY_ORDER: readonly StoryCode[] = [
  'kitchen-tap',
  'gas-check',
  'complaint',
  'refuge',
  'bereaved',
  'emergency',
  'joint',
];
