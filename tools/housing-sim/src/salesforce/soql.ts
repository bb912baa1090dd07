import { objectNamed, type ObjectName } from './objects.js';
import type { FieldValue, SalesforceOrg, SalesforceRow } from './org.js';

/** A query that Salesforce answers with status 400. `message` is what it says. */
export class SoqlError extends Error {
  constructor(
    readonly errorCode: 'MALFORMED_QUERY' | 'INVALID_FIELD' | 'INVALID_TYPE',
    message: string,
  ) {
    super(message);
  }
}

export interface SoqlQuery {
  readonly fields: readonly string[];
  readonly object: ObjectName;
  readonly test: (row: SalesforceRow) => boolean;
  readonly order: readonly string[];
  readonly limit: number | null;
}

type Test = SoqlQuery['test'];

const TOKEN =
  /\s*(?:('(?:[^'\\]|\\.)*')|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?)|(LAST_N_DAYS:\d+)|([A-Za-z_][\w.]*)|(-?\d+(?:\.\d+)?)|(<=|>=|!=|[=<>(),]))/gy;

/** The part of SOQL that integrations ask: fields, conditions with AND, OR, IN and brackets, ascending order, a limit. */
export function parseSoql(text: string, org: SalesforceOrg): SoqlQuery {
  return new Parser(tokensOf(text), org).query();
}

/** The rows that a query finds, in its order. */
export function runSoql(query: SoqlQuery, rows: readonly SalesforceRow[]): readonly SalesforceRow[] {
  const found = rows.filter((row) => query.test(row));
  found.sort((some, other) => {
    for (const field of query.order) {
      const [one, two] = [String(some[field]), String(other[field])];
      if (one !== two) return one < two ? -1 : 1;
    }
    return 0;
  });
  return query.limit === null ? found : found.slice(0, query.limit);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (found === null) throw new SoqlError('MALFORMED_QUERY', 'unexpected token');
    tokens.push(found[0].trim());
  }
  return tokens;
}

class Parser {
  private at = 0;
  private object: ObjectName = 'Contact';

  constructor(
    private readonly tokens: readonly string[],
    private readonly org: SalesforceOrg,
  ) {}

  query(): SoqlQuery {
    this.want('SELECT');
    const fields = [this.take()];
    while (this.has(',')) fields.push(this.take());
    this.want('FROM');
    const name = this.take();
    const object = objectNamed(name);
    if (object === null) throw new SoqlError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    this.object = object;
    for (const field of fields) this.check(field);
    const test = this.has('WHERE') ? this.either() : () => true;
    const order: string[] = [];
    if (this.has('ORDER')) {
      this.want('BY');
      do {
        order.push(this.check(this.take()));
        this.has('ASC');
      } while (this.has(','));
    }
    const limit = this.has('LIMIT') ? Number(this.take()) : null;
    if (this.at < this.tokens.length) throw new SoqlError('MALFORMED_QUERY', `unexpected token: ${this.take()}`);
    return { fields, object, test, order, limit };
  }

  private either(): Test {
    const tests = [this.both()];
    while (this.has('OR')) tests.push(this.both());
    return (row) => tests.some((test) => test(row));
  }

  private both(): Test {
    const tests = [this.one()];
    while (this.has('AND')) tests.push(this.one());
    /* As Salesforce: what mixes the two has to say by brackets which comes first. */
    if (tests.length > 1 && this.tokens[this.at]?.toUpperCase() === 'OR')
      throw new SoqlError('MALFORMED_QUERY', 'unexpected token: OR');
    return (row) => tests.every((test) => test(row));
  }

  private one(): Test {
    if (this.has('(')) {
      const inner = this.either();
      this.want(')');
      return inner;
    }
    const field = this.check(this.take());
    const value = (row: SalesforceRow) => this.org.valueAt(this.object, row, field) ?? null;
    if (this.has('IN')) {
      this.want('(');
      const wanted = [this.literal()];
      while (this.has(',')) wanted.push(this.literal());
      this.want(')');
      return (row) => wanted.includes(value(row));
    }
    const sign = this.take();
    const days = /^LAST_N_DAYS:(\d+)$/.exec(this.tokens[this.at] ?? '');
    if (days !== null) {
      this.take();
      return (row) => this.isWithin(value(row), Number(days[1]));
    }
    const wanted = this.literal();
    return (row) => compares(value(row), sign, wanted);
  }

  /** From the start of the day so many days ago until now. */
  private isWithin(value: FieldValue, days: number): boolean {
    if (typeof value !== 'string') return false;
    const now = this.org.now();
    const from = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
    return value >= from && value <= now.toISOString();
  }

  private literal(): FieldValue {
    const token = this.take();
    if (token.startsWith("'")) return token.slice(1, -1).replace(/\\(.)/g, '$1');
    if (/^\d{4}-\d{2}-\d{2}T/.test(token)) return new Date(token).toISOString();
    if (/^(true|false)$/i.test(token)) return token.toLowerCase() === 'true';
    if (/^null$/i.test(token)) return null;
    if (/^[\d-]/.test(token)) return token;
    throw new SoqlError('MALFORMED_QUERY', `unexpected token: ${token}`);
  }

  private check(field: string): string {
    const blank = { Id: '' };
    if (this.org.valueAt(this.object, blank, field) === undefined)
      throw new SoqlError('INVALID_FIELD', `No such column '${field}' on entity '${this.object}'.`);
    return field;
  }

  private take(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new SoqlError('MALFORMED_QUERY', 'unexpected end of query');
    return token;
  }

  private has(word: string): boolean {
    const isNext = this.tokens[this.at]?.toUpperCase() === word;
    if (isNext) this.at++;
    return isNext;
  }

  private want(word: string): void {
    if (!this.has(word)) throw new SoqlError('MALFORMED_QUERY', `expecting ${word}`);
  }
}

/** Times, dates and texts of one length each compare as text. */
function compares(value: FieldValue, sign: string, wanted: FieldValue): boolean {
  if (sign === '=') return value === wanted;
  if (sign === '!=') return value !== wanted;
  if (typeof value !== 'string' || typeof wanted !== 'string') return false;
  if (sign === '>') return value > wanted;
  if (sign === '>=') return value >= wanted;
  if (sign === '<') return value < wanted;
  if (sign === '<=') return value <= wanted;
  throw new SoqlError('MALFORMED_QUERY', `unexpected token: ${sign}`);
}
