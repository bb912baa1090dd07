import { useEffect, useRef, useState } from 'react';

/** Draws itself at a width in pixels: an SVG without a style sheet of its own, which the page's policy would refuse. */
export type Draw = (width: number) => Element;

/** A chart as wide as the page lets it be. What it says stands in its panel's heading and table too. */
export function Chart({ label, draw }: { readonly label: string; readonly draw: Draw }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.min(760, Math.floor(entry?.contentRect.width ?? 0))));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (width < 100) return;
    const drawn = draw(width);
    for (const style of drawn.querySelectorAll('style')) style.remove();
    // Names of marks, in English, where only a name of the whole is allowed.
    for (const mark of drawn.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label');
    place.current?.replaceChildren(drawn);
  }, [width, draw]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
