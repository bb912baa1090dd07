window.Doorstep =
  window.Doorstep ||
  function () {
    (window.Doorstep.q = window.Doorstep.q || []).push(arguments);
  };

// The panel asks when it needs one, and gives up the asking when the record is left.
window.Doorstep('token', async (ask) => {
  const response = await fetch(`/doorstep-token?record=${encodeURIComponent(ask.recordKey)}`, { signal: ask.signal });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  return response.text();
});

document.addEventListener('DOMContentLoaded', () => {
  const panel = document.querySelector('doorstep-panel');
  const reference = document.querySelector('#reference');
  const open = (id) => {
    panel.context = id ? { kind: 'one', type: 'person', id: { host: id } } : null;
  };

  document.querySelector('#open').addEventListener('submit', (event) => {
    event.preventDefault();
    open(reference.value.trim());
  });
  document.querySelector('#close').addEventListener('click', () => open(''));

  panel.addEventListener('doorstep-navigate', (event) => {
    if (event.detail.target.type !== 'person') return;
    event.preventDefault();
    reference.value = event.detail.target.id;
    open(reference.value);
  });
  for (const name of ['ready', 'context', 'prompts', 'outcome', 'logged', 'error']) {
    panel.addEventListener(`doorstep-${name}`, ({ type, detail }) => {
      const line = document.createElement('li');
      line.textContent = `${type} ${JSON.stringify(detail)}`;
      document.querySelector('#events').append(line);
    });
  }

  let isUnsaved = false;
  panel.addEventListener('doorstep-unsaved', (event) => {
    isUnsaved = event.detail.unsaved;
  });
  addEventListener('beforeunload', (event) => {
    if (isUnsaved) event.preventDefault();
  });
});
