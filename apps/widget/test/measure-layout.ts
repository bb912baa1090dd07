/** What is wrong with how the panel lies on the page, each fault in a line; for use inside the page. */
export function layoutFaults(): readonly string[] {
  const panel = document.querySelector('doorstep-panel') as HTMLElement;
  const root = panel.shadowRoot as ShadowRoot;
  const faults: string[] = [];
  const named = (element: Element | null) =>
    `${element?.className || element?.tagName}: ${element?.textContent?.slice(0, 40)}`;

  if (document.documentElement.scrollWidth > innerWidth) {
    faults.push(`the page scrolls sideways, ${document.documentElement.scrollWidth} in ${innerWidth}`);
  }
  for (const box of root.querySelectorAll<HTMLElement>('.root *:not(.unseen, select, option)')) {
    if (box.clientWidth === 0 || !box.checkVisibility()) continue;
    // A box of text that does not hold its text; the hands of a field for typing scroll it by themselves.
    const isField = box.tagName === 'TEXTAREA' || box.tagName === 'INPUT';
    if (!isField && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)) {
      faults.push(`spills, ${named(box)}`);
    }
  }

  const lines: { readonly text: string; readonly box: DOMRect; readonly owner: Element | null }[] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const owner = node.parentElement;
    if (!owner || owner.closest('.unseen, option') || !owner.checkVisibility() || node.nodeValue?.trim() === '')
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1) lines.push({ text: owner.textContent ?? '', box, owner });
  }
  const edge = panel.getBoundingClientRect();
  for (const [at, one] of lines.entries()) {
    if (one.box.left < edge.left || one.box.right > edge.right + 0.5)
      faults.push(`leaves the panel, ${named(one.owner)}`);
    for (const other of lines.slice(at + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Lines of one paragraph may touch where letters have tails.
      if (across > 1 && down > 0.4 * Math.min(one.box.height, other.box.height)) {
        faults.push(`lie over each other: ${one.text.slice(0, 30)} | ${other.text.slice(0, 30)}`);
      }
    }
  }

  for (const control of root.querySelectorAll<HTMLElement>(
    'button, summary, .radio, textarea, select, a, input:not(.radio input)',
  )) {
    if (!control.checkVisibility()) continue;
    const { width, height } = control.getBoundingClientRect();
    // A link amid a sentence cannot be as tall as a button without tearing the lines apart.
    const least = getComputedStyle(control).display === 'inline' && control.closest('p') ? 24 : 44;
    if (width < least || height < least)
      faults.push(`${Math.round(width)} by ${Math.round(height)}, ${named(control)}`);
  }
  return faults;
}
