/** Why the panel cannot do what it was asked. Hosts see these in `doorstep-error`; they never carry personal data. */
export const faultCodes = [
  'installation_unknown',
  'origin_not_allowed',
  'token_missing',
  'token_rejected',
  'record_unknown',
  'forbidden',
  'network',
  'timeout',
  'server',
  'version_retired',
  'conflict',
  'no-route',
  'crashed',
  'context_unreadable',
  'destroyed',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A fault with its code. The message is for developers; screens choose their own words by the code. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string = code,
    /** What the service says beside the code, in the shape that goes with it. */
    readonly current?: unknown,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/** The code of anything thrown; what is not a fault of ours counts as `crashed`. */
export function codeOf(thrown: unknown): FaultCode {
  return thrown instanceof Fault ? thrown.code : 'crashed';
}

/** The fault that an HTTP answer means: the service's own code where we know it, else what the status says. */
export function faultOf(status: number, code: string | undefined, current?: unknown): Fault {
  const known = faultCodes.find((one) => one === code);
  if (known) return new Fault(known, code, current);
  if (status === 401) return new Fault('token_rejected', code);
  if (status === 403) return new Fault('forbidden', code);
  if (status === 404) return new Fault('record_unknown', code);
  if (status === 409 || status === 410 || status === 422) return new Fault('conflict', code);
  return new Fault('server', code);
}
