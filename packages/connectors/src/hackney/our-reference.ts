/** Hackney keeps no key of ours, so the text carries our reference, and is found again by it. */
export function withReference(text: string, reference: string): string {
  return `${text}\n\n${mark(reference)}`;
}

/** Whether a text is the one that was written with this reference, wherever in it the reference stands. */
export function carriesReference(text: unknown, reference: string): boolean {
  if (typeof text !== 'string') return false;
  return new RegExp(`${mark(reference)}(?![\\w-])`).test(text);
}

function mark(reference: string): string {
  return `Doorstep reference ${reference}`;
}
