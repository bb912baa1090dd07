/**
 * A stub, not Dynamics 365: as much of Xrm and of a contact's form as the kit touches. Tabs take the web resource away and
 * make it anew, as real forms may.
 */
const loads = [];
const tabChanges = [];
let webResource;

window.Xrm = {
  WebApi: {
    online: {
      execute: (request) =>
        fetch('/api/data/v9.2/dst_SignDoorstepToken', {
          method: 'POST',
          body: JSON.stringify({ ContactId: request.ContactId.guid }),
        }),
    },
  },
  Navigation: { openForm: (given) => window.stub.opened.push(given) },
};

window.stub = {
  opened: [],
  record: { id: '', name: null, reference: null },
  show(record) {
    window.stub.record = record;
    for (const load of loads) load();
  },
  load: () => window.DoorstepForm.onLoad({ getFormContext: () => formContext }),
  openTab() {
    webResource?.remove();
    webResource = document.createElement('iframe');
    webResource.title = 'Web resource';
    webResource.src = `/WebResources/dst_/doorstep/panel.html?data=${encodeURIComponent(document.documentElement.dataset.given)}`;
    document.body.append(webResource);
    for (const change of tabChanges) change();
  },
  counts: () => ({ loads: loads.length, tabChanges: tabChanges.length }),
};

const formContext = {
  data: {
    entity: {
      getId: () => window.stub.record.id,
      getPrimaryAttributeValue: () => window.stub.record.name,
    },
    addOnLoad: (load) => loads.push(load),
  },
  getAttribute: (name) => (name === 'dst_personreference' ? { getValue: () => window.stub.record.reference } : null),
  // The window as it is, its page loaded or not.
  getControl: (name) =>
    name === 'WebResource_doorstep' && webResource ? { getContentWindow: async () => webResource.contentWindow } : null,
  ui: { tabs: { forEach: (each) => each({ addTabStateChange: (change) => tabChanges.push(change) }) } },
};
