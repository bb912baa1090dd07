/** What prompts are about, coarse enough that a household can say "not about this" once and be understood. */
export const themes = [
  { code: 'home', name: 'Living in the home' },
  { code: 'repairs', name: 'Repairs' },
  { code: 'warmth', name: 'Warmth and heating' },
  { code: 'works', name: 'Planned works' },
  { code: 'safety', name: 'Checks and building safety' },
  { code: 'communication', name: 'How we write and get in touch' },
  { code: 'access', name: 'Getting in, getting about, getting help' },
  { code: 'moving', name: 'Moving in and moving out' },
  { code: 'money', name: 'Rent, charges and money' },
  { code: 'neighbourhood', name: 'The place and the people round it' },
  { code: 'support', name: 'Wellbeing and support' },
  { code: 'landlord', name: 'How we work and what we promise' },
] as const;

export type Theme = (typeof themes)[number]['code'];

/** What is about no theme of ours is about how we work. */
export function themeOf(theme: string | null): Theme {
  return themes.find(({ code }) => code === theme)?.code ?? 'landlord';
}
