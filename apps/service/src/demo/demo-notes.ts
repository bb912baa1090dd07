import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the demonstration must remember between starts, kept beside its data. */
export interface DemoNotes {
  /** The day the pretend landlord was made on, so that it is the same landlord next time. */
  readonly today: string;
  /** The panel's installation, by the port it was set up for. */
  readonly installations: Readonly<Record<string, string>>;
}

export function readDemoNotes(dataDir: string): DemoNotes {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as DemoNotes;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    return { today: new Date().toISOString().slice(0, 10), installations: {} };
  }
}

export function writeDemoNotes(dataDir: string, notes: DemoNotes): void {
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify(notes, null, 2), { mode: 0o600 });
}
