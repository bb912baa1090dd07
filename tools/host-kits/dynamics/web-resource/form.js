/**
 * The form's library: `DoorstepForm.onLoad` on the form's On Load, with the execution context passed as first parameter.
 */
window.DoorstepForm = (() => {
  'use strict';
  /** The name of the web resource on the form. */
  const control = 'WebResource_doorstep';
  const followed = new WeakSet();

  /** Follows a form from its first load on, once however often the form loads. */
  function onLoad(executionContext) {
    const formContext = executionContext.getFormContext();
    const tell = () => void tellPanel(formContext);
    tell();
    if (followed.has(formContext)) return;
    followed.add(formContext);
    // The next record, a refresh, and the first save of a new record.
    formContext.data.addOnLoad(tell);
    // A tab that is opened again may have made the web resource anew.
    formContext.ui.tabs.forEach((tab) => tab.addTabStateChange(tell));
  }

  /** Says to the web resource which record is open. A form must not fail because of a panel. */
  async function tellPanel(formContext) {
    try {
      const panelWindow = await formContext.getControl(control)?.getContentWindow();
      const tell = () => panelWindow.setClientApiContext?.(Xrm, formContext);
      if (panelWindow?.setClientApiContext) tell();
      else panelWindow?.frameElement?.addEventListener('load', tell, { once: true });
    } catch (error) {
      console.warn('Doorstep was not told which record is open:', error);
    }
  }

  return { onLoad };
})();
