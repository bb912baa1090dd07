import { DAY, midnight, mondayOf, YEAR } from './calendar.js';
import type { Dice } from './dice.js';
import { makePerson } from './people.js';
import type { Dwelling } from './stock.js';
import type { StoryCode } from './stories.js';
import { GENERAL_TYPES, LICENCE, makeTenancy, SECURE, startOf, type TenancyTerms } from './tenancies.js';
import type { Person, Tenure, TenureType } from './wire.js';

/** Who lives in a home now. */
export interface Household {
  readonly dwelling: Dwelling;
  readonly tenure: Tenure;
  readonly startMs: number;
  /** Holders of the tenancy who are alive; never empty. */
  readonly holders: readonly Person[];
  readonly people: readonly Person[];
  readonly hasSuccession: boolean;
}

/** A home's people past and present. */
export interface Occupation {
  readonly current: Household | null;
  readonly former: { readonly tenure: Tenure; readonly people: readonly Person[] } | null;
}

const CHILDREN = [
  { weight: 60, count: 0 },
  { weight: 20, count: 1 },
  { weight: 13, count: 2 },
  { weight: 7, count: 3 },
] as const;

type Mark = 'bereavement' | 'succession' | 'notice' | 'eviction' | 'mutual-exchange' | 'sentinel-end';

// By turn and not by chance, so that a landlord of five hundred homes has some of each.
const MARKS_CYCLE = 100;
const MARKS: ReadonlyMap<number, Mark> = new Map([
  [7, 'bereavement'],
  [23, 'succession'],
  [41, 'notice'],
  [59, 'eviction'],
  [73, 'mutual-exchange'],
  [83, 'sentinel-end'],
  [97, 'sentinel-end'],
]);

/** Makes the people of one home after another; a former tenancy may belong to someone who moved along the way. */
export class Households {
  private paymentReference = 1_900_000_000;
  private latest: Household | null = null;
  private settled = 0;

  constructor(
    private readonly dice: Dice,
    private readonly today: number,
  ) {}

  settle(dwelling: Dwelling): Occupation {
    const isVoid = dwelling.story === null && this.dice.chance(0.03);
    const current = isVoid ? null : dwelling.story === null ? this.move(dwelling) : this.tell(dwelling, dwelling.story);
    const former = isVoid || (dwelling.story === null && this.dice.chance(0.15)) ? this.past(dwelling, current) : null;
    this.latest = dwelling.story === null ? current : null;
    return { current, former };
  }

  private move(dwelling: Dwelling): Household {
    const { dice, today } = this;
    const mark = dwelling.scheme === 'refuge' ? undefined : MARKS.get(this.settled++ % MARKS_CYCLE);
    const isLasting = mark === 'bereavement' || mark === 'succession';
    const type = isLasting ? SECURE : this.typeFor(dwelling);
    const startMs = isLasting ? mondayOf(today - (3 + dice.fraction() * 20) * YEAR) : startOf(dice, type, today);
    const older = dwelling.scheme === 'sheltered';
    const age = older ? 'older' : 'adult';
    const first = makePerson(dice, age, null, today);
    const hasSecond = isLasting || dice.chance(older ? 0.2 : dwelling.scheme === 'refuge' ? 0 : 0.4);
    const second = hasSecond ? makePerson(dice, age, dice.chance(0.6) ? first.surname : null, today) : null;
    const isJoint = mark === 'bereavement' || (mark !== 'succession' && dice.chance(0.62));
    const children = older ? [] : this.children(first.surname, dwelling.scheme === 'refuge' ? 1 : 0);
    const responsible = second !== null && isJoint ? [first, second] : [first];
    const others = second !== null && !isJoint ? [second, ...children] : children;
    const terms: TenancyTerms = { type, startMs, endMs: null, responsible, others };

    if (mark === 'bereavement' && second !== null) {
      second.dateOfDeath = midnight(today - dice.whole(5, 300) * DAY);
      return this.household(dwelling, terms, [first], false);
    }
    if (mark === 'succession' && second !== null) {
      // The tenant died and the other adult succeeded: a new holder, the old one still on the record.
      const diedMs = today - dice.whole(30, 600) * DAY;
      first.dateOfDeath = midnight(diedMs);
      const succeeded = {
        responsible: [second],
        others: [first, ...children],
        successionMs: mondayOf(diedMs + 21 * DAY),
      };
      return this.household(dwelling, { ...terms, ...succeeded }, [second], true);
    }
    return this.household(dwelling, { ...terms, ...this.marked(mark) }, responsible, false);
  }

