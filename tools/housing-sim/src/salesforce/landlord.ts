import { Dice } from '../landlord/dice.js';
import type { SalesforceOrg } from './org.js';

const DAY = 86_400_000;

/**
 * Fills an organisation with an invented landlord: so many homes, each with a tenancy of one or two people, cases, calls
 * and visits. The same seed gives the same landlord.
 */
export function fillOrg(org: SalesforceOrg, homes: number, seed: number): void {
  const dice = new Dice(seed, 'salesforce');
  const today = org.now().getTime();
  let steps = 0;
  /* Each record another time, over the year before last and last week. */
  const stamp = (): string =>
    new Date(today - 500 * DAY + Math.floor((steps++ * 490 * DAY) / (homes * 12 + 12))).toISOString();
  const daysAgo = (days: number): string => new Date(today - days * DAY).toISOString();

  const block = org.create('Property__c', { Name: 'Alder House', Kind__c: 'Block', Active__c: true }, stamp());
  for (let n = 1; n <= homes; n++) {
    const street = `${n} ${dice.faker.location.street()}`;
    const town = 'Sampleton';
    const home = org.create(
      'Property__c',
      {
        Name: street,
        Reference__c: `00${n}`,
        UPRN__c: `00${10_000_000 + n}`,
        Kind__c: n % 3 === 0 ? 'House' : 'Flat',
        Street__c: n % 4 === 0 ? `Flat ${n}\r\n${street}` : street,
        Town__c: town,
        Postcode__c: `ZZ${n % 10} ${n % 9}ZZ`,
        Block__c: n % 3 === 0 ? null : block,
        Active__c: true,
      },
      stamp(),
    );
    const people = Array.from({ length: n % 2 === 0 ? 2 : 1 }, () => {
      const first = dice.faker.person.firstName();
      const last = dice.faker.person.lastName();
      return org.create(
        'Contact',
        {
          Salutation: dice.pick(['Ms', 'Mr', 'Mx']),
          FirstName: first,
          LastName: last,
          Name: `${first} ${last}`,
          Birthdate: `19${40 + (n % 60)}-0${1 + (n % 9)}-1${n % 9}`,
          Kind__c: 'Tenant',
        },
        stamp(),
      );
    });
    const [tenant = '', joint = null] = people;
    const ended = n % 10 === 0;
    const tenancy = org.create(
      'Tenancy__c',
      {
        Name: `T-${1000 + n}`,
        Property__c: home,
        Type__c: dice.pick(['Secure', 'Assured', 'Introductory']),
        Start__c: `20${10 + (n % 14)}-04-01`,
        End__c: ended ? daysAgo(100).slice(0, 10) : null,
        Tenant_1__c: tenant,
        Tenant_2__c: joint,
      },
      stamp(),
    );
    for (const person of people) org.update('Contact', person, { Tenancy__c: tenancy }, stamp());
    const about = { ContactId: tenant, Tenancy__c: tenancy, Property__c: home };
    const isClosed = n % 2 === 0;
    const closed = { IsClosed: isClosed, ClosedDate: isClosed ? daysAgo(20 + n) : null };
    org.create(
      'Case',
      {
        ...about,
        ...closed,
        CaseNumber: `0000${n}`,
        Type: 'Repair',
        Subject: dice.pick(['Kitchen tap drips', 'Mould on the bathroom wall', 'Radiator cold']),
        Priority: dice.pick(['High', 'Medium', 'Low']),
        Status: isClosed ? 'Closed' : 'New',
        Damp__c: n % 7 === 0,
      },
      stamp(),
    );
    org.create(
      'Case',
      {
        ...about,
        ...closed,
        CaseNumber: `0001${n}`,
        Type: dice.pick(['Complaint', 'Succession', 'Anti-social behaviour']),
        Subject: 'Another matter',
        Status: isClosed ? 'Closed' : 'Working',
      },
      stamp(),
    );
    const isCall = n % 3 !== 0;
    org.create(
      'Task',
      {
        Subject: isCall ? 'Call' : 'Email: your visit',
        Status: 'Completed',
        IsClosed: true,
        TaskSubtype: isCall ? 'Call' : 'Email',
        CallType: isCall ? dice.pick(['Inbound', 'Outbound']) : null,
        WhoId: tenant,
        WhatId: tenancy,
        CompletedDateTime: daysAgo(n + 1),
      },
      stamp(),
    );
    if (n % 5 === 0)
      org.create(
        'Task',
        { Subject: 'Order a part', Status: 'Not Started', IsClosed: false, TaskSubtype: 'Task' },
        stamp(),
      );
    const isToCome = n % 8 === 0;
    org.create(
      'Event',
      {
        Subject: 'Visit',
        Type: 'Meeting',
        WhoId: tenant,
        WhatId: home,
        StartDateTime: daysAgo(isToCome ? -20 : n + 10),
        EndDateTime: daysAgo(isToCome ? -20 : n + 9.9),
      },
      stamp(),
    );
  }
}
