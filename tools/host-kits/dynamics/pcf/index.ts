import './doorstep-frame.js';
import type { IInputs, IOutputs } from './generated/ManifestTypes.js';

/** What model-driven forms put into the context and Microsoft's types leave out. */
interface OnARecord {
  mode: { contextInfo?: { entityId?: string | null } };
}
type Context = ComponentFramework.Context<IInputs>;

/**
 * Shows the panel beside the contact whose form holds this control. All of it is in a frame of Doorstep's: neither React
 * of the platform nor any of ours is in this bundle.
 */
export class DoorstepPanel implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private container: HTMLDivElement | undefined;
  private panel: DoorstepFrame | undefined;

  public init(
    context: Context,
    _notifyOutputChanged?: () => void,
    _state?: ComponentFramework.Dictionary,
    container?: HTMLDivElement,
  ): void {
    this.container = container;
    this.updateView(context);
  }

  /** Comes for every change of anything, the size included, and with nulls while the form is still being filled. */
  public updateView(context: Context): void {
    const { doorstep, installation } = context.parameters;
    const person = personOf(context);
    if (this.panel) {
      // The panel knows whom it shows: to be told again changes nothing.
      void this.panel.setContext(person);
      return;
    }
    if (!this.container || !doorstep.raw || !installation.raw) return;
    const options: DoorstepFrameOptions = {
      in: this.container,
      base: `${doorstep.raw}/embed/v1/`,
      installation: installation.raw,
      preset: 'fluent',
      context: person,
      getToken: ({ record, signal }) => signedToken(record.id, signal),
    };
    window.Doorstep('frame', options, (panel) => {
      this.panel = panel;
    });
  }

  /** The form is left, or has taken the control away to make it anew: nothing of the person stays. */
  public destroy(): void {
    void this.panel?.destroy();
    this.panel = undefined;
    this.container = undefined;
  }

  public getOutputs(): IOutputs {
    return {};
  }
}

function personOf(context: Context): DoorstepPerson | null {
  const id = (context as unknown as OnARecord).mode.contextInfo?.entityId?.replace(/[{}]/g, '').toLowerCase();
  const personRef = context.parameters.personReference.raw?.trim();
  return id && personRef ? { kind: 'one', type: 'person', id: { host: id, personRef } } : null;
}

/** The custom API reads the reference itself, as the user who is signed in: what this page says is not believed. */
async function signedToken(contactId: string, signal: AbortSignal): Promise<string> {
  const response = await fetch('/api/data/v9.2/dst_SignDoorstepToken', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ContactId: contactId }),
    signal,
  });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  return ((await response.json()) as { Token: string }).Token;
}
