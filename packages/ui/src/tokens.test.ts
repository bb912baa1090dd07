import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Rgb = readonly [number, number, number];
/** Colours by name, `text`, `surface` and so on, in one scheme. */
type Look = (name: string) => Rgb;

/** The colours of a preset as a browser would find them: its own, and those of the neutral look where it has none. */
function lookOf(selector: string, scheme: 'light' | 'dark'): Look {
  const own = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
  const mapped = css.slice(css.indexOf('--d-font-family'));
  return (name) => {
    if (name === 'accent-surface') return mix(lookOf(selector, scheme)('link'), lookOf(selector, scheme)('surface'));
    const fixed = new RegExp(`--d-${name}: var\\(--doorstep-color-${name}, (#[0-9a-f]{6})\\)`).exec(mapped)?.[1];
    const pair = [own, css]
      .map((from) => new RegExp(`--look-${name}: light-dark\\((.*)\\);`).exec(from)?.[1])
      .find(Boolean);
    const colour = fixed ?? pair?.split(', ')[scheme === 'light' ? 0 : 1];
    if (!colour) throw new Error(`no colour for ${name}`);
    return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
  };
}

/** 12 % of one colour over the other, as the tokens mix their tint. */
function mix(ink: Rgb, paper: Rgb): Rgb {
  return ink.map((channel, at) => channel * 0.12 + (paper[at] ?? 0) * 0.88) as unknown as Rgb;
}

/** WCAG 2.2 relative luminance, 0 to 1. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const pairs: readonly (readonly [ink: string, paper: string, least: number])[] = [
  ['text', 'surface', 7],
  ['text', 'surface-sunken', 7],
  ['text', 'danger-surface', 4.5],
  ['text', 'warning-surface', 4.5],
  ['text', 'success-surface', 4.5],
  ['text-muted', 'surface', 4.5],
  ['text-muted', 'surface-sunken', 4.5],
  ['link', 'surface', 4.5],
  ['link', 'surface-sunken', 4.5],
  ['link', 'accent-surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['danger', 'surface', 4.5],
  ['danger', 'danger-surface', 4.5],
  ['warning', 'surface', 4.5],
  ['warning', 'warning-surface', 4.5],
  ['success', 'success-surface', 4.5],
  ['on-hazard', 'hazard', 4.5],
  ['focus-text', 'focus', 4.5],
  ['control-border', 'surface', 3],
  ['control-border', 'surface-sunken', 3],
  ['accent', 'surface', 3],
];

describe.each([
  ['neutral', ':host {'],
  ['fluent', ":host([preset='fluent'])"],
  ['slds', ":host([preset='slds'])"],
])('the %s preset', (_name, selector) => {
  it.each(['light', 'dark'] as const)('can be read in every pair of colours, %s', (scheme) => {
    const look = lookOf(selector, scheme);
    const faint = pairs.filter(([ink, paper, least]) => contrast(look(ink), look(paper)) < least);
    expect(faint).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('shows where the focus is, %s', (scheme) => {
    const look = lookOf(selector, scheme);
    // Yellow beside its outer line; the line is the darker of the two on light surfaces, the lighter on dark ones.
    const line = look(scheme === 'light' ? 'focus-text' : 'text');
    const best = Math.max(contrast(look('focus'), look('surface')), contrast(line, look('surface')));
    expect(best).toBeGreaterThanOrEqual(3);
  });
});

it('lets the host set every colour that a preset sets', () => {
  const preset = [...css.matchAll(/--look-([a-z-]+): light-dark/g)].map(([, name]) => name);
  const mapped = [...css.matchAll(/var\(--doorstep-color-([a-z-]+), /g)].map(([, name]) => name);
  expect(new Set(preset).size).toBeGreaterThan(14);
  expect(preset.filter((name) => !mapped.includes(name))).toEqual([]);
});
