/** What a field holds. A name of an object: a lookup to it; `polymorphic`: a lookup to any. */
export type FieldType = 'text' | 'picklist' | 'boolean' | 'date' | 'datetime' | 'polymorphic' | ObjectName;

export type ObjectName = 'Property__c' | 'Tenancy__c' | 'Contact' | 'Case' | 'Task' | 'Event';

interface ObjectShape {
  /** First three characters of its ids. */
  readonly prefix: string;
  readonly fields: Readonly<Record<string, FieldType>>;
}

const every = { Id: 'text', IsDeleted: 'boolean', SystemModstamp: 'datetime', CreatedDate: 'datetime' } as const;
const activity = { Subject: 'text', WhoId: 'polymorphic', WhatId: 'polymorphic' } as const;

/**
 * The objects of an invented landlord: four of Salesforce's standard ones with their standard fields, and two of the
 * landlord's own (`__c`).
 */
export const OBJECTS: Readonly<Record<ObjectName, ObjectShape>> = {
  Property__c: {
    prefix: 'a00',
    fields: {
      ...every,
      Name: 'text',
      Reference__c: 'text',
      UPRN__c: 'text',
      Kind__c: 'picklist',
      Street__c: 'text',
      Town__c: 'text',
      Postcode__c: 'text',
      Block__c: 'Property__c',
      Active__c: 'boolean',
    },
  },
  Tenancy__c: {
    prefix: 'a01',
    fields: {
      ...every,
      Name: 'text',
      Property__c: 'Property__c',
      Type__c: 'picklist',
      Start__c: 'date',
      End__c: 'date',
      Tenant_1__c: 'Contact',
      Tenant_2__c: 'Contact',
    },
  },
  Contact: {
    prefix: '003',
    fields: {
      ...every,
      Name: 'text',
      Salutation: 'picklist',
      FirstName: 'text',
      LastName: 'text',
      Birthdate: 'date',
      Kind__c: 'picklist',
      Tenancy__c: 'Tenancy__c',
      MasterRecordId: 'Contact',
    },
  },
  Case: {
    prefix: '500',
    fields: {
      ...every,
      CaseNumber: 'text',
      Type: 'picklist',
      Subject: 'text',
      Description: 'text',
      Priority: 'picklist',
      Status: 'picklist',
      IsClosed: 'boolean',
      ClosedDate: 'datetime',
      ContactId: 'Contact',
      Tenancy__c: 'Tenancy__c',
      Property__c: 'Property__c',
      Damp__c: 'boolean',
      Doorstep_Reference__c: 'text',
      MasterRecordId: 'Case',
    },
  },
  Task: {
    prefix: '00T',
    fields: {
      ...every,
      ...activity,
      Description: 'text',
      Status: 'picklist',
      IsClosed: 'boolean',
      TaskSubtype: 'picklist',
      CallType: 'picklist',
      ActivityDate: 'date',
      CompletedDateTime: 'datetime',
      Doorstep_Reference__c: 'text',
    },
  },
  Event: {
    prefix: '00U',
    fields: { ...every, ...activity, Type: 'picklist', StartDateTime: 'datetime', EndDateTime: 'datetime' },
  },
};

export function objectNamed(name: string): ObjectName | null {
  return Object.hasOwn(OBJECTS, name) ? (name as ObjectName) : null;
}

/** The lookup that a relationship belongs to: `Tenant_1__r` → `Tenant_1__c`, `What` → `WhatId`; null: there is none. */
export function lookupOf(object: ObjectName, relationship: string): string | null {
  const { fields } = OBJECTS[object];
  const name = relationship.endsWith('__r') ? `${relationship.slice(0, -1)}c` : `${relationship}Id`;
  return Object.hasOwn(fields, name) ? name : null;
}
