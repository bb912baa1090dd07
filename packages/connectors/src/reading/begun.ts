/** Something that goes on while nobody waits for it yet. What goes wrong is thrown where it is waited for. */
export function begun<Answer>(work: Promise<Answer>): Promise<Answer> {
  work.catch(() => undefined);
  return work;
}
