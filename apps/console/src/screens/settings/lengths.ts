import type { SuppressionSettingsLevel, SuppressionSettingsShown } from '@doorstep/contracts/http';
import type { ConsoleText, ConsoleTextKey } from '@doorstep/ui/console-text';

export type Length = SuppressionSettingsShown['lengths'][number];
type Name = Extract<ConsoleTextKey, `asking.name.${string}`> extends `asking.name.${infer One}` ? One : never;

/** The lengths as they are read, by what they are about. */
export const groups = {
  often: [
    'betweenAsks',
    'betweenAsksIfMoreWanted',
    'beforeSurvey',
    'asksInPeriod',
    'askPeriod',
    'restAfterTwoRefusals',
  ],
  hard: [
    'afterEmergency',
    'afterHazard',
    'afterDeath',
    'afterComplaint',
    'noticeInForce',
    'afterPossession',
    'afterEntryRepair',
    'afterMove',
  ],
  day: ['quietFrom', 'quietUntil', 'staffAsksInDay'],
  fresh: ['sourceFresh', 'contactFresh'],
} as const satisfies Readonly<Record<string, readonly Name[]>>;

/** Whether two are of the same place. */
export function isAt(
  one: Pick<SuppressionSettingsLevel, 'level' | 'code'>,
  other: Pick<SuppressionSettingsLevel, 'level' | 'code'>,
): boolean {
  return one.level === other.level && one.code === other.code;
}

/** A value in its unit, such as `60 days` or `19:00`. */
export function lengthSaid(text: ConsoleText, { unit }: Length, value: number): string {
  if (unit === 'hour of the day') return `${String(value).padStart(2, '0')}:00`;
  return text(unit === 'hours' ? 'asking.hours' : unit === 'asks' ? 'asking.asks' : 'asking.days', { count: value });
}

/** The lowest and the highest that may be written. */
export function rangeOf({ unit, atLeast, atMost }: Length): { readonly least: number; readonly most: number } {
  return { least: atLeast ?? 0, most: atMost ?? (unit === 'hour of the day' ? 23 : 9999) };
}
