/** Whether the focus is in a field for words. */
export function isWriting(): boolean {
  return document.activeElement?.shadowRoot?.activeElement instanceof HTMLTextAreaElement;
}
