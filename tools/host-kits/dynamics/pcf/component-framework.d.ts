/**
 * As much of Microsoft's ComponentFramework as this control touches, so that it can be compiled here. In your own project
 * `@types/powerapps-component-framework` takes its place: leave this file out.
 */
declare namespace ComponentFramework {
  namespace PropertyTypes {
    interface StringProperty {
      raw: string | null;
    }
  }
  interface Dictionary {
    [key: string]: unknown;
  }
  interface Context<TInputs> {
    parameters: TInputs;
    mode: { trackContainerResize(value: boolean): void };
  }
  interface StandardControl<TInputs, TOutputs> {
    init(
      context: Context<TInputs>,
      notifyOutputChanged?: () => void,
      state?: Dictionary,
      container?: HTMLDivElement,
    ): void;
    updateView(context: Context<TInputs>): void;
    destroy(): void;
    getOutputs?(): TOutputs;
  }
}
