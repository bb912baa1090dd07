import { addVerdicts, type Verdict } from './judge.js';

/** What a trial came to, as it is kept in docs/trials. */
export interface TrialReport {
  /** File name in docs/trials, without its ending. */
  readonly name: string;
  readonly title: string;
  /** What was done to whom, in sentences. */
  readonly done: string;
  readonly seed: number;
  /** Figures beside the verdicts, such as how many kills fell into a sync. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** What was compared → what was found. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** The verdicts of a report as one. */
export function overall({ verdicts }: TrialReport): Verdict {
  return addVerdicts(Object.values(verdicts));
}

/** Whether nothing was lost, doubled, invented or changed, and something was looked at. */
export function isClean(report: TrialReport): boolean {
  const { compared, lost, duplicated, ghosts, different } = overall(report);
  return compared > 0 && lost + duplicated + ghosts + different === 0;
}

/** The report as a page of docs/trials, without a date: it changes only when a figure does. */
export function toPage(report: TrialReport): string {
  const rows = Object.entries(report.verdicts).map(
    ([what, one]) =>
      `| ${what} | ${one.compared} | ${one.lost} | ${one.duplicated} | ${one.ghosts} | ${one.different} |`,
  );
  const { examples } = overall(report);
  return [
    `# ${report.title}`,
    '',
    report.done,
    '',
    ...Object.entries(report.figures).map(([what, figure]) => `- ${what}: ${figure}`),
    `- Again: \`TRIAL_SEED=${report.seed} npm run trials -- ${report.name}\``,
    '',
    '| Looked at | Rows | Lost | Twice | From nowhere | Different |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    ...examples.map((example) => `- ${example}`),
    isClean(report) ? 'Nothing was lost, doubled, invented or changed.' : 'This trial failed.',
    '',
  ].join('\n');
}
