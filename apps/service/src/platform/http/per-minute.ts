import { Problem } from '../problem.js';

/** How often one landlord's public pages are asked for in a minute of one process; a cache before them asks less. */
const mostAMinute = 600;
/** Names that are counted apart in a minute; more than there are landlords are made up, and counted as one. */
const mostNames = 1_000;

/** Counts what anybody asks for of each landlord, by its short name. */
export class PerMinute {
  private minute = 0;
  private readonly given = new Map<string, number>();

  /** Throws `Problem` where this landlord's were asked for too often in this minute. */
  refuseTooMany(landlord: string): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) this.given.clear();
    this.minute = minute;
    const name = this.given.has(landlord) || this.given.size < mostNames ? landlord : '';
    const given = (this.given.get(name) ?? 0) + 1;
    this.given.set(name, given);
    if (given > mostAMinute)
      throw new Problem('too-many', 'too-many-pages', 'This page was asked for too often. Try again in a minute.');
  }
}
