import { randomUUID } from 'node:crypto';
import { manager } from './officers.js';

/** Milliseconds to wait for the service behind the panel. */
const PATIENCE = 10_000;
/** Answers may be this long, characters. */
const LONGEST = 2_000;

/** Something that a resident said and that is owed an answer. */
export interface OwedVoice {
  readonly voiceId: string;
  readonly words: string;
  /** RFC 3339. */
  readonly since: string;
  /** There is an answer that only waits to be told. */
  readonly isAnswered: boolean;
  /** The resident it was kept with, or null where no name was to be kept. */
  readonly personId: string | null;
}

/** What the landlord's manager writes. */
export interface Answer {
  readonly voiceId: string;
  readonly result: string;
  readonly words: string;
  readonly because?: string;
  readonly passedTo?: string;
  /** What could be better was read. */
  readonly knowing: boolean;
}

/** Either it was given, or what stands in the way of it, a sentence each; `mayInsist`: they are only advice. */
export type Answered =
  | { readonly given: true }
  | { readonly given: false; readonly mayInsist: boolean; readonly problems: readonly string[] };

interface Owed {
  readonly items: readonly Omit<OwedVoice, 'personId'>[];
}
interface Voices {
  readonly items: readonly { readonly id: string; readonly person: string | null }[];
}
interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly current?: { readonly problems?: readonly { readonly message: string }[] };
}

/**
 * The landlord's own side of the demonstration: it reads what residents said and answers it, through the service's API
 * as any landlord's system would. The key stays in this process.
 */
export class LandlordDesk {
  constructor(
    private readonly doorstepUrl: string,
    private readonly apiKey: string,
  ) {}

  /** What is owed an answer, newest first. */
  async owed(): Promise<readonly OwedVoice[]> {
    const [owed, voices] = await Promise.all([
      this.read<Owed>('/api/v1/owed?limit=500'),
      this.read<Voices>('/api/v1/voices?limit=500'),
    ]);
    const people = new Map(voices.items.map(({ id, person }) => [id, person]));
    return owed.items
      .map(({ voiceId, words, since, isAnswered }) => ({
        ...{ voiceId, words, since, isAnswered },
        personId: people.get(voiceId) ?? null,
      }))
      .toSorted((a, b) => b.since.localeCompare(a.since));
  }

  /** Gives the answer, said by the manager. The service decides whether it may be given like this. */
  async answer({ voiceId, result, words, because, passedTo, knowing }: Answer): Promise<Answered> {
    const response = await this.ask('/api/v1/replies', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        ...{ voiceId, result, words: words.slice(0, LONGEST), saidBy: manager, knowing },
        ...(because && { because }),
        ...(passedTo && { passedTo }),
      }),
    });
    if (response.ok) return { given: true };
    const problem = (await response.json()) as ProblemDocument;
    const problems = problem.current?.problems?.map(({ message }) => message) ?? [];
    return {
      given: false,
      mayInsist: problem.code === 'reply-warnings',
      problems: problems.length > 0 ? problems : [problem.detail ?? `The service answered ${response.status}.`],
    };
  }

  private async read<Read>(path: string): Promise<Read> {
    const response = await this.ask(path, {});
    if (!response.ok) throw new Error(`The service answered ${response.status}`);
    return (await response.json()) as Read;
  }

  private ask(path: string, given: RequestInit): Promise<Response> {
    return fetch(this.doorstepUrl + path, {
      ...given,
      headers: { ...(given.headers as Record<string, string> | undefined), authorization: `Bearer ${this.apiKey}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }
}
