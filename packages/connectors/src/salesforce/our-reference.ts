/** Where the landlord keeps no field for our reference, the text carries it, and is found again by it. */
export function withReference(text: string, reference: string): string {
  return `${text}\n\n${mark(reference)}`;
}

/** Whether a text is the one that was written with this reference, wherever in it the reference stands. */
export function carriesReference(text: unknown, reference: string): boolean {
  if (typeof text !== 'string') return false;
  const at = text.indexOf(mark(reference));
  return at >= 0 && !/^[\w-]/.test(text.slice(at + mark(reference).length));
}

function mark(reference: string): string {
  return `Doorstep reference ${reference}`;
}
