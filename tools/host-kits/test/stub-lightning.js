/**
 * A stub, not Lightning: as much of the modules as the component imports, and of how the platform gives it a page. It runs
 * a static resource without a tag of its own, as Lightning Web Security is said to do.
 */
export class LightningElement {}
export const api = () => undefined;
export const track = () => undefined;
export const wire = () => () => undefined;
export const loadScript = (_component, address) => import(address);
export const getRecord = 'getRecord';
export const REFERENCE = 'Housing_Reference__c';
export const doorstepFrame = '/resource/doorstepFrame.js';
export const getFieldValue = (data, field) => data.fields[field].value;
export async function signToken({ contactId }) {
  const response = await fetch('/api/data/v9.2/dst_SignDoorstepToken', {
    method: 'POST',
    body: JSON.stringify({ contactId }),
  });
  if (!response.ok) throw new Error('The Apex class refused.');
  return (await response.json()).Token;
}

/** Puts a component into `place` with its own template, and follows what the template binds. */
export function put(Component, templateText, place, given) {
  const holder = document.createElement('template');
  holder.innerHTML = templateText;
  const drawn = holder.content.firstElementChild.content.firstElementChild;
  const component = Object.assign(new Component(), given);
  let address;
  Object.defineProperty(component, 'address', {
    get: () => address,
    set(next) {
      address = next;
      queueMicrotask(() => (next === undefined ? drawn.removeAttribute('src') : drawn.setAttribute('src', next)));
    },
  });
  drawn.removeAttribute('src');
  return {
    connect() {
      place.append(drawn);
      component.connectedCallback();
      if (component.refs) return;
      component.refs = { frame: drawn };
      component.renderedCallback();
    },
    disconnect() {
      drawn.remove();
      component.disconnectedCallback();
    },
    /** The page moves on; the wire answers nothing at first, and the fields later. */
    open(id) {
      component.recordId = id;
      component.follow({ data: undefined });
    },
    wired: (id, reference) => component.follow({ data: { id, fields: { [REFERENCE]: { value: reference } } } }),
  };
}
