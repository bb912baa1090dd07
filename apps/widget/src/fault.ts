import type { DoorstepErrorCode } from './embed-types.js';

/** Why the panel cannot do what it was asked. Hosts see these in `doorstep-error`; they never carry personal data. */
export type FaultCode = DoorstepErrorCode;

/** Every code, under itself: a code that the public types name and this does not know would not compile. */
const faultCodes: Readonly<Record<FaultCode, true>> = {
  installation_unknown: true,
  origin_not_allowed: true,
  token_missing: true,
  token_rejected: true,
  record_unknown: true,
  forbidden: true,
  network: true,
  timeout: true,
  server: true,
  version_retired: true,
  conflict: true,
  'no-route': true,
  crashed: true,
  context_unreadable: true,
  destroyed: true,
};

/** A fault with its code. The message is for developers; screens choose their own words by the code. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string = code,
    /** What the service says beside the code, in the shape that goes with it. */
    readonly current?: unknown,
    /** What the service's own log calls the request, to read out. */
    readonly reference?: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/** Anything thrown as a fault; what is not one of ours counts as `crashed`, and what it says stays here. */
export function faultFrom(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault('crashed', 'Doorstep met a fault of its own.');
}

/** The code of anything thrown. */
export function codeOf(thrown: unknown): FaultCode {
  return faultFrom(thrown).code;
}

/** The fault that an HTTP answer means: the service's own code where we know it, else what the status says. */
export function faultOf(status: number, code: string | undefined, current?: unknown, reference?: string): Fault {
  return new Fault(isKnown(code) ? code : codeOfStatus(status), code, current, reference);
}

function isKnown(code: string | undefined): code is FaultCode {
  return code !== undefined && Object.hasOwn(faultCodes, code);
}

function codeOfStatus(status: number): FaultCode {
  if (status === 401) return 'token_rejected';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'record_unknown';
  if (status === 409 || status === 410 || status === 422) return 'conflict';
  return 'server';
}
