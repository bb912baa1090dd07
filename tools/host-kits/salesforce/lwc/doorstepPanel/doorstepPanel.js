import { api, LightningElement, track, wire } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import { getFieldValue, getRecord } from 'lightning/uiRecordApi';
import signToken from '@salesforce/apex/DoorstepToken.sign';
import doorstepFrame from '@salesforce/resourceUrl/doorstepFrame';
import REFERENCE from '@salesforce/schema/Contact.Housing_Reference__c';

/** Shows the panel on the record page of a contact. Everything of it is in the frame of the template. */
export default class DoorstepPanel extends LightningElement {
  /** Where Doorstep is, such as `https://embed.example`: set in the Lightning App Builder. */
  @api doorstep;
  /** The code of the installation, `ins_…`. */
  @api installation;
  /** Empty until the frame is held: what comes to it before would be missed. */
  @track address;

  panel;
  context = null;
  contactId;
  isMounting = false;

  /** The record of the page. With another one, what was shown is gone at once, before its fields have come. */
  @api
  get recordId() {
    return this.contactId;
  }
  set recordId(id) {
    if (id !== this.contactId) this.open(null);
    this.contactId = id;
  }

  @wire(getRecord, { recordId: '$recordId', fields: [REFERENCE] })
  follow({ data }) {
    const personRef = data && getFieldValue(data, REFERENCE)?.trim();
    this.open(personRef ? { kind: 'one', type: 'person', id: { host: data.id, personRef } } : null);
  }

  connectedCallback() {
    this.isGone = false;
    this.begin();
  }

  renderedCallback() {
    this.begin();
  }

  /** A page that keeps its tabs takes the component out and puts it back: the panel starts afresh, and shows no one till then. */
  disconnectedCallback() {
    this.isGone = true;
    void this.panel?.destroy();
    this.panel = undefined;
    this.address = undefined;
  }

  open(context) {
    this.context = context;
    void this.panel?.setContext(context);
  }

  /** Put back, it is connected without being rendered again; the first time, it is rendered after it was connected. */
  begin() {
    if (this.refs?.frame && !this.panel && !this.isMounting) void this.mount();
  }

  async mount() {
    this.isMounting = true;
    try {
      await loadScript(this, doorstepFrame);
      if (!this.isGone) this.hold();
    } catch (error) {
      console.warn('Doorstep was not loaded:', error);
    } finally {
      this.isMounting = false;
    }
  }

  hold() {
    const { doorstep, installation, context } = this;
    const base = `${doorstep}/embed/v1/`;
    const options = {
      in: this.refs.frame,
      base,
      installation,
      preset: 'slds',
      context,
      getToken: ({ record }) => signToken({ contactId: record.id }),
    };
    window.Doorstep('frame', options, (panel) => {
      this.panel = panel;
    });
    this.address = `${base}panel?installation=${encodeURIComponent(installation)}`;
  }
}
