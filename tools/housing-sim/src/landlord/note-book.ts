import { randomUUID } from 'node:crypto';

/** A note as Notes API v2 shows it. */
export interface Note {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly createdAt: string;
  readonly categorisation: unknown;
  readonly author: unknown;
  readonly highlight: boolean;
}

/** Notes on any record, by the record. */
export class NoteBook {
  private readonly notes = new Map<string, Note[]>();

  /** Newest first, as they are shown. */
  of(targetId: string): readonly Note[] {
    return (this.notes.get(targetId) ?? []).toReversed();
  }

  all(): readonly Note[] {
    return [...this.notes.values()].flat();
  }

  add(note: Omit<Note, 'id'>): Note {
    const kept = { id: randomUUID(), ...note };
    this.notes.set(note.targetId, [...(this.notes.get(note.targetId) ?? []), kept]);
    return kept;
  }
}
