import { cpus } from 'node:os';

/** What a measurement came to, as it is kept in docs/bench. */
export interface BenchReport {
  /** File name in docs/bench, without its ending. */
  readonly name: string;
  readonly title: string;
  /** What was measured against what, in sentences. */
  readonly done: string;
  readonly ratios: readonly { readonly what: string; readonly ratio: number; readonly aim: string }[];
  /** Figures behind the ratios: median and range. */
  readonly raw: Readonly<Record<string, string>>;
}

/** The report as a page of docs/bench. Ratios travel between machines; the raw figures belong to one. */
export function toPage({ title, done, ratios, raw }: BenchReport): string {
  return [
    `# ${title}`,
    '',
    done,
    '',
    '| Ratio of medians | Found | Aim |',
    '| --- | ---: | --- |',
    ...ratios.map(({ what, ratio, aim }) => `| ${what} | ${ratio.toFixed(2)} | ${aim} |`),
    '',
    '| Raw figure | Median (range) |',
    '| --- | --- |',
    ...Object.entries(raw).map(([what, figure]) => `| ${what} | ${figure} |`),
    '',
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), shared with other work; Node ${process.versions.node}; database, housing system and service on the same machine.`,
    '',
  ].join('\n');
}
