import type { heldKind, KeptBecause } from '@doorstep/contracts/http';
import type * as z from 'zod';

/** One table that names a person, and which of its rows are theirs. */
export interface HeldTable {
  readonly kind: z.infer<typeof heldKind>;
  /** What the copy calls it. */
  readonly title: string;
  /** What the copy shows of a row: columns under the headings they have there, none of them somebody else's. */
  readonly shows: string;
  /** FROM and WHERE. $1: the landlord, $2: their ids, $3: households of theirs alone, $4: all their households. */
  readonly rows: string;
  /** Null: it goes when they are erased. */
  readonly staysBecause: KeptBecause | null;
}

/** Rows that name them, or a household in which nobody else could be meant. */
const theirs = (row: string) =>
  `(${row}.person_id = ANY ($2) OR (${row}.person_id IS NULL AND ${row}.household_id = ANY ($3)))`;

const theirVoices = `(SELECT mine.id FROM voices mine WHERE mine.organisation_id = $1 AND ${theirs('mine')})`;
const theirOutcomes = `(SELECT mine.id FROM outcomes mine WHERE mine.organisation_id = $1 AND ${theirs('mine')})`;
const theirVisits = `(SELECT mine.id FROM visit_entries mine WHERE mine.organisation_id = $1
  AND (mine.household_id = ANY ($3) OR mine.voice_id IN ${theirVoices}))`;
const theirReferences = `(SELECT mine.reference_id FROM people mine WHERE mine.organisation_id = $1 AND mine.id = ANY ($2))`;

const ofVoice = (table: string) => `FROM ${table} x WHERE x.organisation_id = $1 AND x.voice_id IN ${theirVoices}`;
const ofPerson = (table: string) => `FROM ${table} x WHERE x.organisation_id = $1 AND x.person_id = ANY ($2)`;
const ofTheirs = (table: string) => `FROM ${table} x WHERE x.organisation_id = $1 AND ${theirs('x')}`;
/** What is known of a home is known of each who lives there. */
const ofHousehold = (table: string) => `FROM ${table} x WHERE x.organisation_id = $1 AND x.household_id = ANY ($4)`;

/** Who in the landlord's house: roles, not names. */
const roleOf = (actor: string) => `coalesce((SELECT array_to_string(s.roles, ', ') FROM staff s
  WHERE s.organisation_id = $1 AND 'staff:' || s.id = ${actor}), split_part(${actor}, ':', 1))`;

/**
 * Every table that names a person, once: the copy, the numbers and the erasure all go by it. A table that is neither here
 * nor in `notInCopy` is found by a test.
 */
