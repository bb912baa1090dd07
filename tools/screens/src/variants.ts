/** One look of a screen. */
export interface Variant {
  readonly preset: '' | 'fluent' | 'slds';
  readonly scheme: 'light' | 'dark';
  /** Of the panel, in CSS pixels. */
  readonly width: number;
  /** In the colours of the system, as for those who need strong contrast. */
  readonly isForced: boolean;
}

/** Screens that show what a preset does: a card, choices, an answer to tell. */
const inEveryPreset = ['prompts', 'not this time', 'tell them'];
const plain = { preset: '', width: 340, isForced: false } as const;

/** The looks that are worth a picture of this screen. */
export function variantsOf(name: string): readonly Variant[] {
  const looks: Variant[] = [
    { ...plain, scheme: 'light' },
    { ...plain, scheme: 'dark' },
  ];
  if (inEveryPreset.includes(name)) {
    for (const preset of ['fluent', 'slds'] as const) {
      for (const scheme of ['light', 'dark'] as const) looks.push({ ...plain, preset, scheme });
    }
  }
  if (name === 'prompts') {
    for (const width of [280, 480]) looks.push({ ...plain, scheme: 'light', width });
    looks.push({ ...plain, scheme: 'dark', isForced: true });
  }
  return looks;
}

/** `prompts-fluent-dark.png` and the like. */
export function fileOf(name: string, { preset, scheme, width, isForced }: Variant): string {
  const words = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const parts = [words, preset, scheme === 'dark' && 'dark', width !== plain.width && width, isForced && 'forced'];
  return `${parts.filter(Boolean).join('-')}.png`;
}
