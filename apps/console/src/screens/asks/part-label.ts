/** What the parts that the service finds faults in are called on the screen. */
const labels = {
  question: 'ask.question',
  why: 'ask.why',
  claimed: 'ask.whoDecides',
  stillOpen: 'ask.stillOpen',
  decisionOn: 'askForm.decisionOn',
  closesOn: 'ask.closesOn',
  options: 'ask.options',
  briefing: 'ask.briefing',
  roomToChange: 'ask.room',
  recompense: 'ask.recompense',
  easyRead: 'ask.easyRead',
} as const;

/** The key of the label of a part's field, so that a sentence about it says where to mend it. */
export function labelOfPart(part: string): (typeof labels)[keyof typeof labels] | 'ask.rest' {
  return part in labels ? labels[part as keyof typeof labels] : 'ask.rest';
}
