export type * from './record.js';
export type * from './facts.js';
export type * from './contact/contact-type.js';
export type * from './contact/mapping.js';
export type * from './contact/derived-contact.js';
export { askingRoleOf, askingRoles, shippedCanDo, type AskingRole, type CanDo } from './prompt/can-do.js';
export type * from './prompt/prompt.js';
export type * from './suppression/suppression.js';
export type * from './deciding/decision.js';
export { contactTypeOf, contactTypes } from './contact/contact-types.js';
export { contactMapping } from './contact/contact-mapping.js';
export { deriveContacts } from './contact/derive-contacts.js';
export { isPlannedWorks } from './contact/is-planned-works.js';
export { typeOfToldContact } from './contact/type-of-told-contact.js';
export { type Theme, themes } from './prompt/theme.js';
export { checkLibrary } from './prompt/check-library.js';
export { checkTone, type ToneProblem, type ToneRule } from './prompt/check-tone.js';
export { promptLibrary } from './prompt/prompt-library.js';
export { judgeAccent, type JudgedAccent } from './look/accent.js';
export { retentionKinds, type RetentionKind, type RetentionKindName } from './retention/retention-kinds.js';
export { isEntryRepair } from './suppression/entry-repair.js';
export { lengths, type Length, type LengthName } from './suppression/lengths.js';
export {
  type LengthChanges,
  type ResolvedLengths,
  changesAt,
  resolveLengths,
  shippedLengths,
  type SuppressionSettings,
} from './suppression/settings.js';
export type { Nation } from './time/nation.js';
export { type BankHolidayTable, bankHolidays } from './time/bank-holidays.js';
export {
  addWorkingDays,
  type CalendarLeft,
  calendarRunsOut,
  isWorkingDay,
  workingDaysBetween,
} from './time/working-days.js';
export { endOfQuiet, inQuietHours, type QuietHours } from './time/quiet-hours.js';
export { type RuleSet, type RuleSetName, ruleSetOn, ruleSets } from './time/rule-sets.js';
export { caseDue, dueAfterPause } from './rights/case-clock.js';
export type * from './ladder/ladder.js';
export {
  ladderLengths,
  type LadderReason,
  ladderReasons,
  type LadderStep,
  type LadderStepNumber,
  ladderSteps,
} from './ladder/ladder-steps.js';
export { nextStep, recordTry } from './ladder/next-step.js';
export {
  choosePanelPrompts,
  type HomeContactHistory,
  type OpenPrompt,
  orderHomes,
  orderPrompts,
  promptKindOrder,
} from './deciding/choose-between.js';
export { suppressionRows, type SuppressionRow } from './suppression/suppression-rows.js';
export type * from './rule/rule.js';
export { factCatalogue, ruleFactOf, type RuleFact } from './rule/fact-catalogue.js';
export { checkRule, type RuleSurroundings } from './rule/check-rule.js';
export { compileRule, type CompiledRule } from './rule/compile-rule.js';
export { chooseRule, type RuleChoice, type RuleConsidered } from './rule/choose-rule.js';
export { promptsOfRule } from './rule/prompts-of-rule.js';
export { conditionWords } from './rule/condition-words.js';
export { ruleSentence } from './rule/rule-sentence.js';
export { roomWords } from './rule/room-words.js';
export { ruleLimits } from './rule/rule-limits.js';
export { suppress } from './suppression/suppress.js';
export { decide } from './deciding/decide.js';
export { stillAllowed } from './deciding/still-allowed.js';
export { type HandOffRoute, handOffRoutes } from './routing/hand-off-route.js';
export {
  type HandOffRule,
  handOffRules,
  isToldLate,
  type PromptingAfter,
  targetOf,
} from './hand-off/hand-off-rules.js';
export { type NationalNumber, nationalNumbers, numbersFor } from './hand-off/national-numbers.js';
export { type Deadline, deadlinesOf, type DeadlineSurroundings } from './hand-off/deadlines-of.js';
export { matchRoutes, type RouteOffer } from './routing/match-routes.js';
export type { OwnPhrase } from './routing/own-phrases.js';
export { type RouteModel, shippedRouteModel } from './routing/route-model.js';
export {
  checkReply,
  type ReplyProblem,
  type ReplyResult,
  replyResults,
  type ReplyRule,
  type ReplyToCheck,
} from './reply/check-reply.js';
export {
  type ChosenWay,
  chooseWay,
  type ReachForm,
  type ReachNeed,
  type ReachWay,
  type WantedWay,
} from './reply/choose-way.js';
export { foldOwed, type Owed, type OwedEvent, type TellingOf } from './reply/owed.js';
export { mayTell } from './deciding/may-tell.js';
export { restIfTurnedDown, restsUntil } from './deciding/rest-if-turned-down.js';
export { type BenefitNotice, benefitNotice, benefitNotices } from './recompense/benefit-notice.js';
export {
  type Involvement,
  type InvolvementKind,
  involvementKinds,
  type RecompenseEntry,
  type RecompenseKind,
  recompenseKinds,
  type RecompenseLine,
} from './recompense/involvement.js';
export {
  belowMinimum,
  offerDue,
  type RecompenseRule,
  recompenseRuleFor,
  shippedRecompenseRules,
} from './recompense/recompense-rules.js';
export { whatTheyGet } from './recompense/what-they-get.js';
export {
  isUnpaidAgain,
  isUnusualRise,
  type Load,
  loadOf,
  recompenseLimits,
  type WeeklyCounts,
} from './recompense/watch.js';
export type * from './ask/ask.js';
export { type AskFault, type AskToCheck, checkAsk, checkAskRequest } from './ask/check-ask.js';
export { type DecidedAction, draftReply } from './ask/draft-reply.js';
export { coverageWanted, isHeardEnough } from './ask/coverage.js';
export { nextWay } from './ask/next-way.js';
export { isAgreedByResidents, provenanceBadge, type AgreedDecision } from './ask/provenance-badge.js';
export {
  daysToAnswer,
  involvementLevel,
  isBelow,
  type InvolvementLevel,
  type LevelCap,
  levels,
} from './ask/involvement-level.js';
export {
  countStates,
  mostRounds,
  nextRound,
  notAsked,
  type RollCallCounts,
  type RollCallEntry,
  type RollCallEvent,
  type RollCallState,
  rollCallStates,
  standing,
} from './ask/roll-call.js';
export { addDays } from './time/add-days.js';
export { type JustWords, justWords } from './promise/just-words.js';
export {
  besideBaseline,
  type EvaluationGap,
  type Judgement,
  judgements,
  missingFrom,
} from './promise/promise-check.js';
export { concentration, mostOf, type HowOften } from './picture/concentration.js';
export { type Days, periodUpTo, quartersAt } from './picture/periods.js';
export { suppressParts } from './picture/suppress-parts.js';
export { fewest, suppressSmall } from './picture/suppress-small.js';
export { nextRun, nextRuns, outOfHours, type PlannedRun, type RunSchedule } from './time/run-schedule.js';
