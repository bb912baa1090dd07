import type { Highlight, Resident } from './resident.js';

/** Milliseconds to wait for the housing system. */
const PATIENCE = 10_000;

/** The housing system behind this CRM, read as it is when asked: the CRM keeps nothing of its own. */
export class Housing {
  constructor(private readonly url: string) {}

  /** Records worth opening in a demonstration; none where the system serves published data. */
  async highlights(): Promise<readonly Highlight[]> {
    return (await this.read<{ items: Highlight[] }>('/_sim/highlights')).items;
  }

  /** Residents whose name, address or reference holds every word of the search. */
  async residents(search: string, limit: number): Promise<readonly Resident[]> {
    const query = new URLSearchParams({ search, limit: String(limit) });
    return (await this.read<{ items: Resident[] }>(`/_sim/residents?${query}`)).items;
  }

  async resident(personId: string): Promise<Resident | undefined> {
    return (await this.residents(personId, 10)).find((resident) => resident.personId === personId);
  }

  private async read<Answer>(path: string): Promise<Answer> {
    const response = await fetch(this.url + path, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`The housing system answered ${response.status} to ${path}`);
    return (await response.json()) as Answer;
  }
}
