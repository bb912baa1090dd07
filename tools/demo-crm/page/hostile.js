/** A host that is hard to live in: it answers late for one record, and keeps single keys for itself. */
const { base } = document.body.dataset;
const panel = document.querySelector('doorstep-panel');
const output = document.querySelector('output');
/** Milliseconds that the tokens of record A take. */
const SLOW = 4000;

const { highlights, residents } = await (await fetch(`${base}/data/residents`)).json();
const [a, b] = [...new Map([...highlights, ...residents].map((one) => [one.personId, one])).values()];
const records = { a, b };

window.Doorstep ??= (...instruction) => (window.Doorstep.q ??= []).push(instruction);
window.Doorstep('token', async ({ record }) => {
  // It does not listen to being told that nobody waits any more: its late answer comes all the same.
  if (record.id === a.personId) await new Promise((resolve) => setTimeout(resolve, SLOW));
  const query = new URLSearchParams({ ...record, origin: location.origin });
  return (await fetch(`${base}/token?${query}`, { cache: 'no-store' })).text();
});

function open(name) {
  const record = records[name];
  const label = record && `${record.name}, ${record.address}`;
  panel.context = record ? { kind: 'one', type: 'person', id: { host: record.personId }, label } : { kind: 'none' };
}

panel.stickyInset = { top: 56, bottom: 56 };
for (const button of document.querySelectorAll('[data-open]')) {
  button.addEventListener('click', () => open(button.dataset.open));
}
for (const select of document.querySelectorAll('[data-set]')) {
  select.addEventListener('change', () => panel.setAttribute(select.dataset.set, select.value));
}
for (const type of ['keydown', 'keypress', 'keyup']) {
  document.addEventListener(type, (event) => {
    const typing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName);
    if (!typing && /^[jkg/?]$/.test(event.key)) output.textContent = `The page took the key ${event.key}.`;
  });
}
open('b');
