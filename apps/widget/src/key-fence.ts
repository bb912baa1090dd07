/**
 * Keeps what is typed in our fields and lists from the host's single-key shortcuts. Outside a shadow root a key event seems to come
 * from the element itself, so a host that asks "is it a text field?" gets the wrong answer.
 */
export function fenceKeys(shadow: ShadowRoot): void {
  for (const type of ['keydown', 'keypress', 'keyup']) {
    shadow.addEventListener(type, (event) => {
      if (isTextField(event.target)) event.stopPropagation();
    });
  }
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
}
