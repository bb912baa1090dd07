/** The shapes that Manage My Home's search index answers with. Optional fields are absent from the published records. */

export interface PersonTenure {
  id: string;
  paymentReference: string | null;
  type: string;
  startDate: string;
  endDate: string | null;
  assetFullAddress: string;
  uprn: string;
  propertyReference: string;
  assetId: string;
}

export interface Person {
  id: string;
  title: string;
  preferredTitle: string;
  preferredFirstname: string;
  preferredMiddleName: string;
  preferredSurname: string;
  firstname: string;
  middleName: string;
  surname: string;
  dateOfBirth: string | null;
  dateOfDeath?: string | null;
  placeOfBirth: string;
  tenures: PersonTenure[];
  personTypes: string[];
}

export interface HouseholdMember {
  id: string;
  fullName: string;
  isResponsible: boolean;
  dateOfBirth: string | null;
  personTenureType: string;
  type: 'Person' | 'Organisation';
}

export interface Notice {
  type: string;
  servedDate: string;
  expiryDate: string | null;
  effectiveDate: string;
  endDate: string | null;
}

export interface TenureType {
  readonly code: string;
  readonly description: string;
}

export interface Tenure {
  id: string;
  paymentReference: string | null;
  startOfTenureDate: string | null;
  endOfTenureDate: string | null;
  isActive: boolean;
  tenureType: TenureType;
  tenuredAsset: {
    id: string;
    type: string;
    fullAddress: string;
    uprn: string;
    propertyReference?: string;
    isTemporaryAccommodation?: boolean;
  };
  householdMembers: HouseholdMember[];
  terminated?: { isTerminated: boolean; reasonForTermination: string | null };
  successionDate?: string | null;
  evictionDate?: string | null;
  potentialEndDate?: string | null;
  isMutualExchange?: boolean;
  isSublet?: boolean;
  notices?: Notice[];
  legacyReferences?: { name: string; value: string }[];
}

export interface ParentAsset {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface AssetAddress {
  readonly uprn: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly addressLine3: string;
  readonly addressLine4: string;
  readonly postCode: string;
  readonly postPreamble: string;
}

export interface AssetTenure {
  id: string;
  paymentReference: string | null;
  startOfTenureDate: string | null;
  endOfTenureDate: string | null;
  type: string;
  isActive: boolean;
}

export interface Asset {
  id: string;
  assetId: string;
  assetType: string;
  isActive?: boolean;
  isAssetCautionaryAlerted?: boolean;
  rootAsset?: string | null;
  /** Ids joined with `#`. */
  parentAssetIds?: string | null;
  assetLocation?: { floorNo: string | null; totalBlockFloors: number | null; parentAssets: ParentAsset[] } | null;
  assetAddress: AssetAddress;
  assetManagement?: Readonly<Record<string, unknown>> | null;
  assetCharacteristics?: Readonly<Record<string, unknown>> | null;
  tenure: AssetTenure | null;
}

export interface RelatedEntity {
  id: string;
  targetType: string;
  subType: string | null;
  description: string | null;
}

export interface ProcessState {
  state: string;
  permittedTriggers: string[];
  processData: { formData: Record<string, unknown> | null; documents: string[] | null };
  createdAt: string;
  updatedAt: string;
}

export interface Process {
  id: string;
  targetId: string;
  targetType: string;
  relatedEntities: RelatedEntity[];
  processName: string;
  patchAssignment: null;
  currentState: ProcessState;
  previousStates: ProcessState[];
  versionNumber: number | null;
}

export interface CautionaryAlert {
  dateModified: string;
  modifiedBy: string;
  startDate: string;
  endDate: string | null;
  alertCode: string;
  description: string;
  reason: string;
  assureReference: string;
  personName: string;
  personId: string;
  isActive: boolean;
  alertId: string;
}

export interface ContactDetail {
  id: string;
  targetId: string;
  targetType: 'person' | 'organisation';
  contactInformation: {
    contactType: 'phone' | 'email' | 'address';
    subType: string | null;
    value: string;
    description: string;
    addressExtended: null;
  };
  sourceServiceArea: { area: string; isDefault: boolean };
  recordValidUntil: string | null;
  isActive: boolean;
  createdBy: { createdAt: string; fullName: string; emailAddress: string };
}
