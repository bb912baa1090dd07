import type { PanelLook } from '@doorstep/contracts/embed';

const shipped = { preset: 'neutral', theme: 'auto', density: 'comfortable' } as const;

/** Gives the panel the look that the landlord set, wherever its host says nothing of its own. */
export class LandlordLook {
  /** What was set here and not by the host, by attribute. */
  readonly #ours = new Map<string, string>();
  readonly #accent = new CSSStyleSheet();

  constructor(private readonly panel: HTMLElement) {}

  take(look: PanelLook): void {
    for (const name of ['preset', 'theme', 'density'] as const) this.#put(name, look[name]);
    const root = this.panel.shadowRoot;
    if (!root) return;
    const { accent } = look;
    // As strong as a preset and after it; a host's own token stands before both.
    this.#accent.replaceSync(
      accent
        ? `:host(:is(*, [preset])) { --look-accent: light-dark(${accent.light}, ${accent.dark}); --look-on-accent: light-dark(#ffffff, #0b1620); --look-link: var(--look-accent); }`
        : '',
    );
    if (!root.adoptedStyleSheets.includes(this.#accent))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#accent];
  }

  #put(name: keyof typeof shipped, value: string): void {
    const now = this.panel.getAttribute(name);
    if (now !== null && now !== this.#ours.get(name)) return;
    if (value === (now ?? shipped[name])) return;
    this.#ours.set(name, value);
    this.panel.setAttribute(name, value);
  }
}
