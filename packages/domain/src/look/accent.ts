type Rgb = readonly [number, number, number];

/** WCAG 2.2, 1.4.3: text against what is behind it. */
const least = 4.5;
/** What stands behind links and buttons, in the light and in the dark, over all the presets of the panel. */
const papers = {
  light: { surface: ['#ffffff'], others: ['#f3f3f3'] },
  dark: { surface: ['#171b20', '#1c1e22', '#292929'], others: ['#20262c', '#272a30', '#333333', '#0b1620'] },
} as const;

/** A landlord's own colour, judged. Colours are `#rrggbb`, in lower case. */
export interface JudgedAccent {
  /** The lowest contrast ratio it comes to on a light surface, 1 to 21. */
  readonly contrast: number;
  readonly isEnough: boolean;
  /** The colour itself where it is enough, otherwise the nearest darker one that is. */
  readonly nearest: string;
  /** The nearest lighter one that is enough on every dark surface. */
  readonly dark: string;
}

/** Judges a colour for links and buttons: on every surface of the panel it has to reach 4.5 to 1. */
export function judgeAccent(accent: string): JudgedAccent {
  const colour = rgbOf(accent);
  const contrast = lowest(colour, 'light');
  return {
    contrast: Math.floor(contrast * 100) / 100,
    isEnough: contrast >= least,
    nearest: towards(colour, [0, 0, 0], 'light'),
    dark: towards(colour, [255, 255, 255], 'dark'),
  };
}

/** In steps of a hundredth of the way; the end of the way is always enough. */
function towards(colour: Rgb, end: Rgb, scheme: 'light' | 'dark'): string {
  for (let step = 0; step < 100; step += 1) {
    const tried = mix(end, colour, step / 100).map(Math.round) as unknown as Rgb;
    if (lowest(tried, scheme) >= least) return hexOf(tried);
  }
  return hexOf(end);
}

function lowest(colour: Rgb, scheme: 'light' | 'dark'): number {
  const { surface, others } = papers[scheme];
  // The panel tints what is chosen with 12 % of the colour itself.
  const tints = surface.map((paper) => mix(colour, rgbOf(paper), 0.12));
  return Math.min(
    ...[...surface, ...others]
      .map(rgbOf)
      .concat(tints)
      .map((paper) => contrastOf(colour, paper)),
  );
}

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (colour: Rgb): string => `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
const mix = (ink: Rgb, paper: Rgb, share: number): Rgb =>
  ink.map((channel, at) => channel * share + (paper[at] ?? 0) * (1 - share)) as unknown as Rgb;

/** WCAG 2.2 relative luminance, 0 to 1. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