export const heldTables: Readonly<Record<string, HeldTable>> = {
  people: {
    kind: 'record',
    title: 'What the housing system told us',
    shows: `x.first_seen_at AS "Here since", x.reference_id AS "Reference", x.full_name AS "Name", x.title AS "Title",
      x.given_name AS "First name", x.family_name AS "Family name", x.date_of_birth::text AS "Born",
      x.date_of_death::text AS "Died", array_to_string(x.kinds, ', ') AS "Known as"`,
    rows: 'FROM people x WHERE x.organisation_id = $1 AND x.id = ANY ($2)',
    staysBecause: null,
  },
  other_references: {
    kind: 'record',
    title: 'Other references',
    shows: 'x.reference_id AS "Reference", x.allocated_by AS "Given by"',
    rows: `FROM other_references x WHERE x.organisation_id = $1 AND x.entity = 'person' AND x.entity_id = ANY ($2)`,
    staysBecause: null,
  },
  merged_references: {
    kind: 'record',
    title: 'References that were joined to theirs',
    shows: 'x.merged_at AS "When", x.reference_id AS "Reference"',
    rows: `FROM merged_references x WHERE x.organisation_id = $1 AND x.entity = 'person'
      AND x.reference_id IN ${theirReferences}`,
    staysBecause: null,
  },
  tenancy_parties: {
    kind: 'record',
    title: 'Homes',
    shows: `t.start_date::text AS "From", t.end_date::text AS "Until", x.tenancy_reference_id AS "Tenancy",
      array_to_string(h.address_lines, ', ') AS "Home", x.is_responsible AS "Holds the tenancy"`,
    rows: `FROM tenancy_parties x LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.id = x.tenancy_id
      LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
      WHERE x.organisation_id = $1 AND x.person_id = ANY ($2)`,
    staysBecause: 'counts',
  },
  voices: {
    kind: 'words',
    title: 'What they said',
    shows: `x.said_at AS "When", CASE WHEN x.is_about_another THEN '[left out: about somebody else]' ELSE x.words END AS "Words",
      x.whose AS "Whose words", x.kind AS "Sorted as", x.speaker AS "Speaker", x.taken_through AS "How", x.reach AS "How to reach them",
      x.keep_name AS "Name kept", x.may_share AS "May be shared", x.withdrawn_at AS "Taken back"`,
    rows: ofTheirs('voices'),
    staysBecause: null,
  },
  voice_consents: {
    kind: 'words',
    title: 'What they agreed to for their words',
    shows: 'x.recorded_at AS "When", x.keep_name AS "Name kept", x.may_share AS "May be shared"',
    rows: ofVoice('voice_consents'),
    staysBecause: 'counts',
  },
  voice_sortings: {
    kind: 'words',
    title: 'How their words were sorted',
    shows:
      'x.sorted_at AS "When", x.kind AS "As", x.theme AS "About", x.is_about_fixed AS "About what is fixed for now"',
    rows: ofVoice('voice_sortings'),
    staysBecause: 'counts',
  },
  lightbulbs: {
    kind: 'words',
    title: 'Words that we would not have thought of',
    shows: `x.set_at AS "When", x.asked_by = 'resident' AS "They asked for it", x.taken_back_at AS "Taken back"`,
    rows: ofVoice('lightbulbs'),
    staysBecause: 'counts',
  },
  stories: {
    kind: 'words',
    title: 'Stories',
    shows: `x.recorded_at AS "When", x.happened AS "What happened", x.felt AS "How it felt", x.changed AS "What changed",
      x.told_as AS "Told", x.consented_at AS "Agreed", x.withdrawn_at AS "Taken back"`,
    rows: ofVoice('stories'),
    staysBecause: null,
  },
  ask_barriers: {
    kind: 'words',
    title: 'What stood in the way',
    shows: 'x.recorded_at AS "When", x.stage AS "Where", x.words AS "Words"',
    rows: 'FROM ask_barriers x WHERE x.organisation_id = $1 AND x.household_id = ANY ($3)',
    staysBecause: null,
  },
  outcomes: {
    kind: 'answers',
    title: 'What came of being asked',
    shows: `x.said_at AS "When", x.outcome AS "What", x.heard AS "Heard as", x.reason AS "Why not",
      x.felt_listened AS "Felt listened to", x.withdrawn_at AS "Taken back"`,
    rows: ofTheirs('outcomes'),
    staysBecause: 'counts',
  },
  outcome_details: {
    kind: 'answers',
    title: 'What they said about taking part',
    shows: `x.recorded_at AS "When", x.takes_part AS "Takes part", array_to_string(x.needs, ', ') AS "Needs",
      x.ask_by AS "Rather asked by", x.wrong_because AS "What was wrong"`,
    rows: `FROM outcome_details x WHERE x.organisation_id = $1 AND x.outcome_id IN ${theirOutcomes}`,
    staysBecause: 'counts',
  },
  complaint_choices: {
    kind: 'hand-offs',
    title: 'Whether they wanted to complain',
    shows: 'x.told_at AS "When", x.choice AS "Choice"',
    rows: ofTheirs('complaint_choices'),
    staysBecause: 'kept-by-law',
  },
  route_choices: {
    kind: 'hand-offs',
    title: 'Whether their words were passed on',
    shows: `array_to_string(x.chosen, ', ') AS "Passed on as", x.why_not AS "Why not"`,
    rows: ofVoice('route_choices'),
    staysBecause: 'kept-by-law',
  },
  hand_offs: {
    kind: 'hand-offs',
    title: 'What was passed on',
    shows: `x.told_at AS "When", x.reference AS "Reference", x.route AS "As", x.is_emergency AS "Emergency",
      x.acknowledged_at AS "Taken on", x.closed_at AS "Closed"`,
    rows: ofTheirs('hand_offs'),
    staysBecause: 'kept-by-law',
  },
  visit_entries: {
    kind: 'visits',
    title: 'Visits',
    shows: `coalesce(x.told_at, x.received_at) AS "When", x.what AS "What", array_to_string(x.topics, ', ') AS "About"`,
    rows: `FROM visit_entries x WHERE x.organisation_id = $1 AND x.id IN ${theirVisits}`,
    staysBecause: 'counts',
  },
  visit_photos: {
    kind: 'photos',
    title: 'Photos',
    shows: 'x.made_at AS "When", x.kind AS "Kind of file", x.bytes AS "Size in bytes", x.state AS "State"',
    rows: `FROM visit_photos x WHERE x.organisation_id = $1 AND x.entry_id IN ${theirVisits}`,
    staysBecause: null,
  },
  ask_households: {
    kind: 'asks',
    title: 'Questions their home is asked',
    shows: `x.changed_at AS "When", a.question AS "Question", x.state AS "How far", x.reason AS "Why not",
      x.would_meet_since AS "Would meet neighbours since", x.introduced_at AS "Introduced"`,
    rows: `FROM ask_households x JOIN asks a ON a.organisation_id = $1 AND a.id = x.ask_id
      WHERE x.organisation_id = $1 AND x.household_id = ANY ($4)`,
    staysBecause: 'counts',
  },
  ask_events: {
    kind: 'asks',
    title: 'How their home was asked',
    shows: 'x.at AS "When", x.kind AS "What", x.way AS "How", x.reason AS "Why not", x.option_number AS "Choice"',
    rows: ofHousehold('ask_events'),
    staysBecause: 'counts',
  },
  ladders: {
    kind: 'asks',
    title: 'Trying to hear from their home',
    shows: `x.started_at AS "From", x.ended_at AS "Until", x.preferred AS "Rather by", array_to_string(x.needs, ', ') AS "Needs",
      x.ended_because AS "Ended because"`,
    rows: ofHousehold('ladders'),
    staysBecause: 'counts',
  },
  ladder_tries: {
    kind: 'asks',
    title: 'Each try',
    shows: 'x.at AS "When", x.channel AS "How", x.answer AS "What came of it"',
    rows: ofHousehold('ladder_tries'),
    staysBecause: 'counts',
  },
  contacts: {
    kind: 'prompts',
    title: 'Everyday contacts',
    shows: 'x.occurred_at AS "When", coalesce(x.type_code, x.type_source) AS "What"',
    rows: `FROM contacts x WHERE x.organisation_id = $1
      AND (x.person_id = ANY ($2) OR (x.person_id IS NULL AND x.tenancy_id = ANY ($4)))`,
    staysBecause: 'counts',
  },
  decisions: {
    kind: 'prompts',
    title: 'Whether to ask something',
    // A reason that is not shown to staff is not shown here: whoever opens this may live with them.
    shows: `x.decided_at AS "When", x.outcome AS "What", CASE WHEN x.why_not_form = 'open' THEN x.why_not END AS "Why not"`,
    rows: ofHousehold('decisions'),
    staysBecause: 'counts',
  },
  prompts: {
    kind: 'prompts',
    title: 'What staff were to ask',
    shows: 'x.created_at AS "When", x.title AS "About", x.say AS "Question", x.state AS "What became of it"',
    rows: ofHousehold('prompts'),
    staysBecause: 'counts',
  },
  moments: {
    kind: 'prompts',
    title: 'Not asked, because of the moment',
    shows: 'x.recorded_at AS "When", x.kind AS "What"',
    rows: ofHousehold('moments'),
    staysBecause: 'counts',
  },
  replies_owed: {
    kind: 'replies',
    title: 'Answers that were owed',
    shows: 'x.since AS "Since", x.settled_at AS "Settled", x.settled_as AS "As"',
    rows: ofVoice('replies_owed'),
    staysBecause: 'counts',
  },
  tellings: {
    kind: 'replies',
    title: 'Answers they were given',
    shows: 'x.made_at AS "When", r.words AS "Words", x.way AS "How", x.state AS "State", x.told_at AS "Told"',
    rows: `FROM tellings x JOIN replies r ON r.organisation_id = $1 AND r.id = x.reply_id
      WHERE x.organisation_id = $1 AND ${theirs('x')}`,
    staysBecause: 'counts',
  },
  write_backs: {
    kind: 'replies',
    title: 'Notes put on their record in the housing system',
    shows: 'x.made_at AS "When", x.kind AS "What", x.state AS "State", x.sent_at AS "Sent"',
    rows: `FROM write_backs x WHERE x.organisation_id = $1 AND x.record_type = 'person'
      AND x.record_id IN ${theirReferences}`,
    staysBecause: 'counts',
  },
  involvements: {
    kind: 'thanks',
    title: 'Time they gave',
    shows: 'x.happened_at AS "When", x.kind AS "What", x.minutes AS "Minutes"',
    rows: ofPerson('involvements'),
    staysBecause: 'counts',
  },
  recompense_entries: {
    kind: 'thanks',
    title: 'Thanks and costs',
    shows: `x.recorded_at AS "When", x.line AS "For", x.step AS "Step", x.kind AS "As", x.value_pence AS "Pence"`,
    rows: ofPerson('recompense_entries'),
    staysBecause: 'kept-by-law',
  },
  recompense_preferences: {
    kind: 'thanks',
    title: 'How they like to be thanked',
    shows: `x.recorded_at AS "When", array_to_string(x.wants, ', ') AS "Wants", x.ended_at AS "Until"`,
    rows: ofPerson('recompense_preferences'),
    staysBecause: null,
  },
  skill_offers: {
    kind: 'thanks',
    title: 'What they could bring',
    shows: `x.consented_at AS "When", x.kind AS "What", x.words AS "Words", x.expires_on::text AS "Until", x.withdrawn_at AS "Taken back"`,
    rows: ofPerson('skill_offers'),
    staysBecause: null,
  },
  preferences: {
    kind: 'wishes',
    title: 'Wishes about being asked',
    shows: 'x.since AS "Since", x.kind AS "Wish", x.theme AS "About", x.ended_at AS "Until"',
    rows: ofHousehold('preferences'),
    staysBecause: 'asked-for',
  },
  ways_to_reach: {
    kind: 'wishes',
    title: 'How to reach them',
    shows: `x.recorded_at AS "When", x.way AS "Way", x.email AS "Email", x.mobile AS "Mobile", array_to_string(x.times, ', ') AS "Times",
      x.place AS "Place", array_to_string(x.needs, ', ') AS "Needs", x.language AS "Language", x.preferred_name AS "Name they go by",
      x.said_as AS "Said as", x.ended_at AS "Until"`,
    rows: ofPerson('ways_to_reach'),
    staysBecause: null,
  },
  staff_tasks: {
    kind: 'tasks',
    title: 'What staff were to do',
    shows: 'x.made_at AS "When", x.kind AS "What", x.due_on::text AS "By", x.done_at AS "Done"',
    rows: ofTheirs('staff_tasks'),
    staysBecause: 'counts',
  },
  evidence_packs: {
    kind: 'packs',
    title: 'Packs made since they first spoke, which may quote them',
    shows: 'x.made_at AS "When", x.kind AS "About", x.year AS "Year"',
    rows: `FROM evidence_packs x WHERE x.organisation_id = $1 AND NOT x.is_publication AND x.state = 'made'
      AND x.made_at >= (SELECT min(v.said_at) FROM voices v WHERE v.organisation_id = $1 AND v.id IN ${theirVoices})`,
    staysBecause: null,
  },
  privacy_cases: {
    kind: 'cases',
    title: 'What they asked for of what we hold',
    shows: `x.received_on::text AS "When", x.kind AS "What", x.due_on::text AS "By", x.closed_on::text AS "Closed", x.closed_as AS "As"`,
    rows: ofPerson('privacy_cases'),
    staysBecause: 'audit',
  },
  audit_entries: {
    kind: 'reads',
    title: 'Who looked at what is held, and who changed it',
    shows: `x.at AS "When", x.action AS "What", ${roleOf('x.actor')} AS "Role"`,
    rows: `FROM audit_entries x WHERE x.organisation_id = $1
      AND x.subject IN (SELECT 'person:' || one FROM unnest($2) one UNION ALL SELECT 'voice:' || id FROM ${theirVoices} v)`,
    staysBecause: 'audit',
  },
};

