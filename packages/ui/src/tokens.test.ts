import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Light and dark value of a private token, as `#rrggbb`. */
function valuesOf(name: string): [light: string, dark: string] {
  const value = new RegExp(`--d-${name}: var\\(--doorstep-color-${name}, (.*)\\);`).exec(css)?.[1];
  const colours = value?.match(/#[0-9a-f]{6}/g);
  if (!colours?.[0]) throw new Error(`no colour for ${name}`);
  return [colours[0], colours[1] ?? colours[0]];
}

/** WCAG 2.2 relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the default tokens', () => {
  it.each([
    ['text', 'surface', 7],
    ['text', 'surface-sunken', 7],
    ['text-muted', 'surface', 4.5],
    ['text-muted', 'surface-sunken', 4.5],
    ['link', 'surface', 4.5],
    ['link', 'surface-sunken', 4.5],
    ['on-accent', 'accent', 4.5],
    ['danger', 'surface', 4.5],
    ['danger', 'danger-surface', 4.5],
    ['warning', 'warning-surface', 4.5],
    ['success', 'success-surface', 4.5],
    ['on-hazard', 'hazard', 4.5],
    ['focus-text', 'focus', 4.5],
    ['control-border', 'surface', 3],
  ])('%s on %s has a contrast of at least %d, light and dark', (ink, paper, least) => {
    const [inks, papers] = [valuesOf(ink), valuesOf(paper)];
    expect(contrast(inks[0], papers[0])).toBeGreaterThanOrEqual(least);
    expect(contrast(inks[1], papers[1])).toBeGreaterThanOrEqual(least);
  });
});
