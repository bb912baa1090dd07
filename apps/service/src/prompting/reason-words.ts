/**
 * Every reason not to ask, in plain words for an auditor, by its code. Staff never see these: they may know only the
 * words of the open ones. What somebody tapped at a contact is told to nobody, so those three share one line.
 */
export const reasonWords: Readonly<Record<string, string>> = {
  'do-not-ask': 'the household asked not to be asked',
  'theme-opt-out': 'the household asked not to be asked about this',
  safeguarding: 'a safeguarding alert is active',
  quiet: 'nobody is to ask this household for now',
  'domestic-abuse': 'a domestic abuse alert is active',
  'cautionary-alert': 'a cautionary alert is active',
  'protected-scheme': 'the home is in a protected scheme',
  'source-stale': 'the housing system had not been read lately enough to be sure',
  'staff-concerned': 'the household raised a concern about this member of staff, or nobody knew who would ask',
  possession: 'notice or possession proceedings are under way, or were lately',
  'disrepair-claim': 'a disrepair claim is open',
  'complaint-open': 'a complaint is open, or was lately',
  'asb-party': 'an anti-social behaviour case is open, and the question was about the neighbourhood',
  'breathing-space': 'breathing space or insolvency holds, and the question was about money',
  representative: 'someone speaks for them and was not there',
  interpreter: 'they need an interpreter who was not there',
  emergency: 'there was an emergency repair',
  'hazard-open': 'a hazard is open, or was lately',
  bereavement: 'there was a death or a succession in the household',
  crisis: 'the household is in a crisis or someone is in hospital',
  'not-now': 'it was not the moment',
  'entry-repair': 'there was work at the way into the home',
  unsettled: 'they had only just moved in, or live elsewhere for now',
  'asked-recently': 'they were asked, or surveyed, too short a time ago',
  'budget-used': 'they were asked as often as they may be in a year',
  'reply-owed': 'a reply is owed to them',
  resting: 'they said “not this time” twice',
  'staff-done': 'the member of staff had put enough questions that day',
  'not-the-household': 'it was somebody else who was there',
  'quiet-hours': 'it was too early or too late for a message',
  'no-household': 'nobody holds the tenancy of this home',
  'no-adult': 'no living adult holds the tenancy',
  'type-unmapped': 'the contact is of no known type',
  'type-never': 'nobody is asked at this kind of contact',
  'contact-stale': 'the contact was too long ago',
  'prompt-open': 'a question stood open already',
  'nothing-to-ask': 'no question fits this contact',
};

/** The words of a code; the code itself where a newer or older build wrote it. */
export function wordsOfReason(code: string): string {
  return reasonWords[code] ?? code;
}