/** A statement over a table's rows, with its four parameters typed whether or not the rows use them. */
export function overRows(select: string, { rows }: Pick<HeldTable, 'rows'>, rest = ''): string {
  return `WITH given AS (SELECT $1::uuid, $2::uuid[], $3::uuid[], $4::uuid[]) SELECT ${select} ${rows} ${rest}`;
}

/** What the copy leaves out, and why; `rows` counts it, where that it is there may be known. */
export const leftOut: readonly { readonly what: string; readonly because: string; readonly rows?: string }[] = [
  {
    what: 'Words said in a home that others live in too, by them or by nobody we know',
    because: 'They are, or could be, what somebody else said.',
    rows: `FROM voices x WHERE x.organisation_id = $1 AND x.household_id = ANY ($4) AND NOT ${theirs('x')}`,
  },
  {
    what: 'Their words about somebody else',
    because: 'They tell of another person. That they were said is listed.',
    rows: `${ofTheirs('voices')} AND x.is_about_another`,
  },
  {
    what: 'The words of what was passed on',
    because: 'They may name somebody else. Whoever took it on can read it first and give it.',
    rows: `FROM hand_off_contents x JOIN hand_offs h ON h.organisation_id = $1 AND h.id = x.hand_off_id
      WHERE x.organisation_id = $1 AND ${theirs('h')}`,
  },
  {
    what: 'The photos themselves',
    because: 'Others may be in them. Somebody looks at each before it is given.',
    rows: `FROM visit_photos x WHERE x.organisation_id = $1 AND x.entry_id IN ${theirVisits}`,
  },
  {
    what: 'Warnings and cases of the housing system',
    because: 'Whoever keeps them gives them, once somebody trained has seen that it harms nobody.',
  },
  { what: 'Names of staff, and of people who speak for them', because: 'They are theirs. Roles are given instead.' },
];

