import type { ChangeLook } from '@doorstep/contracts/http';
import { englishText } from '@doorstep/ui/panel-text';
import tokens from '@doorstep/ui/tokens.css?inline';
import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../../language.js';
import card from './look-preview.css?inline';

interface Props {
  readonly look: Pick<ChangeLook, 'preset' | 'theme' | 'density'>;
  /** `#` and six figures; empty for that of the preset, and for what is no colour yet. */
  readonly accent: string;
}

/** What the look comes to, in the tokens of the panel itself. It changes as it is chosen; nothing in it can be pressed. */
export function LookPreview({ look: { preset, theme, density }, accent }: Props) {
  const text = useText();
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + card);
    made.adoptedStyleSheets = [sheet];
    setRoot(made);
  }, []);
  useEffect(() => {
    const { current } = host;
    if (!current) return;
    for (const [name, value] of Object.entries({ preset, theme, density })) current.setAttribute(name, value);
    const token = (name: string, value: string) =>
      accent === '' ? current.style.removeProperty(name) : current.style.setProperty(name, value);
    // The panel finds the tone for the dark as it is saved; this one is near it.
    token('--doorstep-color-accent', `light-dark(${accent}, color-mix(in srgb, ${accent} 45%, white))`);
    token('--doorstep-color-on-accent', 'light-dark(#ffffff, #0b1620)');
  }, [preset, theme, density, accent]);
  return (
    <figure aria-labelledby={id}>
      <figcaption id={id}>{text('look.preview')}</figcaption>
      <div ref={host} lang="en-GB" />
      {root &&
        createPortal(
          <div className="card">
            <p className="say">{englishText('prompt.why')}</p>
            <div className="answers">
              <span className="answer first">{englishText('prompt.toldMe')}</span>
              <span className="answer">{englishText('prompt.notThisTime')}</span>
            </div>
            <span className="more">{englishText('prompt.takePart')}</span>
          </div>,
          root,
        )}
    </figure>
  );
}
