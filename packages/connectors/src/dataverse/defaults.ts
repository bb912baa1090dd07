import type { ValueMapping } from '../contract.js';

const london = 'Europe/London';
const activity = { state: 'statecode', regarding: '_regardingobjectid_value', updatedAt: 'modifiedon' };

/** Open, completed, cancelled, scheduled: the states of an activity. */
const activityStates = { '0': 'planned', '1': 'done', '2': 'cancelled', '3': 'planned' };
/** `directioncode`: whether it went out. */
const directions = { true: 'outbound', false: 'inbound' };

/**
 * What a new connection starts with: the columns that the standard tables have. A landlord adds its own, for instance
 * the UPRN, of which no standard table has a column.
 */
export const dataverseDefaults: ValueMapping = {
  schemes: {},
  /* By the label of the case type, lower case. */
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
    phoneCalls: london,
    emails: london,
    visits: london,
    interactions: london,
  },
  columns: {
    homes: {
      propertyReference: 'msdyn_name',
      kind: '_msdyn_functionallocationtype_value',
      line1: 'msdyn_address1',
      line2: 'msdyn_address2',
      line3: 'msdyn_address3',
      line4: 'msdyn_city',
      postalCode: 'msdyn_postalcode',
      parent: '_msdyn_parentfunctionallocation_value',
      state: 'statecode',
      updatedAt: 'modifiedon',
    },
    tenancies: {
      tenancyReference: 'accountnumber',
      parties: '_primarycontactid_value',
      state: 'statecode',
      merged: 'merged',
      mergedInto: '_masterid_value',
      updatedAt: 'modifiedon',
    },
    people: {
      title: 'salutation',
      givenName: 'firstname',
      middleName: 'middlename',
      familyName: 'lastname',
      dateOfBirth: 'birthdate',
      kind: 'customertypecode',
      tenancies: '_parentcustomerid_value',
      merged: 'merged',
      mergedInto: '_masterid_value',
      updatedAt: 'modifiedon',
    },
    repairs: {
      caseType: 'casetypecode',
      description: 'title',
      priority: 'prioritycode',
      phase: 'statuscode',
      raisedAt: 'createdon',
      merged: 'merged',
      mergedInto: '_masterid_value',
      updatedAt: 'modifiedon',
    },
    cases: {
      kind: 'casetypecode',
      state: 'statecode',
      status: 'statuscode',
      openedAt: 'createdon',
      about: '_customerid_value',
      merged: 'merged',
      mergedInto: '_masterid_value',
      updatedAt: 'modifiedon',
    },
    phoneCalls: { ...activity, direction: 'directioncode', occurredAt: 'actualend', recordedAt: 'createdon' },
    emails: { ...activity, direction: 'directioncode', occurredAt: 'actualend', recordedAt: 'createdon' },
    visits: { ...activity, occurredAt: 'actualend', plannedAt: 'scheduledstart', recordedAt: 'createdon' },
    interactions: {},
  },
  codes: {
    'people.kind': {},
    'repairs.caseType': {},
    'repairs.priority': { '1': '3', '2': '4', '3': '5' },
    'repairs.phase': {
      '1': 'in-progress',
      '2': 'on-hold',
      '3': 'on-hold',
      '4': 'open',
      '5': 'completed',
      '1000': 'completed',
      '6': 'cancelled',
      '2000': 'superseded',
    },
    'phoneCalls.state': activityStates,
    'emails.state': activityStates,
    'visits.state': activityStates,
    'phoneCalls.direction': directions,
    'emails.direction': directions,
  },
};
