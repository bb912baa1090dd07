/** A host of the awkward sort: a strict policy, a shrunken root font, and shortcuts on single keys. */
export const hostPage = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <title>Record</title>
    <script src="/host.js"></script>
    <script async src="/embed/v1/doorstep.js"></script>
    <script async src="/again/doorstep.js"></script>
  </head>
  <body>
    <main>
      <h1>A record</h1>
      <doorstep-panel installation="ins_test"></doorstep-panel>
    </main>
  </body>
</html>`;

/** Records what the panel does to its host; `open(id, label)` moves to another record. */
export const hostScript = `
window.host = { errors: 0, violations: [], shortcuts: 0, asks: [], events: [] };
addEventListener('error', () => { host.errors += 1; });
addEventListener('unhandledrejection', () => { host.errors += 1; });
addEventListener('securitypolicyviolation', (event) => host.violations.push(event.violatedDirective));
for (const type of ['keydown', 'keypress', 'keyup']) {
  addEventListener(type, (event) => { if (/^[jkg/?]$/.test(event.key) && event.target.tagName !== 'TEXTAREA') host.shortcuts += 1; });
}
for (const name of ['ready', 'context', 'prompts', 'outcome', 'logged', 'unsaved', 'navigate', 'error']) {
  addEventListener('doorstep-' + name, (event) => host.events.push([name, event.detail]));
}
window.Doorstep = window.Doorstep || function () { (Doorstep.q = Doorstep.q || []).push(arguments); };
Doorstep('token', async (ask) => {
  host.asks.push(ask.reason);
  const response = await fetch('/token?record=' + encodeURIComponent(ask.recordKey), { signal: ask.signal });
  return response.ok ? response.text() : '';
});
addEventListener('DOMContentLoaded', () => {
  document.documentElement.style.fontSize = '62.5%';
  host.panel = document.querySelector('doorstep-panel');
  host.text = () => host.panel.shadowRoot?.textContent ?? '';
  host.open = (id, label) => {
    const open = () => host.panel.setContext({ kind: 'one', type: 'person', id: { host: id }, label });
    return host.panel.setContext ? open() : customElements.whenDefined('doorstep-panel').then(open);
  };
});
`;
