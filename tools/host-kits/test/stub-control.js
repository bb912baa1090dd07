/** A stub, not Power Apps: makes the control, tells it of changes and takes it away, as a form does. */
const { control: compiled, doorstep, installation } = document.documentElement.dataset;
const { DoorstepPanel } = await import(compiled);
let control;

/** @returns What a form gives a control; every value may be null. */
function contextOf(entityId, personReference, settings = { doorstep, installation }) {
  return {
    parameters: {
      personReference: { raw: personReference },
      doorstep: { raw: settings.doorstep },
      installation: { raw: settings.installation },
    },
    mode: { contextInfo: { entityId } },
  };
}

window.kit = {
  connect() {
    const container = document.createElement('div');
    document.body.append(container);
    control = new DoorstepPanel();
    control.init(contextOf(null, null, { doorstep: null, installation: null }), () => undefined, {}, container);
  },
  open: (id, reference) => control.updateView(contextOf(id, reference)),
  // The form clears away the container later, or never.
  disconnect: () => control.destroy(),
};
