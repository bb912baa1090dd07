/** As Microsoft's pcf-scripts would write it from ControlManifest.Input.xml; they were not run here. */
export interface IInputs {
  personReference: ComponentFramework.PropertyTypes.StringProperty;
  doorstep: ComponentFramework.PropertyTypes.StringProperty;
  installation: ComponentFramework.PropertyTypes.StringProperty;
}
export interface IOutputs {
  personReference?: string;
}
