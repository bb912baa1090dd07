import { stylesheet } from '../stylesheet.js';

const layout = new CSSStyleSheet();
layout.replaceSync(`
  body { margin: 0; }
  doorstep-panel, .own-page { margin-inline: auto; }
  .own-page { max-width: 30em; }
`);

/** Styles a page of our own without a rule in its markup, which its policy would not let through. */
export function dressPage(...more: CSSStyleSheet[]): void {
  document.adoptedStyleSheets = [stylesheet(), layout, ...more];
}

/**
 * Shows one card in place of everything on the page, for when there is no panel to show.
 * @param tryAgain What to do about it here, and the words for it.
 */
export function showNotice(title: string, body: string, tryAgain?: { readonly words: string; act(): void }): void {
  const heading = document.createElement('h1');
  heading.className = 'title';
  heading.textContent = title;
  heading.tabIndex = -1;
  const says = document.createElement('p');
  says.textContent = body;
  const card = document.createElement('div');
  card.className = 'card card-quiet';
  card.append(heading, says);
  if (tryAgain) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = tryAgain.words;
    button.addEventListener('click', () => tryAgain.act());
    card.append(button);
  }
  const main = document.createElement('main');
  main.className = 'root own-page';
  main.append(card);
  document.body.replaceChildren(main);
  // A page that changes by itself has to say so.
  heading.focus({ preventScroll: true });
}
