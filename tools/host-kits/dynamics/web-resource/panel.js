/**
 * The HTML web resource's own script. The form calls `setClientApiContext` whenever there may be another record, as often
 * as it likes; the web resource itself may be taken away and made again at any time.
 *
 * The form's designer gives it, under Custom parameter (data):
 * `doorstep=https://embed.example&installation=ins_…&reference=dst_personreference`
 */
(() => {
  'use strict';
  const given = new URLSearchParams(new URLSearchParams(location.search).get('data') ?? '');
  /** The column with the person's reference in the housing system. */
  const column = given.get('reference') ?? '';
  let panel;

  window.setClientApiContext = (xrm, formContext) => {
    const context = contextOf(formContext);
    if (panel) return void panel.setContext(context);
    const options = {
      in: '#doorstep',
      base: `${given.get('doorstep')}/embed/v1/`,
      installation: given.get('installation'),
      preset: 'fluent',
      context,
      getToken: (ask) => signedToken(xrm, ask.record.id),
      on: { navigate: (event) => openRecord(xrm, event) },
    };
    window.Doorstep('frame', options, (framed) => {
      panel = framed;
    });
  };

  /** A record that is not saved yet has no id, and one that the housing system does not know has no reference. */
  function contextOf(formContext) {
    const { entity } = formContext.data;
    const id = bare(entity.getId());
    const personRef = formContext.getAttribute(column)?.getValue()?.trim();
    if (!id || !personRef) return null;
    return {
      kind: 'one',
      type: 'person',
      id: { host: id, personRef },
      label: entity.getPrimaryAttributeValue() ?? undefined,
    };
  }

  /** As `{6F9C…}` in forms, and without braces everywhere else. */
  function bare(id) {
    return (id ?? '').replace(/[{}]/g, '').toLowerCase();
  }

  /** The custom API reads the reference itself, as the user who is signed in: what this page says is not believed. */
  async function signedToken(xrm, contactId) {
    const response = await xrm.WebApi.online.execute({
      ContactId: { guid: contactId },
      getMetadata: () => ({
        boundParameter: null,
        operationType: 0,
        operationName: 'dst_SignDoorstepToken',
        parameterTypes: { ContactId: { typeName: 'Edm.Guid', structuralProperty: 1 } },
      }),
    });
    return (await response.json()).Token;
  }

  function openRecord(xrm, event) {
    const { type, id } = event.detail.target;
    if (type !== 'person' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return;
    event.preventDefault();
    void xrm.Navigation.openForm({ entityName: 'contact', entityId: id });
  }
})();
