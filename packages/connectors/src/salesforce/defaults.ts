import type { ValueMapping } from '../contract.js';

const london = 'Europe/London';
const activity = { person: 'WhoId', personType: 'Who.Type', about: 'WhatId', aboutType: 'What.Type' };

/**
 * What a new connection starts with: the fields that the standard objects have. No standard object is a home, so a
 * landlord names its own, with its fields.
 */
export const salesforceDefaults: ValueMapping = {
  schemes: {},
  /* By the type of the case, lower case. */
  cases: {
    complaint: 'complaint',
    'anti-social behaviour': 'asb',
    succession: 'succession',
    possession: 'possession',
    disrepair: 'disrepair',
    'change of name': 'name-change',
  },
  timeZones: {
    homes: london,
    tenancies: london,
    people: london,
    repairs: london,
    cases: london,
    tasks: london,
    visits: london,
  },
  columns: {
    homes: { name: 'Name' },
    tenancies: { tenancyReference: 'AccountNumber', mergedInto: 'MasterRecordId' },
    people: {
      title: 'Salutation',
      givenName: 'FirstName',
      familyName: 'LastName',
      dateOfBirth: 'Birthdate',
      tenancies: 'AccountId',
      mergedInto: 'MasterRecordId',
    },
    repairs: {
      caseType: 'Type',
      description: 'Subject',
      priority: 'Priority',
      status: 'Status',
      raisedAt: 'CreatedDate',
      completedAt: 'ClosedDate',
      number: 'CaseNumber',
    },
    cases: {
      kind: 'Type',
      state: 'Status',
      isClosed: 'IsClosed',
      openedAt: 'CreatedDate',
      closedAt: 'ClosedDate',
      person: 'ContactId',
      tenancy: 'AccountId',
    },
    tasks: {
      ...activity,
      kind: 'TaskSubtype',
      direction: 'CallType',
      isDone: 'IsClosed',
      occurredAt: 'CompletedDateTime',
      recordedAt: 'CreatedDate',
    },
    visits: { ...activity, kind: 'Type', startsAt: 'StartDateTime', endsAt: 'EndDateTime' },
  },
  codes: {
    'homes.kind': {},
    'people.kind': {},
    'tenancies.type': {},
    'repairs.caseType': { Repair: 'repair' },
    'repairs.priority': { High: '3', Medium: '4', Low: '4' },
    'repairs.status': {
      New: 'requested',
      Working: 'in-progress',
      'In Progress': 'in-progress',
      Escalated: 'open',
      'On Hold': 'on-hold',
      Closed: 'completed',
    },
    /* A plain task is work for staff, and nobody's contact. */
    'tasks.kind': { Call: 'phone-call', Email: 'email', ListEmail: 'none', Task: 'none' },
    'tasks.direction': { Inbound: 'inbound', Outbound: 'outbound', Internal: 'internal' },
    'visits.kind': { Meeting: 'visit', Visit: 'visit', Call: 'phone-call', Email: 'none', Other: 'none' },
  },
};
