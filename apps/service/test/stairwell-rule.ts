const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** A rule with nothing wrong, as it is written: a question of the landlord's own at a call, anywhere, for two months. */
export function stairwellRule(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    code: 'stairwell',
    name: 'Stairwell',
    when: ['TEL-GEN'],
    where: 'everywhere',
    ask: {
      kind: 'ask',
      text: {
        title: 'Ask about the stairwell',
        say: 'We are painting your stairwell. What would you like to come home to?',
        probe: 'Who else on the landing should we ask?',
        theme: 'works',
        strength: true,
      },
    },
    howDecided: 'together',
    alreadyDecided: [{ what: 'the work starts in spring', because: 'contract' }],
    stillOpen: ['the colour', 'who chooses'],
    atMost: { onceInDays: 60, timesAYear: 2, perStaffADay: 4 },
    until: inDays(60),
    owner: 'Neighbourhood manager, north patch',
    why: 'The colour is still open, and you pass it every day.',
    decisionDate: inDays(70),
    ...changes,
  };
}
