/** A ref that takes focus once, when its element comes: for a button that takes the place of the one just used. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
