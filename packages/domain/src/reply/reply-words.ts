/** What replies say when they say nothing, English and Welsh. Looked for as whole words, without capitals or marks. */
export const waffle: readonly string[] = [
  'lessons will be learned',
  'lessons will be learnt',
  'lessons have been learned',
  'lessons have been learnt',
  'learn lessons',
  'learned lessons',
  'take this seriously',
  'take this very seriously',
  'take these matters seriously',
  'take all feedback seriously',
  'take your concerns seriously',
  'taken seriously',
  'in due course',
  'going forward',
  'moving forward',
  'value your feedback',
  'value your views',
  'value your opinion',
  'appreciate your feedback',
  'thank you for your feedback',
  'thank you for your patience',
  'bear with us',
  'as soon as possible',
  'as soon as we can',
  'at the earliest opportunity',
  'at our earliest convenience',
  'when resources allow',
  'when resources permit',
  'subject to resources',
  'where possible',
  'looking into it',
  'looking into this',
  'look into it',
  'look into this',
  'under review',
  'keep this under review',
  'being reviewed',
  'taken on board',
  'take on board',
  'take it on board',
  'fed back to',
  'feed this back',
  'fed this back',
  'passed to the relevant',
  'relevant team',
  'relevant department',
  'appropriate action',
  'necessary steps',
  'working hard',
  'strive to',
  'committed to',
  'our commitment to',
  'apologise for any inconvenience',
  'sorry for any inconvenience',
  'any inconvenience caused',
  'sorry if you feel',
  'sorry you feel',
  'sorry that you feel',
  'raise awareness',
  'continuous improvement',
  'at this time',
  'at this moment in time',
  'your call is important',
  'we hear you',
  'rest assured',
  'cyn gynted â phosibl',
  'maes o law',
  'gwerthfawrogi eich adborth',
  'cymryd hyn o ddifrif',
  'dysgu gwersi',
  'gwersi yn cael eu dysgu',
  'edrych i mewn i hyn',
];

const NOT = String.raw`(?!\s+(?:not|never|no longer)\b)`;

/** Words by which something is promised. */
export const promiseWords: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:we|i|they|he|she|it)(?:['’]ll|\s+will|\s+shall)\b${NOT}`, 'iu'),
  new RegExp(String.raw`\byou(?:['’]ll|\s+will)\s+(?:soon\s+)?(?:get|have|hear|see|receive|be)\b`, 'iu'),
  new RegExp(String.raw`\bwill\s+(?:then\s+|all\s+|now\s+)?be\b`, 'iu'),
  /(?:\b(?:am|are|is)|['’](?:re|m|s))\s+going\s+to\b/iu,
  /\b(?:promise|guarantee)\b/iu,
  /\b(?:have|has|is|are)\s+booked\s+in\b/iu,
  /\b(?:byddwn|byddaf|byddan|addo|addawn|addewid|gwnawn)\b/iu,
  /\b(?:rydym|rydyn|dw i|rwy)\b[^.?!\n]{0,12}\bmynd i\b/iu,
];

const TO_US = String.raw`(?:(?:get|come)\s+back\s+to\s+(?:us|me)|let\s+(?:us|me)\s+(?:know|have)|(?:tell|contact|call|ring|phone|text|email|e-mail|write\s+to)\s+(?:us|me)|answer\s+(?:us|this|the)|please\s+answer|(?:return|complete|sign|send)\s+(?:this|the|it|your|back)|fill\s+(?:this|it)\s+in|reply|respond)`;
const OURS = String.raw`(?<!\b(?:we|i|will|shall|ll|a|an|our|the|my|to|full|first|written|proper|aim|can|could|did|not)\s+)`;
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const WHEN = String.raw`(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:${MONTHS})\b|today\b|tonight\b|tomorrow\b|noon\b|midday\b|the\s+(?:end|\d|close|next|coming)|end\s+of|close\s+of|next\b|this\s+(?:week|month|friday)|then\b|one\b|two\b|three\b|five\b|seven\b|ten\b|fourteen\b|a\s+(?:day|week|fortnight|month)\b|it\s+is\s+too\s+late)`;
const BY = String.raw`(?:by|before|within|in\s+the\s+next|no\s+later\s+than|not\s+later\s+than|until)`;

/** Ways in which a date or a threat is put on the resident. Each is looked for in the text as written. */
export const residentDeadlines: readonly RegExp[] = [
  new RegExp(String.raw`${OURS}\b${TO_US}\b[^.?!\n]{0,60}?\b${BY}\s+${WHEN}`, 'iu'),
  new RegExp(
    String.raw`\byou\s+(?:will\s+)?(?:need\s+to|must|have\s+to|should|are\s+asked\s+to|ought\s+to|can|may|could)\b[^.?!\n]{0,80}?\b${BY}\s+${WHEN}`,
    'iu',
  ),
  new RegExp(String.raw`\b${BY}\s+${WHEN}[^.?!\n]{0,30}?\bor\s+(?:we|i|it|your|the|this)\b`, 'iu'),
  new RegExp(
    String.raw`\bwithin\s+(?:\d+|a|one|two|three|five|seven|ten|fourteen)\s+(?:working\s+)?(?:day|week|hour)s?\s+or\b`,
    'iu',
  ),
  /\b(?:you|you['’]ve|you\s+only)\s+(?:only\s+)?(?:have|got)\s+(?:only\s+)?(?:\d+|one|two|three|five|seven|ten|fourteen)\s+(?:more\s+)?(?:working\s+)?(?:days?|weeks?|hours?)\b/iu,
  /\b(?:last|final)\s+(?:chance|reminder|notice|opportunity|call|warning)\b/iu,
  /(?<!\b(?:our|our own|missed the|missed that)\s+)\bdeadlines?\b/iu,
  /\bif\s+(?:we|i)\s+(?:do\s+not|don['’]?t|have\s+not|haven['’]?t)\s+(?:hear|heard)\b/iu,
  /\bfailure\s+to\s+(?:reply|respond|answer)\b/iu,
  /\b(?:must|have\s+to)\s+(?:reply|respond|answer)\b/iu,
  /\bor\s+(?:we['’]ll|we\s+will)\s+(?:close|assume|take\s+it)\b/iu,
  /\bbefore\s+it['’]?\s*i?s\s+too\s+late\b/iu,
  /\b(?:dyddiad\s+cau|cyfle\s+olaf|rhybudd\s+olaf)\b/iu,
  /\b(?:ymatebwch|atebwch|ateb\s+erbyn|rhowch\s+wybod|cysylltwch)\b[^.?!\n]{0,60}?\b(?:erbyn|cyn|o\s+fewn)\b/iu,
];

/** Words that claim more of a say than a reply can show. */
export const involvementWords: readonly RegExp[] = [
  /\bco[-\s]?(?:produc|design|creat)(?:e|ed|ing|tion|ion)?\b/iu,
  /\bcyd[-\s]?(?:gynhyrchu|gynllunio|ddylunio|greu)\w*/iu,
];
