/**
 * Controls that nothing marks as such where the system paints its own colours, which takes surfaces and shadows away: no
 * line around them, no underline, and no box of the system's own. For use inside the page.
 */
export function formlessControls(): readonly string[] {
  const root = document.querySelector('doorstep-panel')?.shadowRoot as ShadowRoot;
  const named = ({ className, tagName, textContent }: Element) =>
    `${className || tagName}: ${textContent?.slice(0, 40)}, in the colours of the system`;
  const edges = (style: CSSStyleDeclaration) =>
    (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => ({
      isDrawn:
        !['none', 'hidden'].includes(style[`border${side}Style`]) && parseFloat(style[`border${side}Width`]) >= 1,
      colour: style[`border${side}Color`],
    }));
  const isMarked = (control: Element) => {
    const style = getComputedStyle(control);
    const isUnderlined = [control, ...control.children].some((one) =>
      getComputedStyle(one).textDecorationLine.includes('underline'),
    );
    const isOfTheSystem = control instanceof HTMLInputElement && /radio|checkbox/.test(control.type);
    const hasLine = edges(style).every(({ isDrawn, colour }) => isDrawn && colour !== style.backgroundColor);
    return hasLine || isUnderlined || (isOfTheSystem && style.appearance !== 'none');
  };
  const faults: string[] = [];
  for (const control of root.querySelectorAll('button, summary, a, textarea, select, input'))
    if (control.checkVisibility() && !isMarked(control)) faults.push(`has no form, ${named(control)}`);
  return faults;
}