  private marked(mark: Mark | undefined): Partial<TenancyTerms> {
    const { dice, today } = this;
    switch (mark) {
      case 'notice':
        return { noticeMs: today - dice.whole(3, 200) * DAY };
      case 'eviction':
        return { noticeMs: today - dice.whole(60, 200) * DAY, evictionMs: today + dice.whole(-60, 60) * DAY };
      case 'mutual-exchange':
        return { isMutualExchange: true };
      case 'sentinel-end':
        return { sentinelEnd: true };
      default:
        return {};
    }
  }

  /** A household with the facts of its story and nothing else that could stop a question. */
  private tell(dwelling: Dwelling, story: StoryCode): Household {
    const { dice, today } = this;
    const first = makePerson(dice, 'adult', null, today);
    const isJoint = story === 'joint' || story === 'bereaved';
    const second = isJoint ? makePerson(dice, 'adult', first.surname, today) : null;
    if (second !== null && story === 'bereaved') second.dateOfDeath = midnight(today - 40 * DAY);
    const type = story === 'refuge' ? LICENCE : SECURE;
    const startMs = mondayOf(story === 'refuge' ? today - 90 * DAY : today - (3 + dice.fraction() * 12) * YEAR);
    const others = this.children(first.surname, story === 'refuge' ? 1 : 0);
    const responsible = second === null ? [first] : [first, second];
    const holders = story === 'bereaved' ? [first] : responsible;
    return this.household(dwelling, { type, startMs, endMs: null, responsible, others }, holders, false);
  }

  private household(
    dwelling: Dwelling,
    terms: TenancyTerms,
    holders: readonly Person[],
    hasSuccession: boolean,
  ): Household {
    const tenure = this.tenancy(dwelling, terms);
    const people = [...terms.responsible, ...terms.others];
    return { dwelling, tenure, startMs: terms.startMs, holders, people, hasSuccession };
  }

  private past(dwelling: Dwelling, current: Household | null): Occupation['former'] {
    const { dice, today, latest } = this;
    const latestEnd = current === null ? today - dice.whole(2, 120) * DAY : current.startMs - dice.whole(7, 60) * DAY;
    const mover = latest !== null && latest.startMs <= latestEnd && dice.chance(0.4) ? latest.holders[0] : undefined;
    const endMs = mondayOf(mover === undefined || latest === null ? latestEnd : latest.startMs);
    const startMs = mondayOf(endMs - (0.5 + dice.fraction() * 10) * YEAR);
    const person = mover ?? makePerson(dice, 'adult', null, today);
    const died = mover === undefined && dice.chance(0.1);
    if (died) person.dateOfDeath = midnight(endMs - 21 * DAY);
    const tenure = this.tenancy(dwelling, {
      type: SECURE,
      startMs,
      endMs,
      responsible: [person],
      others: [],
      reasonForTermination: died ? 'Death' : mover === undefined ? 'Moved out of area' : 'Transfer',
    });
    return { tenure, people: mover === undefined ? [person] : [] };
  }

  private tenancy(dwelling: Dwelling, terms: TenancyTerms): Tenure {
    this.paymentReference += this.dice.whole(1, 9);
    return makeTenancy(this.dice, dwelling, terms, String(this.paymentReference), this.today);
  }

  private typeFor(dwelling: Dwelling): TenureType {
    if (dwelling.scheme === 'refuge') return LICENCE;
    if (dwelling.scheme === 'sheltered') return SECURE;
    return this.dice.weighted(GENERAL_TYPES).type;
  }

  private children(surname: string, atLeast: number): Person[] {
    const count = Math.max(atLeast, this.dice.weighted(CHILDREN).count);
    return Array.from({ length: count }, () => makePerson(this.dice, 'child', surname, this.today));
  }
}
