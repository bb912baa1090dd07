/**
 * What can go wrong on purpose. `true` means every answer, a number the next so many answers, false or 0 none. What ends
 * in After strikes once the request was carried out.
 */
const SWITCHES = [
  'malformedJson',
  'htmlWith200',
  'truncatedBody',
  'emptyPageWith200',
  'hugeField',
  'oldDate',
  'unknownCode',
  'status500',
  'status429',
  'status401',
  'status500After',
  'hangUp',
  'hangUpAfter',
  'reshuffle',
  'duplicateRows',
] as const;

/** These are amounts: milliseconds, milliseconds, percent of the rows, seconds. */
const AMOUNTS = ['slow', 'slowAfter', 'dropRows', 'retryAfter'] as const;

export type Switch = (typeof SWITCHES)[number];
export type Amount = (typeof AMOUNTS)[number];

interface FaultRule {
  /**
   * `*` stands for any text. Matched against the path, or against path and query where it holds a `?`. What is written is
   * matched with its method: `POST /api/v2/notes`.
   */
  readonly path: string;
  readonly switches: Readonly<Partial<Record<Switch, boolean | number>>>;
  readonly amounts: Readonly<Partial<Record<Amount, number>>>;
}

interface LiveRule {
  readonly path: string;
  readonly pattern: RegExp;
  readonly switches: Map<Switch, boolean | number>;
  readonly amounts: Map<Amount, number>;
}

/** The faults that are switched on, by path pattern. */
export class Faults {
  private readonly rules = new Map<string, LiveRule>();

  /**
   * Switches faults for one path pattern and leaves the other switches of that pattern as they were.
   *
   * @throws FaultWordError on a name that is no switch, or a value that is neither boolean nor number
   */
  set(path: string, values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) checkWord(name, value);
    const rule = this.rules.get(path) ?? { path, pattern: patternOf(path), switches: new Map(), amounts: new Map() };
    for (const [name, value] of Object.entries(values)) {
      if (isSwitch(name)) rule.switches.set(name, value as boolean | number);
      if (isAmount(name)) rule.amounts.set(name, value as number);
    }
    this.rules.set(path, rule);
  }

  clear(): void {
    this.rules.clear();
  }

  list(): FaultRule[] {
    return [...this.rules.values()].map(({ path, switches, amounts }) => ({
      path,
      switches: Object.fromEntries(switches),
      amounts: Object.fromEntries(amounts),
    }));
  }

  /** Whether the fault strikes this answer. A counted fault is used up by one. */
  strikes(url: string, name: Switch): boolean {
    for (const rule of this.matching(url)) {
      const value = rule.switches.get(name);
      if (value === true) return true;
      if (typeof value === 'number' && value > 0) {
        rule.switches.set(name, value - 1);
        return true;
      }
    }
    return false;
  }

  /** The first amount that is set for the path, or 0. */
  amount(url: string, name: Amount): number {
    for (const rule of this.matching(url)) {
      const value = rule.amounts.get(name);
      if (value !== undefined && value > 0) return value;
    }
    return 0;
  }

  private matching(url: string): LiveRule[] {
    const [path = ''] = url.split('?');
    return [...this.rules.values()].filter((rule) => rule.pattern.test(rule.path.includes('?') ? url : path));
  }
}

export class FaultWordError extends Error {}

function checkWord(name: string, value: unknown): void {
  const isCount = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (isSwitch(name) && (isCount || typeof value === 'boolean')) return;
  if (isAmount(name) && isCount) return;
  throw new FaultWordError(
    isSwitch(name) || isAmount(name)
      ? `${name} wants ${isSwitch(name) ? 'true, false or a count' : 'a number'}`
      : `${name} is not a fault; there are ${[...SWITCHES, ...AMOUNTS].join(', ')}`,
  );
}

function isSwitch(name: string): name is Switch {
  return (SWITCHES as readonly string[]).includes(name);
}

function isAmount(name: string): name is Amount {
  return (AMOUNTS as readonly string[]).includes(name);
}

function patternOf(path: string): RegExp {
  const escaped = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}