/** Tables with a column that could name somebody, which the copy has nothing of, and why. */
export const notInCopy: Readonly<Record<string, string>> = {
  alerts: 'given by whoever keeps them, and erased with the person',
  alarms: 'what went wrong, by our own ids',
  alert_readings: 'when warnings were last asked for; tells nothing of anybody',
  appointments: 'of a repair to a home, by the housing system’s own key',
  ask_decisions: 'of an ask; the reference is that of works',
  ask_principles: 'of an ask: how it stands to the four principles, as staff see it',
  ask_reopenings: 'of an ask: when it was opened again, and why',
  ask_voices_needed: 'of an ask: which groups are to be heard; groups, not people',
  ask_warnings: 'ties words to an ask; the words are in voices',
  case_subjects: 'given by whoever keeps the cases, and erased with the person',
  cases: 'given by whoever keeps them',
  endpoint_deliveries: 'our own id of something that happened, kept for as long as it is tried',
  erased_references: 'hashes of who must not come back',
  first_heard: 'the day of the first of their words, by our own ids, for counting; the words are in voices',
  hand_off_contents: 'sealed; counted among what is left out',
  held_rows: 'what could not be read yet; a row of somebody erased is emptied',
  held_voices: 'sealed, and of a record that is not here yet',
  homes: 'of a home, whoever lives there; the address is with the tenancy',
  leave_links: 'hashes of codes by which a home leaves an ask; gone after 90 days, and when they are erased',
  off_switches: 'where asking is off: a team, or everywhere',
  outbox: 'our own ids, for as long as work waits',
  panel_drafts: 'what staff began to write, sealed; gone within the hour, and erased with the person',
  panel_links: 'which record a link opens; gone when it expires',
  panel_sessions: 'which record is open; gone when it ends',
  remembered_writes: 'what a write answered, sealed; gone within a day, and whenever somebody is erased',
  repairs: 'of a home, whoever lives there',
  said_parts: 'ties words to what was sent; the words are in voices',
  silences: 'says nothing of anybody, so that nobody can find out why',
  staff: 'of people who work for the landlord',
  tenancies: 'given with homes; whom it names is taken out with the person',
  topic_voices: 'ties words to a topic; the words are in voices',
  wonder_answers: 'ties words to a question; the words are in voices',
};
