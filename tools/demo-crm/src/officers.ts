/** Somebody who can be signed in to this CRM. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly job: string;
  /** As the panel's service knows roles. */
  readonly roles: readonly string[];
}

/** Who can be signed in, whoever opens the demonstration first. */
export const officers: readonly [Officer, ...Officer[]] = [
  { id: 'priya-shah', name: 'Priya Shah', job: 'housing officer', roles: ['officer'] },
  { id: 'tom-reid', name: 'Tom Reid', job: 'income officer', roles: ['income'] },
];

/** The manager that a visitor plays when they answer what residents said. */
export const manager = 'Grace Adeyemi';
