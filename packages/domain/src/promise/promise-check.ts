/** What residents judge of a promise: is it kept? */
export const judgements = ['kept', 'partly', 'not-kept', 'too-early'] as const;
export type Judgement = (typeof judgements)[number];

const howFar: Readonly<Record<Exclude<Judgement, 'too-early'>, number>> = { 'not-kept': 0, partly: 1, kept: 2 };

/**
 * How a later judgement stands beside the baseline (seed row 60). `no-baseline`: there is none to compare with.
 * `too-early`: one of the two says nothing yet.
 */
export function besideBaseline(
  baseline: Judgement | null,
  later: Judgement,
): 'better' | 'same' | 'worse' | 'no-baseline' | 'too-early' {
  if (baseline === null) return 'no-baseline';
  if (baseline === 'too-early' || later === 'too-early') return 'too-early';
  const change = howFar[later] - howFar[baseline];
  return change === 0 ? 'same' : change > 0 ? 'better' : 'worse';
}

/** An evaluation before it is locked. */
export interface EvaluationToLock {
  readonly report: string | null;
  readonly themes: readonly { readonly findings: readonly string[] }[];
  /** Of the promises in force, how many are not judged; 0 for an evaluation of an ask. */
  readonly unjudged: number;
}

/** What is missing from an evaluation that is to be locked. Empty: it can be. */
export function missingFrom({ report, themes, unjudged }: EvaluationToLock): readonly EvaluationGap[] {
  const gaps: EvaluationGap[] = [];
  if (report === null) gaps.push('report');
  if (unjudged > 0) gaps.push('judgement');
  if (themes.some(({ findings }) => findings.length === 0)) gaps.push('finding');
  return gaps;
}

export type EvaluationGap = 'report' | 'judgement' | 'finding';
