/** A stub, not Power Apps: makes the control, tells it of changes and takes it away, as a form does. */
const { control: compiled, doorstep, installation } = document.documentElement.dataset;
const { DoorstepPanel } = await import(compiled);
let control;
let container;

/** @returns What a form gives a control; every value may be null. */
function contextOf(entityId, personReference) {
  return {
    parameters: {
      personReference: { raw: personReference },
      doorstep: { raw: doorstep },
      installation: { raw: installation },
    },
    mode: { contextInfo: { entityId } },
  };
}

window.kit = {
  connect() {
    container = document.createElement('div');
    document.body.append(container);
    control = new DoorstepPanel();
    control.init(
      {
        ...contextOf(null, null),
        parameters: {
          personReference: { raw: null },
          doorstep: { raw: null },
          installation: { raw: null },
        },
      },
      () => undefined,
      {},
      container,
    );
  },
  open: (id, reference) => control.updateView(contextOf(id, reference)),
  disconnect() {
    control.destroy();
    container.remove();
  },
};
