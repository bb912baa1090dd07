import type { CaseKind, ContactKind, RepairPhase } from '../record.js';

/** One row of the table from host facts to contact types. The first row whose every condition holds wins. */
export type ContactMappingRow =
  | {
      readonly on: 'repair-ended';
      readonly phase: RepairPhase;
      readonly isEmergency?: boolean;
      readonly isHazard?: boolean;
      readonly tradeCodes?: readonly string[];
      /** Lower-case words or phrases, found whole in the trade's name. */
      readonly tradeNameWords?: readonly string[];
      /** Lower-case words or phrases, found whole in the trade's name or the description. */
      readonly words?: readonly string[];
      readonly typeCode: string;
    }
  | { readonly on: 'tenancy-started'; readonly isMutualExchange?: boolean; readonly typeCode: string }
  | { readonly on: 'tenancy-ended'; readonly typeCode: string }
  | { readonly on: 'case-opened'; readonly kind: CaseKind; readonly typeCode: string }
  /** A contact that the host keeps itself. */
  | {
      readonly on: 'contact-told';
      readonly kind: ContactKind;
      readonly direction?: 'inbound' | 'outbound';
      readonly typeCode: string;
    };

export type ContactMapping = readonly ContactMappingRow[];
